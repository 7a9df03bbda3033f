#!/usr/bin/env bash
# The long checks that CI samples: a hundred kills per victim, transcription by a real whisper-server, an hour
# (FUZZ_SECONDS) of hostile H.264, and every combination of settings of the recordings that smart rendering cuts, with
# long ones of a camera. Usage: scripts/soak.sh [kill|server|fuzz|cut]...   (default: all)
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_packages build run test

soak_kill() {
    build_preset ci
    say "Killing the command line, the media child and the desktop a hundred times each"
    (cd "$root" && KILL_ROUNDS=100 KILL_SEED="${KILL_SEED:-$RANDOM}" ctest --preset ci -R tst_kill --timeout 7200)
}

# The server that whisper.cpp brings, with a model of tiny's shape that says nonsense: the protocol is what is tried.
soak_server() {
    local model=${WHISPER_MODEL:-${DAILIES_SHARED:-$root/../shared}/models/for-tests-ggml-tiny.bin}
    local voice=${DAILIES_SHARED:-$root/../shared}/media/jfk.wav
    [ -f "$model" ] && [ -f "$voice" ] || { say "SKIPPED: no model at $model or no voice at $voice"; return; }
    build_preset ci
    say "Transcribing through whisper-server"
    local build=$root/build/whisper-server work port=18080 server
    work=$(mktemp -d)
    cmake -S "$root/build/whisper-source/package/cpp/whisper.cpp" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DBUILD_SHARED_LIBS:BOOL=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DWHISPER_BUILD_TESTS=OFF >"$work/log" 2>&1
    cmake --build "$build" --target whisper-server >>"$work/log" 2>&1 || { tail -30 "$work/log"; exit 1; }
    "$build/bin/whisper-server" --host 127.0.0.1 --port $port --model "$model" \
        --inference-path /v1/audio/transcriptions >"$work/server.log" 2>&1 &
    server=$!
    trap 'kill $server 2>/dev/null; rm -rf "$work"' RETURN
    for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.2; done
    "$root/build/ci/bin/dailies" process "$voice" --profile "$work/profile" --out "$work/out" --json \
        --set transcription.engine=service --set transcription.service_url=http://127.0.0.1:$port/v1 >"$work/result.json"
    grep -q '"state": "READY"' "$work/result.json"
    grep -q 'POST /v1/audio/transcriptions\|whisper_print\|Received request' "$work/server.log" \
        || { cat "$work/server.log"; exit 1; }
    say "whisper-server answered; the package is complete"
}

# What it finds lies in build/fuzz/found: the fix comes with that file in tests/data/fuzz/slice_header.
soak_fuzz() {
    install_packages soak
    build_preset fuzz
    say "Fuzzing the H.264 reader for ${FUZZ_SECONDS:-3600} seconds"
    mkdir -p "$root/build/fuzz/corpus" "$root/build/fuzz/found"
    "$root/build/fuzz/bin/fuzz_slice_header" -max_total_time="${FUZZ_SECONDS:-3600}" -max_len=2048 -timeout=5 \
        -rss_limit_mb=1024 -verbosity=0 -print_final_stats=1 -artifact_prefix="$root/build/fuzz/found/" \
        "$root/build/fuzz/corpus" "$root/tests/data/fuzz/slice_header"
}

soak_cut() {
    say "Cutting every combination of settings, with 300 seeks each, and ten minutes of each camera"
    (cd "$root" && SMART_CUT_FULL=1 QTEST_FUNCTION_TIMEOUT=7200000 ctest --preset ci -R tst_smart_cut --timeout 14400)
}

checks=("${@:-kill server fuzz cut}")
for check in ${checks[*]}; do "soak_$check"; done

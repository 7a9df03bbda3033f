#!/usr/bin/env bash
# The long checks that CI samples or leaves out (docs/soak.md).
# Usage: scripts/soak.sh [kill|server|fuzz|cut|analyzer|threads]...   (default: all)
#   kill      kills each victim KILL_ROUNDS times (100), at moments that KILL_SEED chooses
#   server    transcribes through the whisper-server that whisper.cpp brings
#   fuzz      FUZZ_SECONDS (an hour) of hostile H.264
#   cut       every combination of settings of the recordings that smart rendering cuts, with long ones of a camera
#   analyzer  clang's static analyzer over every file
#   threads   every test of core with the thread sanitizer
set -euo pipefail
source "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

# A test by itself: ctest's time limits are made for CI's sample.
run_long_test() {
    build_preset ci "$1"
    QTEST_FUNCTION_TIMEOUT=36000000 QT_QPA_PLATFORM=offscreen TZ=UTC \
        LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0 "$root/build/ci/bin/$1" -maxwarnings 0
}

soak_kill() {
    local rounds=${KILL_ROUNDS:-100} seed=${KILL_SEED:-$RANDOM}
    say "Killing each victim $rounds times (to repeat: KILL_ROUNDS=$rounds KILL_SEED=$seed scripts/soak.sh kill)"
    KILL_ROUNDS=$rounds KILL_SEED=$seed run_long_test tst_kill
}

# The model of tiny's shape says nothing or nonsense: what is tried is that program and server understand each other.
soak_server() {
    local shared=${DAILIES_SHARED:-$root/../shared}
    local model=${WHISPER_MODEL:-$shared/models/for-tests-ggml-tiny.bin} voice=$shared/media/jfk.wav
    local source=$root/build/whisper-source/package/cpp/whisper.cpp build=$root/build/whisper-server port
    build_preset ci dailies dailies-media
    [ -f "$model" ] && [ -f "$voice" ] || { say "NOT TRIED: there is no $model or no $voice"; return 1; }
    [ -d "$source" ] || { say "NOT TRIED: whisper.cpp is Debian's, which brings no server"; return 1; }
    say "Building whisper-server"
    cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS:BOOL=OFF \
        -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DWHISPER_BUILD_TESTS=OFF >"$work/build.log" 2>&1 \
        && cmake --build "$build" --target whisper-server >>"$work/build.log" 2>&1 \
        || { tail -30 "$work/build.log" >&2; return 1; }

    port=$(free_port)
    "$build/bin/whisper-server" --host 127.0.0.1 --port "$port" --model "$model" \
        --inference-path /v1/audio/transcriptions >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 150); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.2; done

    say "Transcribing through whisper-server"
    "$root/build/ci/bin/dailies" process "$voice" --profile "$work/profile" --out "$work/out" --json \
        --set transcription.engine=service --set transcription.service_model=whisper-1 \
        --set "transcription.service_url=http://127.0.0.1:$port/v1" >"$work/result.json"
    grep -q '"state": "READY"' "$work/result.json" || { cat "$work/result.json" >&2; return 1; }
    grep -q "processing 'audio.wav'" "$work/server.log" || { cat "$work/server.log" >&2; return 1; }
    kill "$server"
    wait "$server" || true
    server=
    say "whisper-server was asked and answered; the package is complete"
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
    local test
    for test in tst_smart_cut tst_smart_cut_sources tst_smart_cut_browser; do SMART_CUT_FULL=1 run_long_test $test; done
}

soak_analyzer() { "$root/scripts/check.sh" --deep; }

soak_threads() {
    build_preset tsan all
    say "Testing core with the thread sanitizer"
    (cd "$root" && QT_QPA_PLATFORM=offscreen TZ=UTC TSAN_OPTIONS=suppressions=$root/tests/tsan.supp \
        ctest --test-dir build/tsan --output-on-failure)
}

install_packages build run test
[ $# -gt 0 ] || set -- kill server fuzz cut analyzer threads
for check in "$@"; do "soak_$check"; done

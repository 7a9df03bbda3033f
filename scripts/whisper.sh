#!/usr/bin/env bash
# Builds whisper.cpp once, static and portable, into build/whisper, from the source inside npm's nodejs-whisper package.
# Does nothing when Debian has a whisper of its own or when it is already built.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

version=0.3.1
sha256=92041caf2b26c74b7f489fedf37bd093f216eebd61df512045ec2d19d0531d37
prefix=$root/build/whisper

pkg-config --exists whisper 2>/dev/null && exit 0
[ -f "$prefix/built-$version" ] && exit 0

say "Building whisper.cpp (once)"
work=$root/build/whisper-source
rm -rf "$work" "$prefix"
mkdir -p "$work"
archive=$work/nodejs-whisper-$version.tgz
(cd "$work" && npm pack --silent "nodejs-whisper@$version" >/dev/null)
echo "$sha256  $archive" | sha256sum --check --quiet
tar -xzf "$archive" -C "$work" package/cpp/whisper.cpp

# GGML_NATIVE would bind the binary to this processor; OpenMP's spinning threads starve everything else on a small machine.
portable=(-DGGML_NATIVE=OFF -DGGML_OPENMP=OFF)
[ "$(uname -m)" = x86_64 ] && portable+=(-DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DGGML_BMI2=ON)
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
export CCACHE_DIR="${CCACHE_DIR:-$root/.cache/ccache}"
cmake -S "$work/package/cpp/whisper.cpp" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS:BOOL=OFF \
    -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_SERVER=OFF \
    "${portable[@]}" "${launcher[@]}" >"$work/configure.log" 2>&1 || { cat "$work/configure.log"; exit 1; }
cmake --build "$work/build" --target install >"$work/build.log" 2>&1 || { tail -50 "$work/build.log"; exit 1; }
mkdir -p "$prefix/share"
cp "$work/package/cpp/whisper.cpp/samples/jfk.mp3" "$prefix/share/"
touch "$prefix/built-$version"

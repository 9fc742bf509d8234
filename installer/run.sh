#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Fettle and starts it. Without a window to show, it trains a built-in sample in the terminal.
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

case "${1:-}" in
    -h | --help)
        say "Usage: bash installer/run.sh"
        say "Builds the release preset and starts Fettle; with no window it trains a sample in the terminal."
        exit 0
        ;;
esac

bash "$repoRoot/installer/setup.sh" --build release
bin="$repoRoot/build/release/bin"

if [ -x "$bin/fettle" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    # The first time a prepared sample; later what is there.
    exec "$bin/fettle" --first-sample customers "$@"
fi

folder="$(mktemp -d "${TMPDIR:-/tmp}/fettle-run.XXXXXX")"
finish() {
    for workspace in workspace window; do
        "$bin/fettle-cli" --workspace "$folder/$workspace" engine stop >/dev/null 2>&1 || true
    done
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

step "A first training: which customers will leave?"
cd "$folder"
"$bin/fettle-cli" --workspace "$folder/workspace" samples write customers .
"$bin/fettle-cli" --workspace "$folder/workspace" train customers.csv --target churn
if [ -x "$bin/fettle" ]; then
    step "Pictures of the window with such a training"
    pictures="$repoRoot/build/release/screenshots"
    if QT_QPA_PLATFORM=offscreen FETTLE_SETTINGS="$folder/settings.ini" "$bin/fettle" --workspace "$folder/window" --screenshots "$pictures"; then
        say "written to $pictures"
    else
        say "They could not be made; the training above is not touched by that."
    fi
fi
say ""
say "That was a sample in a temporary folder. Your own data: $bin/fettle-cli train FILE.csv --target COLUMN"

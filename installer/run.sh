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
    exec "$bin/fettle" "$@"
fi

folder="$(mktemp -d "${TMPDIR:-/tmp}/fettle-run.XXXXXX")"
finish() {
    "$bin/fettle-cli" --workspace "$folder/workspace" engine stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

step "A first training: which customers will leave?"
cd "$folder"
"$bin/fettle-cli" --workspace "$folder/workspace" samples write customers .
"$bin/fettle-cli" --workspace "$folder/workspace" train customers.csv --target churn
say ""
say "That was a sample in a temporary folder. Your own data: $bin/fettle-cli train FILE.csv --target COLUMN"

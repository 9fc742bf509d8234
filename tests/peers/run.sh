#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fettle beside PyTorch and scikit-learn on the same data, in one run, alternating: prints one table.
# Sets up its own Python environment. Outside CI: nothing else should run meanwhile.
#   bash tests/peers/run.sh [--build build/release] [--seeds 5] [--pairs 5] [--only fashion,adult,start,metrics]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/fettle/peers
if [ ! -x "$cache/bin/python" ]; then
  echo "Setting up the peers' Python environment in $cache" >&2
  python3 -m venv "$cache.new"
  # The CPU build where pip's sources have it; never a torch that was not asked for.
  "$cache.new/bin/python" -m pip install -q "torch==2.13.0+cpu" 2>/dev/null \
    || "$cache.new/bin/python" -m pip install -q "torch==2.13.0"
  "$cache.new/bin/python" -m pip install -q numpy pandas scikit-learn tensorboard tokenizers sentencepiece
  mv "$cache.new" "$cache"
fi
exec "$cache/bin/python" "$root/tests/peers/compare.py" --root "$root" "$@"

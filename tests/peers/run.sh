#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fettle beside PyTorch and scikit-learn on the same data, in one run, alternating: prints one table.
# Sets up its own Python environment. Outside CI: nothing else should run meanwhile.
#   bash tests/peers/run.sh [--build build/release] [--seeds 5] [--pairs 5] [--only fashion,adult,start,metrics]
#   bash tests/peers/run.sh --text [--model FOLDER] …   texts, pretrained models too: see compare_text.py
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/fettle/peers
torch=2.13.0
texts=(transformers==5.23.0 peft==0.21.2 sentence-transformers==6.2.0 setfit==1.2.0 seqeval==1.2.2 datasets==5.2.0
  accelerate==1.15.0 safetensors==0.8.0 tokenizers==0.23.3)

# Adds packages to the environment of the first argument and keeps torch as it is.
add() {
  local python=$1/bin/python
  shift
  "$python" -m pip install -q --constraint <("$python" -c "import torch; print('torch==' + torch.__version__)") "$@"
}

if [ ! -x "$cache/bin/python" ]; then
  echo "Setting up the peers' Python environment in $cache" >&2
  python3 -m venv "$cache.new"
  # The CPU build where pip's sources have it; never a torch that was not asked for.
  "$cache.new/bin/python" -m pip install -q "torch==$torch+cpu" 2>/dev/null \
    || "$cache.new/bin/python" -m pip install -q "torch==$torch"
  add "$cache.new" numpy pandas scikit-learn tensorboard sentencepiece "${texts[@]}"
  mv "$cache.new" "$cache"
elif ! "$cache/bin/python" -c "import importlib.metadata as m, sys; [m.version(n.split('==')[0]) for n in sys.argv[1:]]" \
  "${texts[@]}" 2>/dev/null; then
  echo "Adding what the comparisons of texts need to $cache" >&2
  add "$cache" "${texts[@]}"
fi
script=compare.py
if [ "${1:-}" = --text ]; then
  script=compare_text.py
  shift
fi
exec "$cache/bin/python" "$root/tests/peers/$script" --root "$root" "$@"

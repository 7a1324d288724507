#!/usr/bin/env bash
# Rasa's own checks: the data fits together, and the end-to-end stories of tests/conversations come out as told.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
eval "$(.venv/bin/python - <<'PYTHON'
import os, shlex
from bot.server import environment
from warmline.settings import Settings
for name, value in environment(Settings.from_env(os.environ)).items():
    print(f"export {name}={shlex.quote(value)}")
PYTHON
)"
root=$PWD
.venv/bin/rasa data validate --fail-on-warnings --config config.yml --domain bot/domain --data nlu_data/nlu nlu_data/rules
cd "$work"  # rasa leaves its results where it is started
"$root/.venv/bin/rasa" test core --model "$root/models/trained/rasa/dialogue.tar.gz" --endpoints "$root/bot/endpoints.yml" \
    --stories "$root/tests/conversations" --e2e --fail-on-prediction-errors --out "$work/results"

#!/bin/sh
# Makes (once) an environment with the pinned frameworks and records every
# program of test/oracle/programs. Arguments go to record.py: program names, --changed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
environment=${REGLENS_ORACLE_ENV:-${XDG_CACHE_HOME:-$HOME/.cache}/reglens-oracle}
if ! "$environment/bin/python" -c 'import tensorflow, tf_keras, jax, torch' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --requirement "$here/requirements.txt"
fi
export PYTHONDONTWRITEBYTECODE=1
exec "$environment/bin/python" "$here/record.py" "$@"

#!/bin/sh
# The mapproof command as installed: the programs beside it, the Python part in share/.
# SPDX-License-Identifier: Apache-2.0
set -eu
bin=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
export MAPPROOF_BIN="${MAPPROOF_BIN:-$bin}"
export PYTHONPATH="$bin/../share/mapproof/python${PYTHONPATH:+:$PYTHONPATH}"
exec /usr/bin/python3 -m mapproof "$@"

#!/bin/sh
# One commit in CI: measure, keep, check. The history is a file that the service caches, or a database (MAPPROOF_DB).
# SPDX-License-Identifier: Apache-2.0
#
#   MAPPROOF=scripts/mapproof BACKEND=./my.so TARGET=pci:… docs/ci/check.sh COMMIT
#
# Exit code: 0 not slower or not known yet, 1 slower, 2 could not run. Beside the history are out/junit.xml, comment.md, badge.json.
set -u
commit=${1:?give the commit that is built}
mapproof=${MAPPROOF:-scripts/mapproof}
database=${MAPPROOF_DB:-mapproof-history.sqlite}
out=${OUT:-out}
mkdir -p "$out" || exit 2

"$mapproof" bench --backend "${BACKEND:-model}" ${TARGET:+--target "$TARGET"} ${BENCH_OPTIONS-} --out "$out/bench.jsonl" >&2 || exit 2
"$mapproof" history add --db "$database" --commit "$commit" --subject "${SUBJECT:-${BACKEND:-model}}" "$out/bench.jsonl" || exit 2
"$mapproof" history check --db "$database" --subject "${SUBJECT:-${BACKEND:-model}}" --junit "$out/junit.xml" --markdown "$out/comment.md" \
  --badge "$out/badge.json" ${GITHUB_ACTIONS:+--github}
answer=$?
# What cannot be told yet stops nobody: a history begins empty. The comment says so.
[ "$answer" = 3 ] && answer=0
exit "$answer"

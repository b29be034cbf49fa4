#!/usr/bin/env bash
# Times lint as a whole process, the JVM's start included: the library, and a thousand drills. Called by ci/bench.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
big=target/bench/library
rm -rf $big
mkdir -p target/bench
cp -r scenarios $big
for ((i = 1; i <= 1000; i++)); do
  sed "s/name: privileged-pod-host-escape/name: drill-$i/" scenarios/drills/privilege-escalation/privileged-pod-host-escape.yaml \
    >$big/drills/privilege-escalation/drill-$i.yaml
done
ci/tocsin --version >/dev/null
for what in --version "lint" "lint --library $big"; do
  for run in 1 2 3 4 5; do
    started=$(date +%s%3N)
    # shellcheck disable=SC2086 # words of a command
    ci/tocsin $what >/dev/null
    echo "$(($(date +%s%3N) - started))"
  done | sort -n | awk -v what="tocsin $what" '{ all[NR] = $1 } END { printf "%s: %d / %d / %d ms (minimum, median, maximum of %d)\n", what, all[1], all[3], all[5], NR }'
done

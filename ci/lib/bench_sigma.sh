#!/usr/bin/env bash
# Puts the audit records of a real API server to Sigma rules: called by ci/bench with sigma or soak.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
records=target/bench/audit.log

# The audit log of a drill's API server, taken while the drill waits for its proofs to hold.
harvest() {
  local log drill node
  ci/setup
  mkdir -p target/bench
  log=$(mktemp)
  mvn -q test -Dscenario=privileged-pod-host-escape >"$log" 2>&1 &
  drill=$!
  until grep -q ' holds for ' "$log"; do
    kill -0 $drill 2>/dev/null || { cat "$log" >&2 && exit 1; }
    sleep 0.5
  done
  node=$(docker ps -q --filter label=dev.tocsin.owner | head -n 1)
  docker exec "$node" cat /var/log/tocsin/audit.log >$records.half
  mv $records.half $records
  wait $drill
  rm -f "$log"
}

[ -s $records ] || harvest
run() { mvn -q -Pbench test-compile exec:exec "-Dbench.main=dev.tocsin.bench.$1"; }
if [ "$1" = soak ]; then
  run SigmaSoak
  exit
fi
run SigmaBenchmark | grep ^tocsin
for rules in 100 1000; do
  (cd src/bench/go && go run . "$OLDPWD/$records" "$OLDPWD/target/bench/rules-$rules")
done

#!/usr/bin/env bash
# Each drill several times, one after the other: how its times spread against their targets. Called by ci/bench.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=${1:-20}
scenario=${2:-all}
ci/setup
mkdir -p target
mvn -q test "-Dscenario=$scenario" "-Drepeat=$runs" >target/bench-drills.log 2>&1 || echo "not all held: target/bench-drills.log"
exec ci/lib/spread.py

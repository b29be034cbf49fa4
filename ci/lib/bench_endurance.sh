#!/usr/bin/env bash
# Many drills in a row in one process: none inconclusive, nothing left over, memory flat. Called by ci/bench.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
drills=${1:-100}
ci/setup
mvn -q -DskipTests package
# As pom.xml sets them for tests.
export TESTCONTAINERS_CHECKS_DISABLE=true TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_REUSE_ENABLE=true
[ ! -e /.dockerenv ] || export TESTCONTAINERS_HOST_OVERRIDE=${TESTCONTAINERS_HOST_OVERRIDE:-172.17.0.1}
mkdir -p target/bench
exec ci/lib/bench_endurance.py "$drills"

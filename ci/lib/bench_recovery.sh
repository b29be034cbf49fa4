#!/usr/bin/env bash
# Recovery of a wiped datastore: the time from T0, whose share of it is whose, and the rows that were lost, over several runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=$1
ci/setup
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for scenario in datastore-wipe-and-restore datastore-wipe-and-restore-etcd; do
  for ((run = 1; run <= runs; run++)); do
    mvn -q test "-Dscenario=$scenario" >/dev/null || true
    python3 - "$scenario" "reports/latest/$scenario.summary.json" <<'PY' | tee -a "$results" >&2
import json, sys
drill = json.load(open(sys.argv[2]))
print(sys.argv[1], json.dumps({
    "verdict": drill["verdict"], "rto": drill.get("rto"), "rpo": drill.get("rpo"),
    "alert": next((o["sinceT0Millis"] for o in drill.get("objectives", []) if "datastore-opened" in o["title"]), None),
    "restored": next((r["sinceT0Millis"] for r in drill.get("actions", []) if r["text"].startswith("restored the datastore")), None),
}), sep="\t")
PY
  done
done
# Until the alert: the intruder's and the detector's; until the API serves: the procedure's; then Kubernetes' own.
python3 - "$results" <<'PY'
import collections, json, math, sys
drills = collections.OrderedDict()
for line in open(sys.argv[1]):
    name, run = line.rstrip("\n").split("\t")
    drills.setdefault(name, []).append(json.loads(run))
def at(values, share):
    values = sorted(values)
    return f"{values[max(0, math.ceil(share * len(values)) - 1)] / 1000:.1f}" if values else "-"
print("| drill | held | recovery time p50 / p95, s | until the alert | procedure | platform | rows acknowledged | lost |")
print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
for name, runs in drills.items():
    whole = [r for r in runs if r["rto"] and r["rto"]["measuredMillis"] is not None and r["alert"] is not None and r["restored"] is not None]
    times = [r["rto"]["measuredMillis"] for r in whole]
    print("|", " | ".join(str(cell) for cell in (
        name, f"{sum(r['verdict'] == 'held' for r in runs)} of {len(runs)}", f"{at(times, .5)} / {at(times, .95)}",
        at([r["alert"] for r in whole], .5), at([r["restored"] - r["alert"] for r in whole], .5),
        at([r["rto"]["measuredMillis"] - r["restored"] for r in whole], .5),
        sum(r["rpo"]["acknowledged"] for r in runs if r["rpo"]), sum(r["rpo"]["lost"] for r in runs if r["rpo"]))), "|")
PY

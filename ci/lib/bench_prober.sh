#!/usr/bin/env bash
# Does a drill's containment time agree with a program that asks every 5 ms and knows nothing of the drill? Called by ci/bench.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=${1:-20}
ci/setup
library=$PWD/target/bench/library
python3 - "$library" "$PWD/target/bench" <<'PY'
import pathlib, re, shutil, sys
library, into = pathlib.Path(sys.argv[1]), sys.argv[2]
shutil.rmtree(library, ignore_errors=True)
shutil.copytree("scenarios", library)
# Drill, the step that captures the credential, its name there, and what the drill's own proof asks for.
for drill, step, token, path in (
    ("credential-access/stolen-sa-token-replay", "steal", "token", "/api/v1/namespaces/shop/pods"),
    ("credential-access/secrets-dump-and-rotate", "steal", "token", "/api/v1/namespaces/shop/secrets/ledger"),
    ("initial-access/api-credential-spray", "find-one", "token", "/api/v1/namespaces/dev/configmaps"),
):
    name = drill.split("/")[1]
    pathlib.Path(into, name + ".tsv").unlink(missing_ok=True)
    file = library / "drills" / (drill + ".yaml")
    text = file.read_text()
    captured = re.search(rf"  - id: {step}\n(?:    .*\n)+?    capture: .*\n", text)
    probe = f'  - prober: {{token: "${{{step}.{token}}}", get: {path}, into: {into}/{name}.tsv}}\n'
    file.write_text(text[: captured.end()] + probe + text[captured.end() :])
PY
for drill in credential-access/stolen-sa-token-replay credential-access/secrets-dump-and-rotate initial-access/api-credential-spray; do
  mvn -q test -Pbench -DskipTests=false -Dtest=ProbedDrillsTest "-Dscenario=${drill#*/}" "-Drepeat=$runs" >"target/bench/prober.log" 2>&1 ||
    echo "${drill#*/}: not all held: target/bench/prober.log" # which does not make their containment less of a measurement
  python3 - "${drill#*/}" <<'PY'
import datetime, glob, json, sys
name = sys.argv[1]
at = lambda text: datetime.datetime.fromisoformat(text[:26].rstrip("Z").ljust(26, "0") + "+00:00").timestamp()
seen = []
for line in open(f"target/bench/{name}.tsv"):
    refused, requests, longest = line.split()
    seen.append((at(refused), int(requests), float(longest)))
runs = [json.load(open(file)) for file in glob.glob(f"reports/latest/{name}*.summary.json")]
attacked = sorted((run for run in runs if run["t0"]), key=lambda run: run["t0"])
apart = []
for run, following in zip(attacked, [at(run["t0"]) for run in attacked[1:]] + [float("inf")]):
    (proof,) = [one for one in run["objectives"] if one["phase"] == "contain" and "revoke-service-account" in one["title"]]
    # One run follows the other, so what the prober saw between two attacks belongs to the first.
    refused = [one[0] for one in seen if at(run["t0"]) <= one[0] < following]
    if len(refused) == 1 and proof.get("sinceT0Millis") is not None:
        apart.append((at(run["t0"]) + proof["sinceT0Millis"] / 1000 - refused[0]) * 1000)
if alone := len(runs) - len(apart):
    print(f"{name}: {alone} of {len(runs)} runs not compared: not contained, or the prober had no answer")
if not apart:
    sys.exit(f"{name}: nothing to compare")
size = sorted(abs(one) for one in apart)
rank = lambda share: size[-(-int(share * 100) * len(size) // 100) - 1]
print(f"{name}: {len(apart)} runs; drill minus prober, ms: least {min(apart):.0f}, most {max(apart):.0f};"
      f" apart p50 {rank(.5):.0f}, p95 {rank(.95):.0f}; prober's longest pause {max(one[2] for one in seen):.0f} ms")
PY
  ci/lib/spread.py
done

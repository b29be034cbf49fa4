#!/usr/bin/env bash
# Does a drill's containment time agree with a program that asks every 5 ms and knows nothing of the drill? Called by ci/bench.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=${1:-20}
drills=("${@:2}")
[ "${#drills[@]}" -gt 0 ] || drills=(stolen-sa-token-replay secrets-dump-and-rotate api-credential-spray)
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
for drill in "${drills[@]}"; do
  mvn -q test -Pbench -DskipTests=false -Dtest=ProbedDrillsTest "-Dscenario=$drill" "-Drepeat=$runs" >"target/bench/prober.log" 2>&1 ||
    echo "$drill: not all held: target/bench/prober.log" # which does not make their containment less of a measurement
  ci/lib/apart.py "$drill"
  ci/lib/spread.py
done

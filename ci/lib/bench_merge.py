#!/usr/bin/env python3
"""Puts together what four shards of a run of many drills left, and says how long that took.

The drills are copies of one that ran: the newest run under reports/ that has any. Called by ci/bench.
"""
import glob
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import uuid

SHARDS = 4
count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
ran = sorted(glob.glob("reports/*T*Z*/*.summary.json"), key=lambda file: file.split("/")[1])
if not ran:
    sys.exit("No drill has run yet: ci/drill runs one.")
summary = pathlib.Path(ran[-1])
drill = json.loads(summary.read_text())["drill"]
stem = summary.name.removesuffix(".summary.json")  # no spaces
results = [json.loads(pathlib.Path(file).read_text()) for file in glob.glob(str(summary.parent / "allure-results/*-result.json"))]
result = next(one for one in results if drill in one["name"] or drill in one["fullName"])
folder = pathlib.Path(tempfile.mkdtemp(dir="target"))
names = [f"drill-{number:04}" for number in range(count)]
for shard in range(SHARDS):
    own = names[shard::SHARDS]
    part = folder / f"parts/{shard}"
    (part / "allure-results").mkdir(parents=True)
    (part / "shard.json").write_text(json.dumps({"index": shard + 1, "of": SHARDS, "drills": names, "own": own}))
    for name in own:
        (part / f"{name}.summary.json").write_text(summary.read_text().replace(drill, name))
        shutil.copy(summary.parent / f"{stem}.svg", part / f"{name}.svg")
        shutil.copytree(summary.parent / stem, part / name)
        copy = json.loads(json.dumps(result).replace(drill, name))
        copy["uuid"] = str(uuid.uuid4())
        copy["historyId"] = name
        for attachment in copy.get("attachments", []):
            source = summary.parent / "allure-results" / attachment["source"]
            attachment["source"] = f"{uuid.uuid4()}-{attachment['source']}"
            shutil.copy(source, part / "allure-results" / attachment["source"])
        (part / f"allure-results/{copy['uuid']}-result.json").write_text(json.dumps(copy))
subprocess.check_call(["ci/tocsin", "--version"])  # is built by then
began = time.monotonic()
code = subprocess.call(["ci/tocsin", "merge", str(folder / "parts"), "--reports", str(folder / "reports")])
took = time.monotonic() - began
page = folder / "reports/latest/report.html"
size = sum(file.stat().st_size for file in (folder / "parts").rglob("*") if file.is_file()) / 1e6
print(f"{count} results of {SHARDS} shards, {size:.0f} MB: one report of {page.stat().st_size / 1e6:.0f} MB in {took:.1f} s, exit code {code}")
shutil.rmtree(folder)

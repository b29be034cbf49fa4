#!/usr/bin/env python3
"""Does a cluster that is booted beside a drill bend what the drill measures, and what is gained by it? Called by ci/bench pool.

Runs a drill's trials without and with the pool, turn about, and prints the medians of what both measured and their ratio.
"""
import collections
import glob
import json
import statistics
import subprocess
import sys
import time

from figures import at

runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
drills = sys.argv[2] if len(sys.argv) > 2 else "stolen-sa-token-replay,privileged-pod-host-escape"
TRIALS = 4
figures = collections.OrderedDict()  # name -> {"off": [...], "on": [...]}


def note(name, pool, value):
    figures.setdefault(name, {"off": [], "on": []})[pool].append(value)


for run in range(runs):
    for pool in ("off", "on"):
        began = time.monotonic()
        held = subprocess.run(["mvn", "-q", "test", f"-Dscenario={drills}", f"-Drepeat={TRIALS}", f"-Dpool={pool}"],
                              stdout=open(f"target/bench-pool-{pool}.log", "w"), stderr=subprocess.STDOUT).returncode == 0
        note("the whole run, s", pool, time.monotonic() - began)
        print(f"run {run + 1}, pool {pool}: {'all held' if held else 'not all held: target/bench-pool-' + pool + '.log'}", file=sys.stderr)
        for file in sorted(glob.glob("reports/latest/*.summary.json")):
            drill = json.load(open(file))
            name = drill["drill"].split(" trial ")[0]
            if drill["t0"]:
                note(f"{name}: to first injection, s", pool, at(drill["t0"]) - at(drill["from"]))
            for one in drill.get("objectives", []):
                if one["measuredMillis"] is not None:
                    note(f"{name}: {one['phase']}: {one['title']}, s", pool, one["measuredMillis"] / 1000)
print("| figure | without: p50 | worst | with: p50 | worst | ratio of p50 |\n| --- | ---: | ---: | ---: | ---: | ---: |")
for name, values in figures.items():
    if values["off"] and values["on"]:
        off, on = (statistics.median(values[pool]) for pool in ("off", "on"))
        ratio = f"{on / off:.2f}" if off else "-"
        print(f"| {name} | {off:.3f} | {max(values['off']):.3f} | {on:.3f} | {max(values['on']):.3f} | {ratio} |")

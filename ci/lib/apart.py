#!/usr/bin/env python3
"""How far a drill's containment times of the latest run are from those of the independent prober: one line."""
import glob, json, sys
from figures import at, rank
name = sys.argv[1]
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
size = [abs(one) for one in apart]
print(f"{name}: {len(apart)} runs; drill minus prober, ms: least {min(apart):.0f}, most {max(apart):.0f};"
      f" apart p50 {rank(size, .5):.0f}, p95 {rank(size, .95):.0f}; prober's longest pause {max(one[2] for one in seen):.0f} ms")

#!/usr/bin/env python3
"""How the times of the latest run's drills spread over their trials, against their targets: tables in Markdown."""
import collections, glob, json
from figures import at, rank, text
trials = collections.OrderedDict()
for file in sorted(glob.glob("reports/latest/*.summary.json")):
    one = json.load(open(file))
    trials.setdefault(one["drill"].split(" trial ")[0], []).append(one)
first_actions = []
for drill, ones in trials.items():
    held = sum(one["verdict"] == "held" for one in ones)
    print(f"\n### {drill}: {held} of {len(ones)} held\n\n| objective | target | p50 | p95 | worst |\n| --- | ---: | ---: | ---: | ---: |")
    rows = collections.OrderedDict()
    for one in ones:
        for objective in one.get("objectives", []):
            if objective["measuredMillis"] is not None:
                key = (objective["phase"] + ": " + objective["title"], objective["targetMillis"])
                rows.setdefault(key, []).append(objective["measuredMillis"])
        begun = collections.OrderedDict()
        for action in one.get("actions", []):
            details = action["details"]
            if "started" in details:
                begun.setdefault((details["procedure"], details["alert"], details["alert given"]), []).append(at(details["started"]))
        # The first time that each alert was answered: an attack that goes on is answered again, with nothing left to do.
        answered = {}
        for (procedure, alert, seen), starts in begun.items():
            answered.setdefault((procedure, alert), (min(starts) - at(seen)) * 1000)
        first_actions += answered.values()
    for (title, target), values in rows.items():
        print(f"| {title} | {text(target)} | {text(rank(values, .5))} | {text(rank(values, .95))} | {text(max(values))} |")
if first_actions:
    print(f"\nAlert to first action, {len(first_actions)} procedures: p50 {rank(first_actions, .5):.1f} ms,"
          f" p95 {rank(first_actions, .95):.1f} ms, worst {max(first_actions):.1f} ms")

#!/usr/bin/env python3
"""Prints which tests and drills took longest, from the reports of Surefire and Failsafe."""
import glob
import xml.etree.ElementTree

MOST = 25
took = []
for file in glob.glob("target/*-reports/TEST-*.xml"):
    suite = xml.etree.ElementTree.parse(file).getroot()
    if suite.get("name", "").endswith("ScenarioTest"):  # each is a drill or a mutant
        took += [(float(case.get("time")), case.get("name")) for case in suite.iter("testcase")]
    else:
        took.append((float(suite.get("time")), suite.get("name")))
for seconds, name in sorted(took, reverse=True)[:MOST]:
    print(f"{seconds:8.1f} s  {name}")

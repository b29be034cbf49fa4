#!/usr/bin/env python3
"""Runs drills in a row and judges what the process holds meanwhile and leaves. Called by bench_endurance.sh."""
import collections
import glob
import statistics
import subprocess
import sys
import time

import leftovers

LINES, LOG = "target/bench/endurance.tsv", "target/bench/endurance.log"
WARM_UP = 5  # drills in which classes are still being loaded
MOST_A_DRILL = 100 * 1024  # bytes: what a run keeps of each drill for its report

drills = int(sys.argv[1])
volumes, temporary = leftovers.volumes(), leftovers.temporary()
began = time.monotonic()
run = subprocess.Popen(
    ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
     "-Dtocsin.allure.zip=" + glob.glob("target/lib/allure-commandline-*.zip")[0],
     "-cp", "target/test-classes:target/classes:target/lib/*", "dev.tocsin.Endurance", str(drills), LINES],
    stdout=open(LOG, "w"), stderr=subprocess.STDOUT)
own = set()
while run.poll() is None:
    own |= leftovers.volumes_of(run.pid)
    time.sleep(2)
took = time.monotonic() - began

rows = [line.rstrip("\n").split("\t") for line in open(LINES)]
said = [row for row in rows if row[0] == "0"]  # of a run as a whole
rows = [row for row in rows if row[0] == "1"]
verdicts = collections.Counter(row[2] for row in rows)
heap, threads, files = ([int(row[column]) for row in rows] for column in (3, 4, 5))
wrong = [f"{row[1]}: {row[2]}" for row in said]
if run.returncode:
    wrong.append(f"the process ended with {run.returncode}: {LOG}")
if len(rows) != drills:
    wrong.append(f"{len(rows)} drills ran instead of {drills}")
wrong += [f"{row[1]}: {row[2]}" for row in rows if row[2] != "held"]
wrong += ["left: " + one for one in leftovers.of(run.pid)]
wrong += ["left: volume " + one for one in sorted(own & leftovers.volumes())]
wrong += ["left: temporary file " + one for one in sorted(leftovers.temporary() - temporary)]


def growth(values):
    """A drill, by the median of all slopes (Theil and Sen): one drill that is larger than others does not bend it."""
    return statistics.median((b - a) / (j - i) for i, a in enumerate(values) for j, b in enumerate(values) if i < j)


if not rows:
    sys.exit("\n".join(wrong) or f"no drill ran: {LOG}")
print(f"{len(rows)} drills in {took:.0f} s: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()))
print(f"heap after a collection, MiB: first {heap[0] / 2**20:.1f}, last {heap[-1] / 2**20:.1f}, most {max(heap) / 2**20:.1f}")
print(f"threads: first {threads[0]}, last {threads[-1]}, most {max(threads)}; open files: {files[0]}, {files[-1]}, {max(files)}")
if len(rows) >= 4 * WARM_UP:
    warm = slice(WARM_UP, None)
    by = {"bytes of heap": (growth(heap[warm]), MOST_A_DRILL), "threads": (growth(threads[warm]), 0.05), "open files": (growth(files[warm]), 0.05)}
    for what, (each, most) in by.items():
        print(f"{what}: {each:+.2f} a drill after the first {WARM_UP}")
        if each > most:
            wrong.append(f"{what} grow by {each:.2f} a drill, more than {most}")
else:
    print(f"too few for a slope: it takes {4 * WARM_UP}")
print("\n".join(wrong) if wrong else "nothing was left over")
sys.exit(1 if wrong else 0)

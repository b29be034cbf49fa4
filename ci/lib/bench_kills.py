#!/usr/bin/env python3
"""Kills drills with kill -9 at random moments; then nothing of theirs may be left, and the next run must hold.

Called by ci/bench kills [kills] [seed]. The moments follow from the seed, which is printed. Four of five times what was left is
removed by `ci/tocsin cleanup`, else by the next run itself.
"""
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import leftovers

DRILLS = ["privileged-pod-host-escape", "compromised-node-replace", "datastore-wipe-and-restore", "secrets-backup-restore"]
NEXT = "secrets-backup-restore"
LONGEST_END = 30

kills = int(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
chance = random.Random(seed)
out = pathlib.Path("target/bench/kills")
out.mkdir(parents=True, exist_ok=True)
print(f"{kills} kills, seed {seed}", flush=True)


def start(drill, log):
    # Of the first, two in a row: then the next one's cluster is being booted while one runs.
    twice = ["--repeat", "2", "--pool", "on"] if drill == DRILLS[0] else []
    return subprocess.Popen(["ci/tocsin", "run", drill, *twice],
                            stdout=open(log, "w"), stderr=subprocess.STDOUT, start_new_session=True)


def whole(drill):
    """Runs a drill to its end; how long that takes."""
    log = out / f"{drill}.whole.log"
    began = time.monotonic()
    run = start(drill, log)
    if run.wait() != 0:
        sys.exit(f"{drill} does not hold by itself: {log}")
    return time.monotonic() - began


subprocess.run(["ci/tocsin", "--version"], check=True, stdout=subprocess.DEVNULL)
lengths = {drill: whole(drill) for drill in DRILLS}
temporary = leftovers.temporary()
wrong = []
for number in range(1, kills + 1):
    drill = DRILLS[(number - 1) % len(DRILLS)]
    moment = chance.uniform(0, lengths[drill])
    log = out / f"{number}.log"
    run = start(drill, log)
    time.sleep(moment)
    children = leftovers.descendants(run.pid)
    volumes = leftovers.volumes_of(run.pid)
    ended = run.poll() is not None
    if not ended:
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    left = leftovers.of(run.pid)
    volumes |= leftovers.volumes_of(run.pid)
    said = [line for line in log.read_text(errors="replace").splitlines() if " s  " in line]
    if number % 5:
        by = "cleanup"
        subprocess.run(["ci/tocsin", "cleanup"], check=True, stdout=subprocess.DEVNULL)
    else:
        by = f"the next run ({NEXT})"
        next_log = out / f"{number}.next.log"
        if start(NEXT, next_log).wait() != 0:
            wrong.append(f"kill {number}: the next run did not hold: {next_log}")
    still = leftovers.of(run.pid)
    # The engine removes a container's volumes after the container, and a report's maker ends by itself.
    deadline = time.monotonic() + LONGEST_END
    while (volumes & leftovers.volumes() or any(map(leftovers.alive, children))) and time.monotonic() < deadline:
        time.sleep(0.1)
    still += ["volume " + name for name in sorted(volumes & leftovers.volumes())]
    still += [f"process {child}" for child in children if leftovers.alive(child)]
    wrong += [f"kill {number}: left: {one}" for one in still]
    print(f"{number:3} {drill} at {moment:5.1f} s{' (it had ended)' if ended else ''}: "
          f"{said[-1].strip()[:90] if said else 'before it spoke'}; had {len(left)} and {len(volumes)} volumes, "
          f"after {by}: {len(still)} left", flush=True)
more = leftovers.temporary() - temporary
wrong += [f"temporary file: {name}" for name in sorted(more)]
print("\n".join(wrong) if wrong else f"nothing was left after {kills} kills, and the next runs held")
sys.exit(1 if wrong else 0)

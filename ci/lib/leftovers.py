"""What a process of Tocsin's has on this machine: containers, networks, volumes, processes, temporary files."""
import glob
import json
import os
import socket
import subprocess

TEMPORARY = "/tmp"  # Java's, whatever TMPDIR says


def lines(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[:-1]


def of(pid):
    """The names of what bears the label of a process, or its number in a file's name."""
    owner = f"label=dev.tocsin.owner={socket.gethostname()}/{pid}"
    return (
        ["container " + name for name in lines("docker", "ps", "-a", "--filter", owner, "--format", "{{.Names}}")]
        + ["network " + name for name in lines("docker", "network", "ls", "--filter", owner, "--format", "{{.Name}}")]
        + ["file " + name for name in glob.glob(f"{TEMPORARY}/tocsin-of-*-{pid}-*")]
    )


def volumes_of(pid):
    """The volumes of its containers, which bear no label themselves."""
    owner = f"label=dev.tocsin.owner={socket.gethostname()}/{pid}"
    found = set()
    for container in lines("docker", "ps", "-aq", "--filter", owner):
        try:
            mounts = json.loads("\n".join(lines("docker", "inspect", "-f", "{{json .Mounts}}", container)))
        except subprocess.CalledProcessError:
            continue  # it went meanwhile
        found.update(one["Name"] for one in mounts if one["Type"] == "volume")
    return found


def volumes():
    return set(lines("docker", "volume", "ls", "-q"))


def descendants(pid):
    """The processes that it has started, and those that they have."""
    found = []
    for task in glob.glob(f"/proc/{pid}/task/*/children"):
        try:
            for child in open(task).read().split():
                found += [int(child)] + descendants(int(child))
        except OSError:
            pass  # it ended meanwhile
    return found


def alive(pid):
    return os.path.exists(f"/proc/{pid}")


def temporary():
    """What else might be left among temporary files."""
    return {name for name in os.listdir(TEMPORARY) if name.startswith(("tocsin-", "testcontainers", "docker-java"))}

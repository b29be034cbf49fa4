# A machine's service manager: it runs k3s. Until the machine is said to be up, k3s's end is the machine's; from then on the
# machine stays, and k3s runs again when it is told to.
up=/run/k3s.up go=/run/k3s.go
# With cgroups v2, the root group may have no process of its own if its children are to be limited.
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  for pid in $(cat /sys/fs/cgroup/cgroup.procs); do echo "$pid" >/sys/fs/cgroup/init/cgroup.procs 2>/dev/null; done
  sed 's/ / +/g; s/^/+/' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null
fi
trap '[ -z "$k3s" ] || kill -TERM "$k3s"; rm -f "$up"' TERM
while :; do
  /bin/k3s "$@" &
  k3s=$!
  wait "$k3s"
  code=$?
  [ -e "$up" ] || exit "$code"
  k3s=
  until [ -e "$go" ]; do
    [ -e "$up" ] || exit "$code"
    sleep 0.05
  done
  rm -f "$go"
done

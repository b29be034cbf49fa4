# A machine's service manager: it runs k3s when it is told to go. Until the machine is said to be up, k3s's end is the machine's;
# from then on the machine stays, and k3s runs again when it is told to.
up=/run/k3s.up go=/run/k3s.go
# With cgroups v2, the root group may have no process of its own if its children are to be limited.
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  for pid in $(cat /sys/fs/cgroup/cgroup.procs); do echo "$pid" >/sys/fs/cgroup/init/cgroup.procs 2>/dev/null; done
  sed 's/ / +/g; s/^/+/' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null
fi
k3s= code=0
trap 'rm -f "$up"; [ -n "$k3s" ] || exit "$code"; kill -TERM "$k3s"' TERM
while :; do
  until [ -e "$go" ]; do sleep 0.05; done
  rm -f "$go"
  /bin/k3s "$@" &
  k3s=$!
  wait "$k3s"
  code=$?
  [ -e "$up" ] || exit "$code"
  k3s=
done

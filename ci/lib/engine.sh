# Finds a Docker engine that answers, or installs and starts one.
# shellcheck shell=bash

engine_answers() { docker info >/dev/null 2>&1; }

on_debian_as_root() {
  [ "$(id -u)" = 0 ] && [ -r /etc/os-release ] && grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release
}

# apt_install package...: those that are missing, and no prompts.
apt_install() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  on_debian_as_root || die "missing: ${missing[*]}. Install what these Debian packages hold, then run ci/setup again."
  export DEBIAN_FRONTEND=noninteractive
  [ -n "${apt_updated:-}" ] || step "read Debian's package lists" retry apt-get update -q
  apt_updated=1
  step "install ${missing[*]}" retry apt-get install -y -q --no-install-recommends "${missing[@]}"
}

ensure_tools() {
  command -v javac >/dev/null || apt_install openjdk-17-jdk-headless
  command -v mvn >/dev/null || apt_install maven
  command -v curl >/dev/null || apt_install curl
}

ensure_engine() {
  engine_answers && return 0
  if ! on_debian_as_root; then
    die "no Docker engine answers ('docker info' fails). Start Docker Desktop, or install Docker Engine 20.10 or newer and let this user run 'docker info'; on Debian or Ubuntu, ci/setup run as root installs it."
  fi
  command -v dockerd >/dev/null || apt_install docker.io
  apt_install jq iptables
  install_capability_wrapper
  step "start the Docker engine" start_engine
}

start_engine() {
  if [ -d /run/systemd/system ]; then
    systemctl restart docker
  else
    # A session of its own, so that the engine outlives this script and its terminal, and does not keep the set-up's lock.
    rm -f /var/run/docker.pid
    setsid nohup dockerd >/var/log/dockerd.log 2>&1 </dev/null 9>&- &
  fi
  local i
  for i in $(seq 1 150); do
    engine_answers && return 0
    sleep 0.2
  done
  tail -n 20 /var/log/dockerd.log 2>/dev/null
  echo "the engine did not answer within $((i / 5)) s"
  return 1
}

# Some hosts keep a capability from root. Docker asks for all of them for a privileged container, and runc then fails:
# the wrapper takes those that cannot be had out of what is asked for. Elsewhere nothing is installed.
install_capability_wrapper() {
  local bounding all
  bounding=$((16#$(awk '/^CapBnd/ {print $2}' /proc/self/status)))
  all=$(((1 << ($(cat /proc/sys/kernel/cap_last_cap) + 1)) - 1))
  ((bounding == all)) && return 0
  install -m 755 "$CI/node/runc-within-bounds" /usr/local/sbin/runc-within-bounds
  mkdir -p /etc/docker
  [ -s /etc/docker/daemon.json ] || echo '{}' >/etc/docker/daemon.json
  jq '.["default-runtime"] = "within-bounds" | .runtimes["within-bounds"].path = "/usr/local/sbin/runc-within-bounds"' \
    /etc/docker/daemon.json >/etc/docker/daemon.json.half
  mv /etc/docker/daemon.json.half /etc/docker/daemon.json
  say "this host keeps a capability from root: containers run through runc-within-bounds"
}

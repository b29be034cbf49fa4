# Is there a container registry? Judged in seconds: an engine's own pull may take minutes to give up.
# shellcheck shell=bash

registry_answers() {
  docker image inspect "$K3S_REGISTRY_IMAGE" >/dev/null 2>&1 && return 0
  timeout 8 docker manifest inspect "$K3S_REGISTRY_IMAGE" >/dev/null 2>&1
}

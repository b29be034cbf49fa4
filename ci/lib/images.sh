# Builds the images: fixtures, the k3s node, and the node with everything inside that a drill runs.
# shellcheck shell=bash

# recipe_hash file-or-folder...: twelve digits that change when any of them does.
recipe_hash() { find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sed "s|$CI||" | sha256sum | cut -c1-12; }

image_exists() { docker image inspect "$1" >/dev/null 2>&1; }

# build_image tag folder [docker build arguments]: under a passing name first, so that a half image never has the final one.
build_image() {
  local tag=$1 folder=$2
  shift 2
  docker build -q --label dev.tocsin.made=setup -t tocsin/half "$@" "$folder" && docker tag tocsin/half "$tag" && docker rmi tocsin/half
}

k3s_image_tag() { printf 'tocsin/k3s:%s-%s\n' "${K3S_VERSION%%+*}" "$(recipe_hash "$CI/node" "$CI/versions.env" "$CI"/lib/{base_image,go_parts,images}.sh)"; }

node_image_tag() { printf 'tocsin/node:%s-%s\n' "${K3S_VERSION%%+*}" "$(recipe_hash "$CI/node" "$CI/images" "$CI/versions.env" "$CI"/lib/{base_image,go_parts,images}.sh)"; }

build_fixture_images() {
  local base=$1 image
  for image in $FIXTURE_IMAGES $SOURCE_IMAGES; do
    build_image "tocsin/$image" "$CI/images/${image%%:*}" --build-arg "BASE=$base" || return 1
  done
}

# Programs alone in an image, under the names and paths at which its users look: tag entrypoint [path binary]...
program_image() {
  local tag=$1 entrypoint=$2 context
  shift 2
  context=$(mktemp -d "$TOCSIN_CACHE/tmp/image.XXXXXX")
  install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$context/root/etc/ssl/certs/ca-certificates.crt"
  while [ $# -gt 0 ]; do
    install -D -m 755 "$2" "$context/root$1"
    shift 2
  done
  printf 'FROM scratch\nCOPY root/ /\nENTRYPOINT %s\n' "$entrypoint" >"$context/Dockerfile"
  docker build -q -t "$tag" "$context"
  local status=$?
  rm -rf "$context"
  return $status
}

build_system_images() {
  local base=$1
  docker run --rm "$base" sh -c 'apt-get update -q >&2 && apt-get install -y -q --no-install-recommends catatonit >&2 && cat /usr/bin/catatonit' \
    >"$TOCSIN_CACHE/catatonit" || return 1
  program_image "$PAUSE_IMAGE" '["/pause", "-P"]' /pause "$TOCSIN_CACHE/catatonit" &&
    program_image "$COREDNS_IMAGE" '["/coredns"]' /coredns "$(part_binary coredns)" &&
    program_image "$METRICS_SERVER_IMAGE" '["/metrics-server"]' /metrics-server "$(part_binary metrics-server)" &&
    program_image "$STATE_METRICS_IMAGE" '["/kube-state-metrics"]' /kube-state-metrics "$(part_binary kube-state-metrics)" &&
    program_image "$PROMETHEUS_IMAGE" '["/bin/prometheus"]' \
      /bin/prometheus "$(part_binary prometheus)" /bin/promtool "$(part_binary promtool)"
}

# k3s's own manifests, as its server would write them, into a folder: without those that drills do without, for k3s deletes them one
# by one before it gets to its DNS.
fill_manifests() {
  local to=$1 module key value file
  module=$(cd "$CI/node/k3s" && go list -m -f '{{.Dir}}' github.com/k3s-io/k3s) || return 1
  mkdir -p "$to"
  for file in coredns rolebindings runtimes; do
    cp -r "$module/manifests/$file"* "$to/"
  done
  chmod -R u+w "$to"
  grep -v '^#' "$CI/node/manifests.tsv" | while IFS=$'\t' read -r key value; do
    find "$to" -type f -exec sed -i "s|%{$key}%|$value|g" {} +
  done
  # k3s adds this key once the node has joined; a CoreDNS that starts before is put off for eight seconds.
  sed -i 's/^  Corefile: |$/  NodeHosts: ""\n&/' "$to/coredns.yaml"
  if grep -rn '%{' "$to"; then
    echo "k3s's manifests hold placeholders that ci/node/manifests.tsv does not name"
    return 1
  fi
}

build_k3s_image() {
  local base=$1 context
  context=$(mktemp -d "$TOCSIN_CACHE/tmp/k3s.XXXXXX")
  cp "$CI"/node/{Dockerfile,config.yaml,flannel.conflist,flannel-when-ready,containerd.toml.tmpl} "$context/"
  mkdir "$context/bin"
  cp "$(part_binary k3s)" "$context/bin/k3s"
  cp "$(part_binary shim)" "$context/bin/containerd-shim-runc-v2"
  cp "$(part_binary flannel)" "$context/bin/flannel"
  fill_manifests "$context/manifests" && build_image "$(k3s_image_tag)" "$context" --build-arg "BASE=$base"
  local status=$?
  rm -rf "$context"
  return $status
}

# The node that drills run on: a k3s image, and in it every image that a drill may need, so that nothing is pulled, imported
# or unpacked while times are measured. A drill pays nothing for those that it does not use: see unpack-images. A label for
# each of containerd's namespaces says which images are there.
build_node_image() {
  local k3s=$1 context image fixtures=("$PROMETHEUS_IMAGE" "$STATE_METRICS_IMAGE" "$METRICS_SERVER_IMAGE") sources=()
  context=$(mktemp -d "$TOCSIN_CACHE/tmp/node.XXXXXX")
  for image in $FIXTURE_IMAGES; do fixtures+=("tocsin/$image"); done
  for image in $SOURCE_IMAGES; do sources+=("tocsin/$image"); done
  mkdir "$context/images" &&
    docker save -o "$context/images/tocsin.tar" "${sources[@]}" &&
    docker save -o "$context/images/k8s.io.tar" "${fixtures[@]}" "$PAUSE_IMAGE" "$COREDNS_IMAGE" &&
    unpacked_store "$k3s" "$context/images" >"$context/store.tar" &&
    rm -r "$context/images" &&
    printf 'FROM %s\nADD store.tar /\nLABEL dev.tocsin.images.k8s.io=%s dev.tocsin.images.tocsin=%s\n' \
      "$k3s" "$(IFS=,; echo "${fixtures[*]}")" "$(IFS=,; echo "${sources[*]}")" >"$context/Dockerfile" &&
    build_image "$(node_image_tag)" "$context"
  local status=$?
  rm -rf "$context"
  return $status
}

# Saved images in a folder, a file for each of containerd's namespaces; containerd's store with them unpacked as a tar of the
# node's / on stdout. containerd runs alone: k3s is never started, so no certificate, token or name of a cluster gets into
# the image.
unpacked_store() {
  docker run --rm --privileged --tmpfs /run --entrypoint sh -v "$CI/node/unpack-images:/unpack-images:ro" -v "$2:/images:ro" "$1" /unpack-images
}

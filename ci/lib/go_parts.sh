# Builds the Go programs that ci/node/parts.tsv lists, each kept under its recipe's hash.
# shellcheck shell=bash

part_field() { awk -F'\t' -v part="$1" -v n="$2" '$1 == part { print $n }' "$CI/node/parts.tsv"; }

part_names() { awk -F'\t' '!/^#/ { print $1 }' "$CI/node/parts.tsv"; }

# The folder of its go.mod: its own, or that of the part with which it shares one.
part_folder() {
  local shared
  shared=$(part_field "$1" 5)
  printf '%s\n' "$CI/node/${shared:-$1}"
}

# Where a built part is kept; its name changes with its recipe, so an old build is never taken for a new one.
part_binary() {
  local part=$1 folder hash
  folder=$(part_folder "$part")
  hash=$({ cat "$folder/go.mod" "$folder/go.sum"; awk -F'\t' -v p="$part" '$1 == p' "$CI/node/parts.tsv"; [ "$part" = k3s ] && grep '^K3S' "$CI/versions.env"; } | sha256sum | cut -c1-12)
  printf '%s\n' "$TOCSIN_CACHE/parts/$part-$hash"
}

k3s_ldflags() {
  local go_version version='github.com/k3s-io/k3s/pkg/version'
  go_version=$(go env GOVERSION)
  # k3s stops at once when UpstreamGolang is not the compiler it was built with.
  printf '%s ' "-w -s -X $version.Version=$K3S_VERSION -X $version.GitCommit=$K3S_COMMIT -X $version.UpstreamGolang=$go_version"
  printf '%s ' "-X k8s.io/client-go/pkg/version.gitVersion=$K3S_VERSION -X k8s.io/component-base/version.gitVersion=$K3S_VERSION"
}

build_part() {
  local part=$1 out ldflags='-w -s' tags
  out=$(part_binary "$part")
  tags=$(part_field "$part" 4)
  [ "$tags" = - ] && tags=
  [ "$part" = k3s ] && ldflags=$(k3s_ldflags)
  mkdir -p "$(dirname "$out")"
  cd "$(part_folder "$part")" || return 1
  retry go mod download || return 1
  CGO_ENABLED=$(part_field "$part" 3) go build -mod=readonly -trimpath -buildvcs=false -tags "$tags" -ldflags "$ldflags" \
    -o "$out.half" "$(part_field "$part" 2)" && mv "$out.half" "$out"
}

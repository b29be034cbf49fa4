# Images that are in the engine and in no node image, so that no node image changes with them: the machine beside a cluster
# runs in the engine itself, the registry is brought to the nodes of those drills that need it.
# shellcheck shell=bash

GO_IMAGE=golang:1.24-bookworm

# engine_image_tag archive|registry
engine_image_tag() { printf 'tocsin/%s:1-%s\n' "$1" "$(recipe_hash "$CI/$1" "$CI/versions.env" "$CI/lib/engine_images.sh")"; }

make_engine_image() {
  local base=$DEBIAN_IMAGE context
  if [ -z "${TOCSIN_K3S_IMAGE:-}" ] && ! registry_answers; then
    base=$(base_image_tag)
    image_exists "$base" || { apt_install debootstrap && build_base_image; } || return 1
  fi
  context=$(mktemp -d "$TOCSIN_CACHE/tmp/$1.XXXXXX")
  cp -r "$CI/$1/." "$context/"
  if [ "$1" = registry ]; then
    cp "$(scanner_binary)" "$context/osv-scanner" || return 1
  fi
  build_image "$(engine_image_tag "$1")" "$context" --build-arg "BASE=$base"
  local status=$?
  rm -rf "$context"
  return $status
}

# What looks for known faults in images; kept under the hash of what pins it.
scanner_binary() { printf '%s/parts/osv-scanner-%s\n' "$TOCSIN_CACHE" "$(recipe_hash "$CI/registry/scanner")"; }

# By this machine's Go, or by that of an image where one can be pulled.
build_scanner() {
  local out package=github.com/google/osv-scanner/cmd/osv-scanner flags=(-mod=readonly -trimpath -buildvcs=false -ldflags '-w -s')
  out=$(scanner_binary)
  mkdir -p "$(dirname "$out")"
  if go_is_new_enough; then
    cd "$CI/registry/scanner" || return 1
    retry go mod download && CGO_ENABLED=0 go build "${flags[@]}" -o "$out.half" $package || return 1
  else
    retry docker run --rm -e CGO_ENABLED=0 -v "$CI/registry/scanner:/scanner:ro" -v "$(dirname "$out"):/out" -w /scanner "$GO_IMAGE" \
      go build "${flags[@]}" -o "/out/$(basename "$out").half" $package || return 1
  fi
  mv "$out.half" "$out"
}

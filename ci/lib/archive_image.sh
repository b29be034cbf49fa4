# The image of the machine beside a cluster. It runs in the engine, so that no node image changes with it.
# shellcheck shell=bash

archive_image_tag() { printf 'tocsin/archive:1-%s\n' "$(recipe_hash "$CI/archive" "$CI/versions.env" "$CI/lib/archive_image.sh")"; }

make_archive_image() {
  local base=$DEBIAN_IMAGE
  if [ -z "${TOCSIN_K3S_IMAGE:-}" ] && ! registry_answers; then
    base=$(base_image_tag)
    image_exists "$base" || { apt_install debootstrap && build_base_image; } || return 1
  fi
  build_image "$(archive_image_tag)" "$CI/archive" --build-arg "BASE=$base"
}

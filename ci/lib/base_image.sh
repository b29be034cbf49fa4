# The base of the project's own Dockerfiles where none can be pulled: Debian, made by debootstrap.
# shellcheck shell=bash

base_image_tag() { printf 'tocsin/debian:%s-%s\n' "$DEBIAN_RELEASE" "$(sha256sum <"$CI/lib/base_image.sh" | cut -c1-12)"; }

build_base_image() {
  local root
  root=$(mktemp -d "$TOCSIN_CACHE/tmp/base.XXXXXX")
  # shellcheck disable=SC2064 # the folder of this call
  trap "rm -rf '$root'" EXIT
  retry debootstrap_into "$root" || return 1
  # As in Debian's own slim images: what no container reads.
  rm -rf "$root"/usr/share/{doc,man,locale,info,lintian}/* "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  # Behind an inspecting proxy, an image build trusts what this machine trusts.
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  tar -C "$root" -c . | docker import --change 'CMD ["bash"]' - "$(base_image_tag)"
}

debootstrap_into() {
  rm -rf "${1:?}"/*
  debootstrap --variant=minbase --include=ca-certificates "$DEBIAN_RELEASE" "$1"
}

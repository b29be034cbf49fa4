# How the set-up speaks: one line a step, the time it took, and a clear end when it cannot go on.
# shellcheck shell=bash

now_ms() { date +%s%3N; }

say() { printf '%s\n' "setup: $*" >&2; }

die() {
  printf '%s\n' "setup: FAILED: $*" >&2
  exit 1
}

# step "what" command...: runs it with its output in a log, a line while it runs every 20 s, and its time at the end.
step() {
  local what=$1 log start pid
  shift
  mkdir -p "$TOCSIN_CACHE/log"
  log="$TOCSIN_CACHE/log/$(tr -cs 'a-zA-Z0-9' '-' <<<"$what").log"
  start=$(now_ms)
  say "$what ..."
  "$@" >"$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if (($(now_ms) - start > ${next_note:-20000})); then
      say "$what: still at it after $((($(now_ms) - start) / 1000)) s"
      next_note=$((${next_note:-20000} + 20000))
    fi
  done
  unset next_note
  if ! wait "$pid"; then
    tail -n 15 "$log" >&2
    if grep -qi 'no space left' "$log"; then
      die "$what: the disk is full. Free some space and run ci/setup again: it goes on where it stopped."
    fi
    die "$what. The whole log: $log. ci/setup goes on where it stopped when it is run again."
  fi
  say "$what: done in $(awk "BEGIN{printf \"%.1f\", ($(now_ms) - $start) / 1000}") s"
}

# retry command...: registries hiccup; three tries, a little apart.
retry() {
  local try
  for try in 1 2 3; do
    "$@" && return 0
    echo "try $try of 3 failed: $*" >&2
    sleep $((try * 3))
  done
  return 1
}

# Prints a file from a place in it on, and what is written to it, whatever rotates it meanwhile. Ends when the file is rotated.
# What has arrived is known to the reader alone: it starts this anew after every end, with the place up to which it has read,
# so that nothing is lost and nothing is read twice, however this ended.
# Arguments: the file's path, a name of the reader's own, the inode and the offset in it up to which it has read (0 0: nothing yet,
# so that it begins with the oldest file there is).
# A line that begins with the byte 1 is not the file's: "file INODE OFFSET" what follows, "lost INODE" what is not there any more.
path=$1 reader=$2 inode=$3 offset=$4
inode_of() { stat -c %i "$1" 2>/dev/null; }
begin() { printf '\001file %s %s\n' "$1" "$2"; }

# A second name for the file as it is now: its inode and its bytes stay when rotation renames or removes it.
held=$path.$reader-$$
until ln "$path" "$held" 2>/dev/null; do sleep 0.1; done
now=$(inode_of "$held")

if [ "$inode" != "$now" ]; then
  # Rotated since: first the rest of the file that was being read, then those that came and went, oldest first.
  rest= seen=
  for old in "${path%.*}"-*."${path##*.}" "$path.$reader"-*; do
    [ "$(inode_of "$old")" = "$inode" ] && rest=$old && break
  done
  if [ -n "$rest" ]; then
    begin "$inode" "$offset"
    tail -c "+$((offset + 1))" "$rest"
  elif [ "$inode" != 0 ]; then
    printf '\001lost %s\n' "$inode"
  fi
  # Those that are kept are younger than the one that was removed; names are times.
  for old in "${path%.*}"-*."${path##*.}"; do
    [ -f "$old" ] || continue
    [ "$old" = "$rest" ] && seen=1 && continue
    case $rest in "${path%.*}"-*) [ -z "$seen" ] && continue ;; esac
    between=$(inode_of "$old")
    [ "$between" = "$now" ] && break
    begin "$between" 0
    cat "$old"
  done
  offset=0
fi
for old in "$path.$reader"-*; do
  [ "$old" = "$held" ] || rm -f "$old"
done

begin "$now" "$offset"
# What prints is this very process, and it alone holds the output: nothing else can keep it open. Where tail can be told to, it
# ends with what watches over it.
main=$$
{
  while [ "$path" -ef "$held" ] && kill -0 $main; do sleep 0.1; done
  kill $main
} >/dev/null 2>&1 </dev/null &
watch=$!
if tail --pid=1 -n 0 /dev/null 2>/dev/null; then
  exec tail "--pid=$watch" -s 0.1 -c "+$((offset + 1))" -f "$held"
fi
exec tail -c "+$((offset + 1))" -f "$held"

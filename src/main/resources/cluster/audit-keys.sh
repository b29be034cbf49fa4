# Prints "AUDITID STAGE" of every record in a log and in the files to which it was rotated; a record of another form whole.
# A line "#" means that a rotation came in between, and that all begins anew.
# Argument: the log's path.
path=$1
files() { ls -i "${path%.*}"-*."${path##*.}" "$path" 2>/dev/null; }
while :; do
  echo '#'
  before=$(files)
  for file in "${path%.*}"-*."${path##*.}" "$path"; do
    [ -f "$file" ] && sed -E 's/^\{"kind":"Event","apiVersion":"audit\.k8s\.io\/v1","level":"[A-Za-z]+","auditID":"([^"]*)","stage":"([A-Za-z]+)",.*/\1 \2/' "$file"
  done
  [ "$before" = "$(files)" ] && exit 0
done

#!/bin/sh
# A responder that closes the namespace, takes the grant away and deletes the pod, and forgets what brings the pod back.
alert=$(cat)
field() { printf %s "$alert" | sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }
value() { sed -n "s/.*$1: \"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" "$KUBECONFIG" | head -1; }
# Alerts are answered side by side, so each run has its own file.
ca=$(mktemp)
trap 'rm -f "$ca"' EXIT
value certificate-authority-data | base64 -d >"$ca"
ask() {
  curl -sS --cacert "$ca" -H "Authorization: Bearer $(value token)" -o /dev/null -w '%{http_code}\n' \
    -X "$1" "$(value server | sed 's,/*$,,')$2" -H 'Content-Type: application/merge-patch+json' -d "${3:-}"
}
case $alert in
  *'"rule":"audit/pod-security-weakened"'*)
    ask DELETE /apis/rbac.authorization.k8s.io/v1/clusterrolebindings/migration-2023-labels
    ask PATCH "/api/v1/namespaces/$(field objectRef.name)" \
      '{"metadata":{"labels":{"pod-security.kubernetes.io/enforce":"baseline"}}}'
    ;;
  *) ask DELETE "/api/v1/namespaces/dev/pods/$(field responseObject.metadata.name)?gracePeriodSeconds=0" ;;
esac

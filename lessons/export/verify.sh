#!/bin/sh
# @head@
# Tries every check of the lesson in the cluster that kubectl points at, one connection
# at a time, from inside the pods. "Refused" counts as open: the packets arrived.
#
# Exit status: 0 everything is as the lesson wants it, 1 something is not, 2 nothing
# could be tried.
set -u
kubectl=${KUBECTL:-kubectl}
domain=${CLUSTER_DOMAIN:-cluster.local}
seconds=5
container=server
held=0 failed=0 skipped=0 stopped=0 shut=0

# run NAMESPACE POD COMMAND...: a command inside a pod; remembers what it said.
run() {
	namespace=$1 pod=$2
	shift 2
	shown="$kubectl exec -n $namespace $pod -c $container -- $*"
	output=$("$kubectl" exec -n "$namespace" "$pod" -c "$container" -- "$@" 2>&1 </dev/null)
	status=$?
}

# address NAMESPACE POD PROTOCOL HOST:PORT: opens a connection.
address() {
	run "$1" "$2" /agnhost connect "--timeout=${seconds}s" "--protocol=$3" "$4"
	case $status:$output in
	0:*) got=open why=connected ;;
	*REFUSED* | *'connection refused'*) got=open why='refused: it arrived, and nothing listens there' ;;
	*DNS:*'no such host'*) got=closed why='DNS knows no such name' ;;
	*DNS:*) got=closed why='no answer from DNS' ;;
	*TIMEOUT*) got=closed why='no answer' ;;
	*) got=unclear why=$output ;;
	esac
}

# dns NAMESPACE POD PROTOCOL [@SERVER]: asks a DNS server, else the one that the pod is
# told to ask.
dns() {
	option=+notcp
	if [ "$3" = tcp ]; then option=+tcp; fi
	run "$1" "$2" dig +short "$option" "+time=$seconds" +tries=1 "kubernetes.default.svc.$domain." ${4+"$4"}
	case $status:$output in
	0:*) got=open why='DNS answers' ;;
	*'connection refused'*) got=open why='refused: it arrived, and no DNS listens there' ;;
	9:*) got=closed why='no answer from DNS' ;;
	*) got=unclear why=$output ;;
	esac
}

# host NAME: an IPv6 address needs brackets before a port.
host() {
	case $1 in
	*:*) printf '[%s]' "$1" ;;
	*) printf '%s' "$1" ;;
	esac
}

# look WHAT...: one field of an object; without one nothing can be tried.
look() {
	found=$("$kubectl" get "$@" </dev/null 2>&1) && [ -n "$found" ] && return
	got=unclear why="kubectl get $*: $found" shown=
	return 1
}

# pod NAMESPACE POD PROTOCOL NAMESPACE POD PORT
pod() {
	look pod -n "$4" "$5" -o 'jsonpath={.status.podIP}' &&
		address "$1" "$2" "$3" "$(host "$found"):$6"
}

# dns_pod NAMESPACE POD PROTOCOL: asks the first of the pods behind the cluster DNS.
dns_pod() {
	look pod -n kube-system -l k8s-app=kube-dns -o 'jsonpath={.items[0].status.podIP}' &&
		dns "$1" "$2" "$3" "@$found"
}

# service_by_address NAMESPACE POD PROTOCOL NAMESPACE SERVICE PORT
service_by_address() {
	look service -n "$4" "$5" -o 'jsonpath={.spec.clusterIP}' || return
	if [ "$found" = None ]; then
		got=unclear why='the Service has no address of its own' shown=
		return
	fi
	address "$1" "$2" "$3" "$(host "$found"):$6"
}

# service_by_name NAMESPACE POD PROTOCOL NAMESPACE SERVICE PORT: when the name does not
# lead there, the address tells whether it was the name alone.
service_by_name() {
	address "$1" "$2" "$3" "$5.$4.svc.$domain.:$6"
	[ "$got" = closed ] || return 0
	by_name=$why command_by_name=$shown
	service_by_address "$@"
	case $got in
	open) why="$by_name; by address it works" ;;
	*) why=$by_name ;;
	esac
	got=closed shown=$command_by_name
}

# expect open|closed CHECK PROBE...
expect() {
	wanted=$1 check=$2
	shift 2
	"$@"
	if [ "$wanted" = closed ]; then shut=$((shut + 1)); fi
	if [ "$got" = "$wanted" ]; then
		held=$((held + 1))
		if [ "$wanted" = closed ]; then stopped=$((stopped + 1)); fi
		printf 'ok      %s   %s: %s\n' "$check" "$got" "$why"
		return
	fi
	failed=$((failed + 1))
	printf 'not ok  %s   must be %s, is %s: %s\n' "$check" "$wanted" "$got" "$why"
	if [ -n "$shown" ]; then printf '        try     %s\n' "$shown"; fi
}

# skip CHECK REASON
skip() {
	skipped=$((skipped + 1))
	printf 'skip    %s   %s\n' "$1" "$2"
}

# ready NAMESPACE POD: waits until the pod runs.
ready() {
	"$kubectl" wait --for=condition=Ready --timeout=120s -n "$1" "pod/$2" >/dev/null </dev/null && return
	printf 'The pod %s/%s does not run. Make it with: kubectl apply -f cluster.yaml\n' "$1" "$2" >&2
	exit 2
}

if ! command -v "$kubectl" >/dev/null; then
	printf '%s was not found; it is needed to try anything.\n' "$kubectl" >&2
	exit 2
fi

# @calls@

printf '\n%s hold, %s do not, %s were not tried\n' "$held" "$failed" "$skipped"
if [ "$shut" -gt 0 ] && [ "$stopped" -eq 0 ]; then
	printf 'Nothing at all was stopped. Are the policies applied, and does the network plugin of this cluster enforce them?\n'
fi
if [ "$failed" -gt 0 ]; then exit 1; fi
exit 0

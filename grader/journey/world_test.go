package journey

import (
	"net/netip"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
)

// world builds a cluster with the usual defaults; policies in the text are in force.
func world(t testing.TB, text string, o cluster.Options) World {
	t.Helper()
	read := manifest.Read([]manifest.Source{{Name: "world.yaml", Text: text}}, manifest.Options{})
	if len(read.Refusals) > 0 {
		t.Fatalf("the test's manifests are refused: %s", read.Stderr)
	}
	o.Defaults, o.Addresses = true, true
	c, _ := cluster.New(read.Objects, o)
	var policies []*networkingv1.NetworkPolicy
	for _, object := range read.Objects {
		if p := object.Policy(); p != nil {
			policies = append(policies, p)
		}
	}
	return World{Cluster: c, Policies: netpol.Compile(c, policies)}
}

func outside(pairs ...string) cluster.Options {
	var o cluster.Options
	for i := 0; i < len(pairs); i += 2 {
		o.Outside = append(o.Outside, cluster.Host{Name: pairs[i], IP: netip.MustParseAddr(pairs[i+1])})
	}
	return o
}

// try goes a connection that must be one.
func try(t testing.TB, w World, connection string, o Options) Journey {
	t.Helper()
	j, err := Go(w, parsed(t, connection), o)
	if err != nil {
		t.Fatalf("%s: %v", connection, err)
	}
	return j
}

func parsed(t testing.TB, connection string) Connection {
	t.Helper()
	c, err := Parse(connection)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const twoSpaces = `
apiVersion: v1
kind: Namespace
metadata: {name: space1}
---
apiVersion: v1
kind: Namespace
metadata: {name: space2}
---
apiVersion: v1
kind: Pod
metadata: {name: app1-0, namespace: space1, labels: {app: app1}}
spec: {containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: microservice1-0, namespace: space2, labels: {app: microservice1}}
spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: other-0, namespace: default, labels: {app: other}}
spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: microservice1, namespace: space2}
spec: {selector: {app: microservice1}, ports: [{port: 80, targetPort: 8080}]}
`

// toSpace2 forgets DNS.
const toSpace2 = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: np-space1, namespace: space1}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: space2}}}]
`

// Package cluster is the simulated world that policies act on: namespaces, pods,
// Services, nodes, hosts outside and the cluster DNS. New builds it from ordinary
// manifests, fills in what a real cluster would fill in (the automatic namespace
// label, addresses, CoreDNS) and reports what does not fit together as problems,
// so that lessons, packs and dumps of real clusters all load. A Cluster never
// changes once built and may be used from several goroutines.
//
// cluster.go, pod.go and service.go hold the types, build.go and its neighbours
// read the manifests, address.go assigns addresses, defaults.go adds the DNS,
// index.go and endpoints.go answer questions.
package cluster

import (
	"net/netip"

	networkingv1 "k8s.io/api/networking/v1"
)

// Cluster is everything that can send or receive traffic, and the policies applied.
type Cluster struct {
	Namespaces []*Namespace
	Pods       []*Pod
	Services   []*Service
	Nodes      []*Node
	Outside    []Host
	Policies   []*networkingv1.NetworkPolicy
	Resolver   Resolver

	index *index
}

// Namespace is a namespace with its labels; the automatic label
// kubernetes.io/metadata.name is always among them.
type Namespace struct {
	Name   string
	Labels map[string]string
}

// Node is a machine of the cluster. Its addresses are neither pods nor outside.
type Node struct {
	Name string
	IPs  []netip.Addr
}

// Host is a named address outside the cluster; it answers on every port.
type Host struct {
	Name string
	IP   netip.Addr
}

// Resolver says which server the resolv.conf of pods names.
type Resolver string

const (
	// KubeDNS is the address of the Service kube-dns, served by the CoreDNS pods.
	KubeDNS Resolver = "kube-dns"
	// NodeLocal is NodeLocalAddress, served on each node by a host-network pod.
	NodeLocal Resolver = "node-local"
)

// NodeLocalAddress is where NodeLocal DNSCache listens.
var NodeLocalAddress = netip.AddrFrom4([4]byte{169, 254, 20, 10})

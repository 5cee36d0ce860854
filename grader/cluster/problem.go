package cluster

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/manifest"
)

// Problem is something in the manifests that does not fit together. The cluster
// works nevertheless; Message says what was found and what was made of it.
type Problem struct {
	Code    Code
	Object  *manifest.Object // nil for an outside host
	Path    string           // of the field concerned, for Object.Span
	Message string           // one sentence without a final full stop
}

// Code names a sort of problem.
type Code string

// The problems that New reports.
const (
	Duplicate        Code = "duplicate"         // two objects of one kind and key, or one host named twice
	UnknownNamespace Code = "unknown-namespace" // used, but not described
	BadAddress       Code = "bad-address"       // not an address, or one that cannot be here
	DuplicateAddress Code = "duplicate-address" // two owners of one address
	NoAddress        Code = "no-address"        // a running pod that has none and is given none
	BadPort          Code = "bad-port"          // a port number or protocol that does not exist
	SelectsNothing   Code = "selects-nothing"   // a Service without a backing pod
	NoTargetPort     Code = "no-target-port"    // a target port that no backing pod declares
	BadHost          Code = "bad-host"          // an outside host that cannot be named in a connection
	NotPlayed        Code = "not-played"        // a workload whose pods are not described
)

func (b *builder) problem(o *manifest.Object, path string, code Code, format string, args ...any) {
	b.problems = append(b.problems, Problem{Code: code, Object: o, Path: path, Message: fmt.Sprintf(format, args...)})
}

var workloadKinds = map[string]bool{
	"Deployment": true, "StatefulSet": true, "DaemonSet": true, "ReplicaSet": true,
	"ReplicationController": true, "Job": true, "CronJob": true,
}

// checkWorkloads reports controllers whose pods are missing: only pods are played,
// and nobody creates them here.
func (b *builder) checkWorkloads() {
	owned := make(map[string]bool)
	for _, p := range b.cluster.Pods {
		for name := p.Name; ; {
			cut := strings.LastIndexByte(name, '-')
			if cut < 0 {
				break
			}
			name = name[:cut]
			owned[p.Namespace+"/"+name] = true
		}
	}
	for _, w := range b.workloads {
		if !owned[w.Key()] {
			b.problem(w, "kind", NotPlayed, "%s %s has no pods here: describe its pods, as no controller creates them", w.Kind, w.Key())
		}
	}
}

package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
)

// mostWarnings is how many caveats of one kind are printed; a dump of a real cluster
// may have thousands.
const mostWarnings = 5

// dumpFlag adds -f, the manifests of somebody's own cluster.
func dumpFlag(cmd *cobra.Command, files *[]string) {
	cmd.Flags().StringArrayVarP(files, "filename", "f", nil, "read manifests from `FILE`, a folder, or - (may be repeated)")
}

var errNoFiles = errors.New("which cluster? Give its manifests with -f, for example -f cluster.yaml, or -f - for standard input")

// dump reads somebody's own cluster, as kubectl get -o yaml prints it. Nothing is
// added; what cannot be known is said on standard error.
func (a *app) dump(files []string) (*cluster.Cluster, error) {
	var sources []manifest.Source
	for _, f := range files {
		more, err := a.sources(f)
		if err != nil {
			return nil, err
		}
		sources = append(sources, more...)
	}
	read := manifest.Read(sources, manifest.Options{AnyKind: true, Limits: manifest.Limits{Bytes: mostInput * 2, Documents: 1 << 20, Nodes: 1 << 24}})
	a.leftOut(read.Refusals)
	if len(read.Objects) == 0 {
		return nil, fmt.Errorf("no object could be read from %s", strings.Join(files, ", "))
	}
	c, problems := cluster.New(read.Objects, cluster.Options{})
	a.caveats(c, read.Objects, problems)
	return c, nil
}

// leftOut says which documents could not be used.
func (a *app) leftOut(refused []manifest.Refusal) {
	for i, r := range refused {
		if i == mostWarnings {
			a.warn("%d more documents are left out", len(refused)-i)
			return
		}
		a.warn("document %d of %s%s is left out: %s", r.Document, r.File, object(r), lastLine(r.Message))
	}
}

func object(r manifest.Refusal) string {
	if r.Object == "" {
		return ""
	}
	return " (" + r.Object + ")"
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }

func (a *app) warn(format string, args ...any) {
	fmt.Fprintf(a.stderr, "warning: %s\n", render.CleanLine(fmt.Sprintf(format, args...)))
}

// caveats says what the answer cannot know.
func (a *app) caveats(c *cluster.Cluster, objects []*manifest.Object, problems []cluster.Problem) {
	told := map[cluster.Code]int{}
	for _, p := range problems {
		if p.Code == cluster.NotPlayed {
			continue // a dump has the pods themselves, or unknowns says that they are missing
		}
		told[p.Code]++
		switch n := told[p.Code]; {
		case n <= mostWarnings:
			a.warn("%s", p.Message)
		case n == mostWarnings+1:
			a.warn("... and more of this kind")
		}
	}
	for _, text := range unknowns(objects) {
		a.warn("%s", text)
	}
	if len(c.Pods) == 0 {
		a.warn("there is no pod in these manifests, so there is nobody to connect")
	}
}

// otherPolicies are the kinds that also decide what may pass, and are not evaluated.
var otherPolicies = []string{
	"CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "ClusterNetworkPolicy",
	"AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "AuthorizationPolicy", "PeerAuthentication",
}

// workloads are the kinds whose pods are known only once they run.
var workloads = []string{"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController"}

func unknowns(objects []*manifest.Object) []string {
	counts := map[string]int{}
	for _, o := range objects {
		counts[o.Kind]++
	}
	var texts []string
	for _, k := range otherPolicies {
		if n := counts[k]; n > 0 {
			texts = append(texts, fmt.Sprintf("objects of kind %s also decide what may pass (%d here); they are not evaluated", k, n))
		}
	}
	if counts["Pod"] == 0 && slices.ContainsFunc(workloads, func(k string) bool { return counts[k] > 0 }) {
		texts = append(texts, "Deployments and their like say what pods will be made; only pods that exist are evaluated: add kubectl get pods -A -o yaml")
	}
	return texts
}

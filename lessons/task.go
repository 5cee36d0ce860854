package lessons

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// world is the cluster of a lesson, and the policies applied in it at the start.
type world struct {
	cluster  *cluster.Cluster
	policies []*manifest.Object
	problems []cluster.Problem
}

// ready makes a lesson compile itself when it is first asked to.
func (l *Lesson) ready() *Lesson {
	l.world = sync.OnceValues(l.readWorld)
	l.task = sync.OnceValues(l.compile)
	return l
}

// Task is the lesson as something that can be graded. It is compiled when first asked
// for. It fails if the lesson is at fault; Verify says more.
func (l *Lesson) Task() (*task.Compiled, error) { return l.task() }

func (l *Lesson) readWorld() (*world, error) {
	read := manifest.Read([]manifest.Source{{Name: "cluster.yaml", Text: l.Cluster}}, manifest.Options{Namespace: l.Namespace})
	if len(read.Refusals) > 0 {
		return nil, fmt.Errorf("read cluster.yaml of lesson %q: %s", l.ID, read.Refusals[0].Message)
	}
	w := &world{}
	var things []*manifest.Object
	for _, o := range read.Stored() {
		if o.Policy() != nil {
			w.policies = append(w.policies, o)
		} else {
			things = append(things, o)
		}
	}
	w.cluster, w.problems = cluster.New(things, cluster.Options{
		Defaults: true, Addresses: true, Outside: l.Outside, Resolver: l.Resolver,
	})
	return w, nil
}

func (l *Lesson) compile() (*task.Compiled, error) {
	w, err := l.world()
	if err != nil {
		return nil, err
	}
	t := task.Task{
		ID: l.ID, Namespace: l.Namespace, Cluster: w.cluster, Start: w.policies,
		Protected: l.Protected, Objects: l.Objects, Strict: l.Strict, Hole: l.hole(),
	}
	if t.Checks, err = l.checks(); err != nil {
		return nil, err
	}
	if !l.bounded() {
		t.Bounds = task.ChecksOnly
		return task.Compile(t)
	}
	if t.Tightest, err = l.policies(l.tightest()); err != nil {
		return nil, err
	}
	if t.Loosest, err = l.policies(l.loosest()); err != nil {
		return nil, err
	}
	return task.Compile(t)
}

// checks are the connections of lesson.yaml as the grader wants them.
func (l *Lesson) checks() ([]task.Check, error) {
	var checks []task.Check
	add := func(connections []string, e task.Expect) error {
		for _, text := range connections {
			c, err := journey.Parse(text)
			if err != nil {
				return fmt.Errorf("read check %q of lesson %q: %w", text, l.ID, err)
			}
			checks = append(checks, task.Check{Connection: c, Expect: e})
		}
		return nil
	}
	if err := add(l.Allow, task.Allow); err != nil {
		return nil, err
	}
	return checks, add(l.Deny, task.Deny)
}

// bounded tells whether behaviour beyond the checks is judged.
func (l *Lesson) bounded() bool {
	return l.Kind.Graded() && !l.ChecksOnly && l.Model().Text != ""
}

// Model is the answer to show: the solution, or of a choose lesson without one the
// right option. Its text is "" where the lesson has none.
func (l *Lesson) Model() Answer {
	if l.Solution == "" && l.Kind == Choose {
		for _, o := range l.Options {
			if o.Right {
				return Answer{o.File, o.Text}
			}
		}
	}
	return Answer{"solution.yaml", l.Solution}
}

func (l *Lesson) tightest() Answer { return l.bound("tightest.yaml", l.Tightest) }
func (l *Lesson) loosest() Answer  { return l.bound("loosest.yaml", l.Loosest) }

func (l *Lesson) bound(file, text string) Answer {
	if text == "" {
		return l.Model()
	}
	return Answer{file, text}
}

// policies are those of a text of the author, who must not make mistakes in it.
func (l *Lesson) policies(a Answer) ([]*networkingv1.NetworkPolicy, error) {
	read := manifest.Read([]manifest.Source{{Name: a.File, Text: a.Text}}, manifest.Options{Namespace: l.Namespace})
	if len(read.Refusals) > 0 {
		return nil, fmt.Errorf("read %s of lesson %q: %s", a.File, l.ID, read.Refusals[0].Message)
	}
	var ps []*networkingv1.NetworkPolicy
	for _, o := range read.Stored() {
		if p := o.Policy(); p != nil {
			ps = append(ps, p)
		}
	}
	return ps, nil
}

// unprotected is the part of a cluster's text that a debug lesson puts into the
// editor: the applied policies that the learner may change, with their comments.
func unprotected(text, namespace string, protected []string) string {
	var kept []string
	for _, piece := range documents(text) {
		var o struct {
			Kind     string
			Metadata struct{ Namespace, Name string }
		}
		if !strings.Contains(piece, "NetworkPolicy") || yaml.Unmarshal([]byte(piece), &o) != nil || o.Kind != "NetworkPolicy" {
			continue
		}
		if o.Metadata.Namespace == "" {
			o.Metadata.Namespace = namespace
		}
		if !slices.Contains(protected, o.Metadata.Namespace+"/"+o.Metadata.Name) {
			kept = append(kept, strings.Trim(piece, "\n")+"\n")
		}
	}
	return strings.Join(kept, "---\n")
}

// documents cuts a text at the lines that separate documents.
func documents(text string) []string {
	var pieces []string
	var piece strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "---") {
			pieces = append(pieces, piece.String())
			piece.Reset()
			continue
		}
		piece.WriteString(line)
	}
	return append(pieces, piece.String())
}

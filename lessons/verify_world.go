package lessons

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
)

const clusterFile = "cluster.yaml"

// clusterReads reports everything that an API server would refuse of the world, and
// what does not fit together in it.
func (v *verifier) clusterReads() bool {
	read := manifest.Read([]manifest.Source{{Name: clusterFile, Text: v.l.Cluster}}, manifest.Options{Namespace: v.l.Namespace})
	v.refusals(clusterFile, read)
	w, err := v.l.world()
	if err != nil {
		return false
	}
	for _, p := range w.problems {
		line := 0
		if v.l.asksAbout(p) {
			continue
		}
		if p.Object != nil {
			line = p.Object.Span(p.Path).Start.Line
		}
		v.atLine(clusterFile, line, severityOf(p.Code), "", "%s", p.Message)
	}
	return true
}

// asksAbout tells whether a symptom asks what becomes of a Service that leads nowhere.
func (l *Lesson) asksAbout(p cluster.Problem) bool {
	if severityOf(p.Code) != Warning || p.Object == nil || l.Kind != Symptom {
		return false
	}
	return slices.ContainsFunc(l.Questions, func(q Question) bool {
		_, to, _ := strings.Cut(q.Connection, " > svc ")
		key, _, _ := strings.Cut(to, ":")
		return key == p.Object.Key()
	})
}

// severityOf tells mistakes from what a lesson may want to show.
func severityOf(c cluster.Code) Severity {
	switch c {
	case cluster.SelectsNothing, cluster.NoTargetPort, cluster.NotPlayed:
		return Warning
	}
	return Fault
}

func (v *verifier) refusals(file string, read *manifest.Result) {
	for _, r := range read.Refusals {
		v.atLine(file, r.Span.Start.Line, Fault, r.Help, "the API server refuses this: %s", r.Message)
	}
}

// checksRun reports the checks and questions that the cluster cannot answer, because
// they name something that is not there.
func (v *verifier) checksRun() bool {
	w, _ := v.l.world()
	world := journey.World{Cluster: w.cluster, Policies: netpol.Compile(w.cluster, nil)}
	before := len(Faults(v.problems))
	for _, c := range v.l.connections() {
		parsed, err := journey.Parse(c.text)
		if err == nil {
			_, err = journey.Go(world, parsed, journey.Options{})
		}
		if err != nil && !v.l.namesNothing(c.text) {
			v.atField(c.at, Fault, w.meant(parsed), "%q: %v", c.text, err)
		}
	}
	v.twice()
	return len(Faults(v.problems)) == before
}

// guarded reports protected policies that are not applied.
func (v *verifier) guarded() bool {
	var applied []string
	for _, o := range v.l.Applied() {
		applied = append(applied, o.Key())
	}
	sound := true
	for i, p := range v.l.Protected {
		if !slices.Contains(applied, p) {
			help := cmp.Or(near("Did you mean %s?", p, applied), "Write it into cluster.yaml, or take it out of the list.")
			v.atField(fmt.Sprintf("protected[%d]", i), Fault, help, "no policy %s is applied in this cluster", p)
			sound = false
		}
	}
	return sound
}

// answersRead reports what an API server would refuse of the texts that the task is made of.
func (v *verifier) answersRead() bool {
	if !v.l.bounded() {
		return true
	}
	sound := true
	for _, a := range distinct(v.l.tightest(), v.l.Model(), v.l.loosest()) {
		read := manifest.Read([]manifest.Source{{Name: a.File, Text: a.Text}}, manifest.Options{Namespace: v.l.Namespace})
		v.refusals(a.File, read)
		sound = sound && len(read.Refusals) == 0
	}
	return sound
}

// spot is a connection and its place in lesson.yaml.
type spot struct{ at, text string }

func (l *Lesson) connections() []spot {
	var spots []spot
	for i, c := range l.Allow {
		spots = append(spots, spot{fmt.Sprintf("allow[%d]", i), c})
	}
	for i, c := range l.Deny {
		spots = append(spots, spot{fmt.Sprintf("deny[%d]", i), c})
	}
	for i, q := range l.Questions {
		if q.Connection != "" {
			spots = append(spots, spot{fmt.Sprintf("questions[%d].connection", i), q.Connection})
		}
	}
	return spots
}

// twice reports connections that are listed more than once. A symptom may show the same
// connection through other tools.
func (v *verifier) twice() {
	if v.l.Kind == Symptom {
		return
	}
	first := map[string]string{}
	for _, c := range v.l.connections() {
		if at, ok := first[c.text]; ok {
			v.atField(c.at, Fault, "Keep one of the two.", "%q is listed already, at %s", c.text, at)
			continue
		}
		first[c.text] = c.at
	}
}

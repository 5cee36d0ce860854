package task

import (
	"slices"

	"netpol-tutor/grader/manifest"
)

// Submitted is what a learner hands in, after it was read.
type Submitted struct {
	Objects []*manifest.Object // accepted, in the order of the text
	Refused []string           // NAMESPACE/NAME of policies that the text holds and the server refused
}

// Of collects what was accepted and what was refused from a reading.
func Of(r *manifest.Result) Submitted {
	s := Submitted{Objects: r.Objects}
	for _, refusal := range r.Refusals {
		if refusal.Object != "" {
			s.Refused = append(s.Refused, refusal.Object)
		}
	}
	return s
}

// State is what is in force after a submission.
type State struct {
	Policies []*manifest.Object // policies in force
	Foreign  []*manifest.Object // submitted objects that no task asks for: pods, namespaces, services
	Removed  []*manifest.Object // policies of the start that the text no longer holds
}

// State answers what a submission leaves in force: the submitted text is the
// wanted state, so whatever else was there is removed, but for protected policies
// and those whose new version was refused.
func (c *Compiled) State(s Submitted) State {
	var st State
	submitted := latest(s.Objects)
	for _, o := range c.Start {
		switch {
		case find(submitted, o.Key()) != nil:
		case slices.Contains(c.Protected, o.Key()), slices.Contains(s.Refused, o.Key()):
			st.Policies = append(st.Policies, o)
		default:
			st.Removed = append(st.Removed, o)
		}
	}
	for _, o := range submitted {
		if o.Policy() != nil {
			st.Policies = append(st.Policies, o)
		} else if shapesTheCluster(o.Kind) {
			st.Foreign = append(st.Foreign, o)
		}
	}
	return st
}

// latest keeps the last version of each object, at the place of its first.
func latest(objects []*manifest.Object) []*manifest.Object {
	at := map[[2]string]int{}
	var kept []*manifest.Object
	for _, o := range objects {
		id := [2]string{o.Kind, o.Key()}
		if i, ok := at[id]; ok {
			kept[i] = o
			continue
		}
		at[id] = len(kept)
		kept = append(kept, o)
	}
	return kept
}

// shapesTheCluster tells whether an object of that kind would change the world
// that the lesson is about, and not only what may pass in it.
func shapesTheCluster(kind string) bool {
	return kind == "Namespace" || kind == "Pod" || kind == "Service" || kind == "Node"
}

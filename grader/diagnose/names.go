package diagnose

import (
	"fmt"
	"slices"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// nameRepairs mend objects as such.
var nameRepairs = []repair{
	{"required-name-missing", renamePolicy},
	{"protected-changed", dropChanged},
}

// renamePolicy gives a policy a name that the task asks for and nothing carries.
func renamePolicy(s *scene, offer func(*change)) {
	for _, key := range s.absentNames() {
		namespace, name := splitKey(key)
		for _, p := range s.policies {
			if slices.Contains(s.task.Objects, p.Key()) {
				continue
			}
			elsewhere := p.Namespace != namespace
			fix := "name " + name
			if elsewhere {
				fix += " in namespace " + namespace
			}
			offer(&change{
				code: "required-name-missing", policy: p, effort: scalar,
				message: fmt.Sprintf("the task asks for %s, and this policy is called %s", key, p.Key()),
				at:      mark{path: "metadata.name", text: fmt.Sprintf("the task calls it %s", name)},
				fix:     fix,
				edits: []edit{on(p, func(root *rewrite.Value) {
					putText(root.At("metadata"), "name", name)
					if elsewhere {
						root.At("metadata").SetAfter("namespace", rewrite.Text(namespace), "name")
					}
				})},
			})
		}
	}
}

// absentNames are the objects that the task names and nothing carries.
func (s *scene) absentNames() []string {
	var absent []string
	for _, key := range s.task.Objects {
		if !slices.ContainsFunc(s.wrong.state.Policies, named(key)) {
			absent = append(absent, key)
		}
	}
	return absent
}

func named(key string) func(*manifest.Object) bool {
	return func(o *manifest.Object) bool { return o.Key() == key }
}

// offerOwnName gives a changed policy, which has to stay as it was, one of the names that
// the task asks for: what was written into it is kept.
func (s *scene) offerOwnName(p *policy, offer func(*change)) {
	for _, key := range s.absentNames() {
		namespace, name := splitKey(key)
		if namespace != p.Namespace {
			continue
		}
		offer(&change{
			code: "protected-changed", policy: p, effort: scalar,
			message: fmt.Sprintf("%s has to stay as it was", p.Key()),
			at:      mark{path: "metadata.name", text: "the task wants this policy left alone"},
			fix:     fmt.Sprintf("name %s for what you wrote, so that %s stays as it was", name, p.Key()),
			edits:   []edit{on(p, func(root *rewrite.Value) { putText(root.At("metadata"), "name", name) })},
		})
	}
}

// dropChanged takes out of the text what the task wants left alone: protected
// policies, and objects of other kinds.
func dropChanged(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		if slices.Contains(s.task.Protected, p.Key()) {
			offer(&change{
				code: "protected-changed", policy: p, effort: remove,
				message: fmt.Sprintf("%s has to stay as it was", p.Key()),
				at:      mark{path: "metadata.name", text: "the task wants this policy left alone"},
				fix:     fmt.Sprintf("%s left out of the text, so that it stays as it was", p.Key()),
				edits:   []edit{{object: p.Object}},
			})
			s.offerOwnName(p, offer)
		}
	}
	for _, o := range s.wrong.state.Foreign {
		if o.Root() == nil {
			continue
		}
		offer(&change{
			code: "protected-changed", policy: &policy{Object: o}, effort: remove,
			message: fmt.Sprintf("the %s %s is not yours to change here", o.Kind, o.Key()),
			at:      mark{path: "kind", text: "the task is about policies alone"},
			fix:     fmt.Sprintf("the %s left out", o.Kind),
			edits:   []edit{{object: o}},
		})
	}
}

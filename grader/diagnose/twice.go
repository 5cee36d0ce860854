package diagnose

import (
	"fmt"
	"slices"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// separateNames is for two policies of one name and namespace in one text: kubectl
// creates the first and then replaces it by the second, without a word.
func separateNames(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, gone := range s.replacedBy(p) {
			s.offerFreeName(p, gone, offer)
			s.offerTwice(p, gone, remove, "the later one left out", edit{object: p.Object}, offer)
		}
	}
}

// replacedBy are the policies of the text that one in force has replaced.
func (s *scene) replacedBy(p *policy) []*manifest.Object {
	var gone []*manifest.Object
	for _, o := range s.read.Objects {
		if o != p.Object && o.Policy() != nil && o.Key() == p.Key() {
			gone = append(gone, o)
		}
	}
	return gone
}

func (s *scene) offerTwice(p *policy, gone *manifest.Object, e effort, fix string, how edit, offer func(*change)) {
	line := gone.Span("metadata.name").Start.Line
	where := fmt.Sprintf("on line %d", line)
	if gone.File != p.File {
		where = fmt.Sprintf("in %s", gone.File)
	}
	offer(&change{
		code: "same-name-twice", policy: p, effort: e,
		message: fmt.Sprintf("%s is there twice: this one replaces the one %s, and nothing of that is in force", p.Key(), where),
		at:      mark{path: "metadata.name", text: fmt.Sprintf("the same name and namespace as %s", where)},
		fix:     fix,
		edits:   []edit{how},
	})
}

// offerFreeName gives either of the two a name of its own, so that both are in force:
// one that the task asks for and nothing has, or one made from the old.
func (s *scene) offerFreeName(p *policy, gone *manifest.Object, offer func(*change)) {
	rename := func(o *manifest.Object, key string) {
		namespace, name := splitKey(key)
		fix := "name " + name
		if namespace != o.Namespace {
			fix += " in namespace " + namespace
		}
		which := "the later one: "
		if o == gone {
			which = "the earlier one: "
		}
		s.offerTwice(p, gone, scalar, which+fix, edit{object: o, do: func(root *rewrite.Value) {
			putText(root.At("metadata"), "name", name)
			if namespace != o.Namespace {
				root.At("metadata").SetAfter("namespace", rewrite.Text(namespace), "name")
			}
		}}, offer)
	}
	for _, key := range append(s.absentNames(), s.freeName(p)) {
		rename(p.Object, key)
		rename(gone, key)
	}
}

// freeName is a name like that of a policy which nothing has yet.
func (s *scene) freeName(p *policy) string {
	for n := 2; ; n++ {
		key := fmt.Sprintf("%s-%d", p.Key(), n)
		if !slices.ContainsFunc(s.wrong.state.Policies, named(key)) {
			return key
		}
	}
}

package lens

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// scene is a text, and what it puts in force.
type scene struct {
	task     *task.Compiled
	files    []manifest.Source
	read     *manifest.Result
	state    task.State
	policies *netpol.Evaluator
}

func look(t *task.Compiled, files []manifest.Source) *scene {
	s := &scene{task: t, files: files, read: t.Read(files)}
	s.enforce(task.Of(s.read))
	return s
}

func (s *scene) enforce(submitted task.Submitted) {
	s.state = s.task.State(submitted)
	s.policies = netpol.Compile(s.task.Cluster, specs(s.state))
}

func specs(st task.State) []*networkingv1.NetworkPolicy {
	all := make([]*networkingv1.NetworkPolicy, len(st.Policies))
	for i, o := range st.Policies {
		all[i] = o.Policy()
	}
	return all
}

// own is the policy of this text behind what the evaluator names, or nil.
func (s *scene) own(p *networkingv1.NetworkPolicy) *manifest.Object {
	for _, o := range s.read.Objects {
		if o.Policy() == p && p != nil && o.Root() != nil {
			return o
		}
	}
	return nil
}

// change is an edit of one document, not made yet.
type change struct {
	Step
	object *manifest.Object            // whose document changes; nil for a new document
	do     func(policy *rewrite.Value) // what changes in it; nil: the policy goes
	add    func() *rewrite.Value       // the new document
}

// with is the scene after a change. It fails if the text has no place for it, or if
// the server would refuse what it accepted before.
func (s *scene) with(c change) (*scene, bool) {
	file, edits, ok := s.edits(c)
	if !ok {
		return nil, false
	}
	files := slices.Clone(s.files)
	text, err := diagnostic.Apply(files[file].Text, edits)
	if err != nil {
		return nil, false
	}
	files[file].Text = text
	after := look(s.task, files)
	return after, len(after.read.Refusals) <= len(s.read.Refusals)
}

// edits are what a change does to the text of one file.
func (s *scene) edits(c change) (file int, edits []diagnostic.Edit, ok bool) {
	if c.object == nil {
		return s.addition(c.add())
	}
	file = slices.IndexFunc(s.files, func(f manifest.Source) bool { return f.Name == c.object.File })
	if file < 0 {
		return 0, nil, false
	}
	edits, ok = editsOf(s.files[file].Text, c.object.Root(), c.do)
	return file, edits, ok
}

// editsOf makes a change in the document of a policy. Without do, the policy goes.
func editsOf(text string, policy *manifest.Node, do func(*rewrite.Value)) ([]diagnostic.Edit, bool) {
	if do == nil && policy.Parent == nil {
		return []diagnostic.Edit{rewrite.RemoveDocument(text, policy)}, true
	}
	root := topOf(policy)
	wanted := rewrite.Read(root)
	if do == nil {
		drop(wanted, root, policy)
	} else {
		do(find(wanted, root, policy))
	}
	edits, err := rewrite.Edits(text, root, wanted)
	return edits, err == nil && len(edits) > 0
}

// addition adds a document to the last file, in the style of those that are there.
func (s *scene) addition(add *rewrite.Value) (int, []diagnostic.Edit, bool) {
	last := len(s.files) - 1
	if last < 0 {
		return 0, nil, false
	}
	var like *manifest.Node
	for _, o := range s.read.Objects {
		if o.File == s.files[last].Name && o.Root() != nil {
			like = topOf(o.Root())
		}
	}
	return last, []diagnostic.Edit{rewrite.AddDocument(s.files[last].Text, like, add)}, true
}

func topOf(n *manifest.Node) *manifest.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// find is the part of a value that was read from a node below the value's own.
func find(v *rewrite.Value, root, n *manifest.Node) *rewrite.Value {
	if n == root || n.Parent == nil {
		return v
	}
	parent := find(v, root, n.Parent)
	i := n.Index()
	switch {
	case i < 0:
		return nil
	case n.Parent.Kind == manifest.Mapping:
		return parent.Get(n.Parent.Keys[i].Value)
	case i < len(parent.Items()):
		return parent.Items()[i]
	}
	return nil
}

// drop takes a node's entry or item out of the value.
func drop(v *rewrite.Value, root, n *manifest.Node) {
	parent, i := find(v, root, n.Parent), n.Index()
	switch {
	case i < 0:
	case n.Parent.Kind == manifest.Sequence:
		parent.Remove(i)
	default:
		parent.Drop(n.Parent.Keys[i].Value)
	}
}

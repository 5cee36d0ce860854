package diagnose

import (
	"cmp"
	"slices"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// draft is the text after a change, and what it holds.
type draft struct {
	edits   map[string][]diagnostic.Edit // by file
	changed map[document][]*manifest.Object
	added   []*manifest.Object
}

// document names one document of the files.
type document struct {
	file   string
	number int
}

func documentOf(o *manifest.Object) document { return document{o.File, o.Document} }

// objects are those of a reading, with the changed documents in place of the old.
func (d *draft) objects(read *manifest.Result) []*manifest.Object {
	var all []*manifest.Object
	placed := make(map[document]bool, len(d.changed))
	for _, o := range read.Objects {
		id := documentOf(o)
		fresh, changed := d.changed[id]
		switch {
		case !changed:
			all = append(all, o)
		case !placed[id]:
			placed[id] = true
			all = append(all, fresh...)
		}
	}
	return append(all, d.added...)
}

// draft makes a change on a copy of the text. It fails if the text has no place for
// it, or would then mean anything else than was intended, or be refused.
func (s *scene) draft(c *change) (*draft, bool) {
	d := &draft{edits: make(map[string][]diagnostic.Edit), changed: make(map[document][]*manifest.Object)}
	var docs [][]edit
	for _, e := range c.edits {
		i := slices.IndexFunc(docs, func(doc []edit) bool { return e.add == nil && doc[0].add == nil && together(doc[0].object, e.object) })
		if i < 0 {
			docs = append(docs, []edit{e})
		} else {
			docs[i] = append(docs[i], e)
		}
	}
	for _, doc := range docs {
		if !s.draftDocument(d, doc) {
			return nil, false
		}
	}
	return d, true
}

func together(a, b *manifest.Object) bool { return documentOf(a) == documentOf(b) }

func (s *scene) text(file string) string {
	for _, f := range s.files {
		if f.Name == file {
			return f.Text
		}
	}
	return ""
}

// draftDocument makes the changes of one document.
func (s *scene) draftDocument(d *draft, doc []edit) bool {
	first := doc[0]
	switch {
	case first.add != nil:
		return s.draftNew(d, first.add)
	case first.do == nil && first.raw == nil && first.object.Root().Parent == nil:
		s.draftWithout(d, first.object)
		return true
	}
	edits, wanted, err := s.editsOf(doc)
	if err != nil || len(edits) == 0 {
		return false
	}
	read, ok := s.readEdited(first.object, edits)
	if !ok || wanted != nil && !wanted.Means(topOf(read.Objects[0].Root())) {
		return false
	}
	d.edits[first.object.File] = append(d.edits[first.object.File], edits...)
	d.changed[documentOf(first.object)] = read.Objects
	return true
}

// draftWithout leaves a document out.
func (s *scene) draftWithout(d *draft, o *manifest.Object) {
	d.edits[o.File] = append(d.edits[o.File], rewrite.RemoveDocument(s.text(o.File), o.Root()))
	d.changed[documentOf(o)] = nil
}

// editsOf are the edits of a document's text, and what it shall mean after them; nil
// if the text itself was given.
func (s *scene) editsOf(doc []edit) ([]diagnostic.Edit, *rewrite.Value, error) {
	if doc[0].raw != nil {
		return rawEdits(doc), nil, nil
	}
	root := topOf(doc[0].object.Root())
	wanted := rewrite.Read(root)
	for _, e := range doc {
		if e.do == nil {
			dropItem(wanted, root, e.object.Root())
		} else {
			e.do(find(wanted, root, e.object.Root()))
		}
	}
	edits, err := rewrite.Edits(s.text(doc[0].object.File), root, wanted)
	return edits, wanted, err
}

// rawEdits are the changes of bare text in the order of their places.
func rawEdits(doc []edit) []diagnostic.Edit {
	var all []diagnostic.Edit
	for _, e := range doc {
		all = append(all, e.raw...)
	}
	slices.SortFunc(all, func(a, b diagnostic.Edit) int { return cmp.Compare(a.Start, b.Start) })
	return all
}

// readEdited reads the document of an object after some edits. It fails if the server
// would refuse it.
func (s *scene) readEdited(o *manifest.Object, edits []diagnostic.Edit) (*manifest.Result, bool) {
	text := s.text(o.File)
	start, end := rewrite.Piece(text, topOf(o.Root()))
	piece, err := diagnostic.Apply(text[start:end], shifted(edits, -start))
	if err != nil {
		return nil, false
	}
	read := s.reader.read(manifest.Source{Name: o.File, Text: piece})
	fine := len(read.Refusals) == 0 && len(read.Objects) > 0 && repeats(read.Objects) <= repeatedKeys(topOf(o.Root()))
	return read, fine
}

// draftNew adds a document to the last file.
func (s *scene) draftNew(d *draft, add *rewrite.Value) bool {
	if len(s.files) == 0 || len(s.read.Refusals) > 0 {
		return false // what is added behind a fault of YAML is not read
	}
	file := s.files[len(s.files)-1]
	var like *manifest.Node
	for _, o := range s.read.Objects {
		if o.File == file.Name && o.Root() != nil {
			like = topOf(o.Root())
		}
	}
	e := rewrite.AddDocument(file.Text, like, add)
	read := s.reader.read(manifest.Source{Name: file.Name, Text: withoutSeparator(e.Text)})
	if len(read.Refusals) > 0 || len(read.Objects) == 0 {
		return false
	}
	d.edits[file.Name] = append(d.edits[file.Name], e)
	d.added = append(d.added, read.Objects...)
	return true
}

func topOf(n *manifest.Node) *manifest.Node {
	for n != nil && n.Parent != nil {
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
	if i := n.Index(); n.Parent.Kind == manifest.Sequence && i < len(parent.Items()) {
		return parent.Items()[i]
	} else if i >= 0 && n.Parent.Kind == manifest.Mapping {
		return parent.Get(n.Parent.Keys[i].Value)
	}
	return nil
}

func dropItem(v *rewrite.Value, root, n *manifest.Node) {
	if n.Parent != nil && n.Parent.Kind == manifest.Sequence {
		find(v, root, n.Parent).Remove(n.Index())
	}
}

func shifted(edits []diagnostic.Edit, by int) []diagnostic.Edit {
	moved := make([]diagnostic.Edit, len(edits))
	for i, e := range edits {
		moved[i] = diagnostic.Edit{Start: e.Start + by, End: e.End + by, Text: e.Text}
	}
	return moved
}

// withoutSeparator is the text of a document that was written to follow another.
func withoutSeparator(text string) string {
	start, _ := rewrite.Piece(text, &manifest.Node{Start: len(text)})
	return text[start:]
}

// patched is the whole text of each file that a draft changes.
func (s *scene) patched(d *draft) (map[string]string, bool) {
	texts := make(map[string]string, len(d.edits))
	for file, edits := range d.edits {
		text, err := diagnostic.Apply(s.text(file), edits)
		if err != nil {
			return nil, false
		}
		texts[file] = text
	}
	return texts, true
}

package diagnose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// alias finds *name where a value may stand.
var alias = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|[\s:,\[{-])\*([\w-]+)`) })

// curesByAnchor writes out what aliases stand for in another document, where their own
// document cannot know it.
func (s *scene) curesByAnchor(r *manifest.Refusal, text string, offer func(*cure)) {
	start, end := pieceOf(r, text)
	strangers := s.strangers(r.File, text[start:end])
	if len(strangers) == 0 {
		return
	}
	// The same text with words in place of the aliases can be read as a tree.
	const mark = "x"
	piece := alias().ReplaceAllStringFunc(text[start:end], func(found string) string {
		before, name, _ := strings.Cut(found, "*")
		if !slices.Contains(strangers, name) {
			return found
		}
		return before + mark + name
	})
	root := s.rootOf(manifest.Source{Name: r.File, Text: piece})
	if root == nil {
		return
	}
	whole := rewrite.Read(root)
	for _, name := range strangers {
		writeOut(whole, mark+name, rewritten(rewrite.Read(s.marked(r.File, name))))
	}
	edits, err := rewrite.Edits(piece, root, whole)
	if err != nil || len(edits) == 0 {
		return
	}
	first := start + strings.Index(text[start:end], "*"+strangers[0])
	offer(&cure{
		code: "refused", fixes: fixed(fmt.Sprintf("what *%s stands for, written out", strings.Join(strangers, " and *"))), effort: entry,
		message: fmt.Sprintf("*%s stands for nothing here: &%s is in another document, and such a mark ends at ---", strangers[0], strangers[0]),
		span:    [2]int{first, first + len(strangers[0]) + 1},
		edits:   backTo(text[start:end], piece, edits, start),
	})
}

// strangers are the aliases of a document that only another one marks.
func (s *scene) strangers(file, piece string) []string {
	var names []string
	for _, m := range alias().FindAllStringSubmatch(piece, -1) {
		if name := m[2]; !slices.Contains(names, name) && !strings.Contains(piece, "&"+name) && s.marked(file, name) != nil {
			names = append(names, name)
		}
	}
	return names
}

// backTo are edits that turn a text with aliases into what others make of the same text
// with words in their place.
func backTo(before, words string, edits []diagnostic.Edit, start int) []diagnostic.Edit {
	after, err := diagnostic.Apply(words, edits)
	if err != nil {
		return nil
	}
	return shifted(between(before, after), start)
}

// marked is what an anchor marks in the documents of a file that could be read.
func (s *scene) marked(file, name string) *manifest.Node {
	var roots []*manifest.Node
	for _, o := range s.read.Objects {
		if o.File == file {
			roots = append(roots, topOf(o.Root()))
		}
	}
	for i := range s.read.Refusals {
		if s.read.Refusals[i].File == file {
			roots = append(roots, topOf(s.read.Refusals[i].Root()))
		}
	}
	for _, root := range roots {
		if n := anchored(root, name); n != nil {
			return n
		}
	}
	return nil
}

func anchored(n *manifest.Node, name string) *manifest.Node {
	if n == nil || n.Alias != nil {
		return nil
	}
	if n.Anchor == name {
		return n
	}
	for _, v := range n.Values {
		if found := anchored(v, name); found != nil {
			return found
		}
	}
	return nil
}

// rootOf is the tree of a text that holds one document.
func (s *scene) rootOf(text manifest.Source) *manifest.Node {
	read := s.reader.read(text)
	switch {
	case len(read.Objects) > 0:
		return topOf(read.Objects[0].Root())
	case len(read.Refusals) > 0 && read.Refusals[0].Stage != manifest.StageParse:
		return topOf(read.Refusals[0].Root())
	}
	return nil
}

// writeOut puts a value wherever a word stands.
func writeOut(v *rewrite.Value, word string, value *rewrite.Value) {
	if isWord(v) && v.Scalar() == word {
		v.Become(value.Clone())
		return
	}
	for _, key := range v.Keys() {
		writeOut(v.Get(key), word, value)
	}
	for _, item := range v.Items() {
		writeOut(item, word, value)
	}
}

// rewritten is a value that is written anew, whatever text it was read from.
func rewritten(v *rewrite.Value) *rewrite.Value {
	switch {
	case v.IsMap():
		fresh := rewrite.Map()
		for _, key := range v.Keys() {
			fresh.Set(key, rewritten(v.Get(key)))
		}
		return fresh
	case v.IsList():
		fresh := rewrite.List()
		for _, item := range v.Items() {
			fresh.Append(rewritten(item))
		}
		return fresh
	case v.IsString():
		return rewrite.Text(v.Scalar())
	}
	return numberOrText(v.Scalar())
}

package diagnose

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// meanings are the changes that make of a text what it may be meant to be, where it is clear
// from the warning alone: they are never offered, only compared with.
func (s *scene) meanings(w manifest.Warning) []*change {
	i := slices.IndexFunc(s.policies, func(p *policy) bool {
		return p.Key() == w.Object && p.File == w.File && p.Document == w.Document
	})
	if i < 0 {
		return nil
	}
	p := s.policies[i]
	edited := func(do func(root *rewrite.Value)) []*change { return []*change{{policy: p, edits: []edit{on(p, do)}}} }
	switch w.Code {
	case manifest.CodeNullField:
		return edited(func(root *rewrite.Value) { withNothing(root, w.Path) })
	case manifest.CodeAddressForm:
		return edited(func(root *rewrite.Value) { inUsualForm(root.At(w.Path)) })
	case manifest.CodeTextIgnored:
		start := offsetOf(s.text(w.File), w.Span.Start)
		dots := diagnostic.Edit{Start: start, End: start + len("..."), Text: "---"}
		return []*change{{policy: p, edits: []edit{{object: p.Object, raw: []diagnostic.Edit{dots}}}}}
	}
	return nil
}

// withNothing makes a field without a value mean nothing rather than everything: what it
// would be a part of goes.
func withNothing(root *rewrite.Value, path string) {
	dot := strings.LastIndexByte(path, '.')
	key := path[dot+1:]
	limits := []string{"from", "to", "ports", "port", "podSelector", "namespaceSelector", "matchLabels", "matchExpressions"}
	if strings.Contains(path, "[") && slices.Contains(limits, key) {
		withoutItem(root, path)
	} else if dot >= 0 {
		root.At(path[:dot]).Drop(key)
	}
}

// withoutItem takes away the item of a list that a path leads into, and with the last peer or
// port of a rule the rule.
func withoutItem(root *rewrite.Value, path string) {
	open, end := strings.LastIndexByte(path, '['), strings.LastIndexByte(path, ']')
	if open < 0 || end < open {
		return
	}
	list := root.At(path[:open])
	if i, err := strconv.Atoi(path[open+1 : end]); err == nil && i < list.Len() {
		list.Remove(i)
	}
	if list.Len() == 0 {
		withoutItem(root, path[:open])
	}
}

// inUsualForm writes an address range as everybody does.
func inUsualForm(v *rewrite.Value) {
	if p, err := netip.ParsePrefix(v.Scalar()); err == nil {
		v.Become(rewrite.Text(p.Masked().String()))
	}
}

package manifest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
)

// Codes of warnings.
const (
	CodeDuplicateKey     = "duplicate-key"         // a key that stands again further down
	CodeSeparatorMissing = "doc-separator-missing" // objects that run into each other
	CodeTextIgnored      = "text-ignored"          // text behind the end of the document
	CodeStrayDash        = "stray-dash"            // a list item with nothing in it
	CodeNullLabel        = "null-label"            // a label without a value
	CodeNullField        = "null-field"            // a field without a value
	CodeRulesIgnored     = "rules-ignored"         // rules of a direction that policyTypes leaves out
	CodeEmptyEgress      = "empty-egress"          // egress: [] without policyTypes
	CodeSameNameTwice    = "same-name-twice"       // an object that replaces another one of the same files
	CodeAddressForm      = "address-form"          // the server's own warning about an address range
)

// mostWarnings bounds the warnings of all documents.
const mostWarnings = 200

// warner collects warnings, those about one document after the other.
type warner struct {
	doc      *document
	warnings []placedWarning
}

// placedWarning knows where it belongs among the others.
type placedWarning struct {
	Warning
	file, offset int
}

// sorted are the warnings in the order of the files.
func (w *warner) sorted() []Warning {
	slices.SortStableFunc(w.warnings, func(a, b placedWarning) int {
		return cmp.Or(a.file-b.file, a.offset-b.offset)
	})
	var plain []Warning
	for _, p := range w.warnings {
		plain = append(plain, p.Warning)
	}
	return plain
}

// add warns about the bytes [start, end), of which nothing was said yet.
func (w *warner) add(code string, start, end int, path, format string, args ...any) {
	said := func(p placedWarning) bool { return p.file == w.doc.file.index && p.offset == start }
	if len(w.warnings) >= mostWarnings || slices.ContainsFunc(w.warnings, said) {
		return
	}
	w.warnings = append(w.warnings, placedWarning{Warning{
		File: w.doc.file.name, Document: w.doc.number, Code: code, Message: fmt.Sprintf(format, args...),
		Span: w.doc.file.span(start, end), Object: w.doc.key(), Path: path,
	}, w.doc.file.index, start})
}

// syntax warns about a document without a look at what it is.
func (w *warner) syntax(d *document) {
	w.doc = d
	if !w.separator() {
		w.repeatedKeys(d.root)
	}
	w.ignoredText()
}

// separator warns once where several objects run into each other.
func (w *warner) separator() bool {
	root := w.doc.root
	if root.Kind != Mapping {
		return false
	}
	first := map[string]bool{}
	for _, k := range root.Keys {
		name := k.keyName()
		if name != "apiVersion" && name != "kind" {
			continue
		}
		if first[name] && w.repeats(root, "apiVersion") && w.repeats(root, "kind") {
			w.add(CodeSeparatorMissing, k.Start, k.End, name,
				"Another object starts here, but no line with --- stands before it: only the last of the objects is applied.")
			return true
		}
		first[name] = true
	}
	return false
}

func (w *warner) repeats(n *Node, key string) bool {
	count := 0
	for _, k := range n.Keys {
		if k.keyName() == key {
			count++
		}
	}
	return count > 1
}

// repeatedKeys warns about each key that stands again further down in its mapping.
func (w *warner) repeatedKeys(n *Node) {
	if n.Alias != nil || len(w.warnings) >= mostWarnings {
		return
	}
	if n.Kind == Mapping && len(n.Keys) > 1 {
		w.overridden(n)
	}
	for _, v := range n.Values {
		w.repeatedKeys(v)
	}
}

// distinct tells of a handful of keys that no two are written alike. Where they are but
// might stand for the same, or are many, it is false.
func distinct(keys []*Node) bool {
	if len(keys) > 16 {
		return false
	}
	for i, k := range keys {
		for _, other := range keys[:i] {
			if k.Value == other.Value {
				return false
			}
		}
		if !isText(k.Value) {
			return false
		}
	}
	return true
}

func (w *warner) overridden(n *Node) {
	if distinct(n.Keys) {
		return
	}
	last := make(map[string]int, len(n.Keys))
	for i, k := range n.Keys {
		last[k.keyName()] = i
	}
	for i, k := range n.Keys {
		if name := k.keyName(); last[name] != i && !k.isMerge() && len(w.warnings) < mostWarnings {
			w.add(CodeDuplicateKey, k.Start, k.End, keyPath(n.Path(), name),
				"%s stands again on line %d, and only the last one counts.", name, w.doc.file.position(n.Keys[last[name]].Start).Line)
		}
	}
}

// ignoredText warns about what stands behind the end of the document: go-yaml reads the
// first document of a piece and leaves the rest.
func (w *warner) ignoredText() {
	d := w.doc
	if d.rest >= d.end {
		return
	}
	text := strings.TrimRight(d.file.text[d.rest:d.end], " \t\r\n")
	if strings.Trim(text, ".") != "" {
		w.add(CodeTextIgnored, d.rest, d.rest+len(text), "", "This text stands behind the end of the document and is not read.")
	}
}

// meaning warns about an accepted object.
func (w *warner) meaning(d *document, o *Object) {
	w.doc = d
	if p := o.Policy(); p != nil {
		w.directions(p)
		w.emptyParts(d.root.Get("spec"))
	}
	for _, path := range [...]string{"metadata.labels", "spec.selector", "spec.template.metadata.labels"} {
		if labels := d.root.At(path); labels != nil {
			w.emptyParts(labels)
		}
	}
	for _, s := range o.serverWarnings {
		at := d.root.nearest(s.path).value
		w.add(CodeAddressForm, at.Start, at.End, s.path, "%s", s.text)
	}
}

// replaced warns about an object that stands for an earlier one of the same name.
func (w *warner) replaced(d, earlier *document) {
	w.doc = d
	name := d.root.At("metadata.name")
	if name == nil {
		return
	}
	where := fmt.Sprintf("on line %d", earlier.file.position(earlier.root.nearest("metadata.name").value.Start).Line)
	if earlier.file != d.file {
		where = "in " + earlier.file.name
	}
	w.add(CodeSameNameTwice, name.Start, name.End, "metadata.name", "The %s %s is there already, %s: this one replaces it, and nothing of that is in force.", d.gvk.Kind, d.key(), where)
}

// emptyParts warns about keys without a value and dashes with nothing behind them.
func (w *warner) emptyParts(n *Node) {
	if n == nil || n.Alias != nil {
		return
	}
	for i, v := range n.Values {
		switch {
		case !v.Null:
			w.emptyParts(v)
		case n.Kind == Sequence:
			w.strayDash(n, i)
		case isLabels(n), strings.Contains(n.Keys[i].Value, ":"):
			w.emptyLabel(n, i)
		default:
			k := n.Keys[i]
			w.add(CodeNullField, k.Start, k.End, v.Path(), "%s has no value, so it counts as left out%s.", k.Value, whenLeftOut(k.Value, v.Path()))
		}
	}
}

// whenLeftOut says what it means that a field of a policy is left out.
func whenLeftOut(key, path string) string {
	switch {
	case path == "spec.podSelector":
		return ", and the policy is about every pod of its namespace"
	case key == "from":
		return ", and the rule lets in anybody"
	case key == "to":
		return ", and the rule leads anywhere"
	case key == "ports":
		return ", and the rule is for every port"
	case key == "policyTypes":
		return ", and the directions follow from the rules"
	}
	return ""
}

func (w *warner) strayDash(n *Node, i int) {
	v := n.Values[i]
	if i >= len(n.Dashes) {
		w.add(CodeStrayDash, v.Start, v.End, v.Path(), "This entry of the list is empty.")
		return
	}
	w.add(CodeStrayDash, n.Dashes[i], n.Dashes[i]+1, v.Path(), "There is nothing behind this dash: it adds an empty entry to the list.")
}

func (w *warner) emptyLabel(n *Node, i int) {
	k := n.Keys[i]
	path := n.Values[i].Path()
	if key, value, ok := strings.Cut(k.Value, ":"); ok && !k.Quoted {
		what := "label"
		if !isLabels(n) {
			what = "field"
		}
		w.add(CodeNullLabel, k.Start, k.End, path,
			"A space must follow the colon: %s is taken for a %s without a value and dropped. It should be %s: %s.", k.Value, what, key, value)
		return
	}
	w.add(CodeNullLabel, k.Start, k.End, path, "The label %s has no value, so it is dropped.", k.Value)
}

// isLabels tells mappings whose keys are labels.
func isLabels(n *Node) bool {
	return n.Parent != nil && slices.Contains([]string{"matchLabels", "labels", "selector"}, n.key().Value)
}

// directions warns about rules that policyTypes makes nothing of.
func (w *warner) directions(p *networkingv1.NetworkPolicy) {
	named := w.doc.root.At("spec.policyTypes")
	explicit := named != nil && named.Len() > 0
	if explicit && len(p.Spec.Ingress) > 0 {
		w.ignoredRules(p, networkingv1.PolicyTypeIngress, "spec.ingress")
	}
	if explicit && len(p.Spec.Egress) > 0 {
		w.ignoredRules(p, networkingv1.PolicyTypeEgress, "spec.egress")
	}
	if at := w.doc.root.At("spec.egress"); at != nil && len(p.Spec.Egress) == 0 && !explicit {
		start, end := w.doc.root.nearest("spec.egress").keyBytes()
		w.add(CodeEmptyEgress, start, end, "spec.egress", "An empty egress list says nothing by itself: without Egress in policyTypes the policy is about ingress alone.")
	}
}

func (w *warner) ignoredRules(p *networkingv1.NetworkPolicy, direction networkingv1.PolicyType, path string) {
	if slices.Contains(p.Spec.PolicyTypes, direction) {
		return
	}
	start, end := w.doc.root.nearest(path).keyBytes()
	w.add(CodeRulesIgnored, start, end, path, "policyTypes does not name %s, so these rules are ignored.", direction)
}

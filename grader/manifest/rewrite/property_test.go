package rewrite

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// TestEditsMeanTheChange writes random trees in random styles, changes them at
// random, and compares what the edited text says with the changed tree.
func TestEditsMeanTheChange(t *testing.T) {
	const rounds = 6000
	lost := 0
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 7))
		text := randomText(r)
		root, ok := rootOf(text)
		if !ok {
			t.Fatalf("seed %d: not read:\n%s", seed, text)
		}
		v := Read(root)
		for range 1 + r.IntN(3) {
			randomChange(r, v)
		}
		edits, err := Edits(text, root, v)
		if err != nil {
			lost++
			continue
		}
		out, err := diagnostic.Apply(text, edits)
		if err != nil {
			t.Fatalf("seed %d: %v: %+v\n%s", seed, err, edits, text)
		}
		if why := differs(out, v); why != "" {
			t.Fatalf("seed %d: %s\nbefore:\n%s\nafter:\n%s\nedits: %+v", seed, why, text, out, edits)
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d changes found no place in the text", lost, rounds)
	}
}

// TestMorphMeansTheOther turns random trees into others.
func TestMorphMeansTheOther(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 9))
		text := randomText(r)
		root, _ := rootOf(text)
		v := Read(root)
		other := randomTree(r, 4)
		v.Get("spec").Morph(other.Clone())
		if !v.Get("spec").Equal(other) {
			t.Fatalf("seed %d: not equal", seed)
		}
		edits, err := Edits(text, root, v)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		out, err := diagnostic.Apply(text, edits)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if why := differs(out, v); why != "" {
			t.Fatalf("seed %d: %s\nbefore:\n%s\nafter:\n%s", seed, why, text, out)
		}
	}
}

// TestNoChangeNoEdit proves that reading alone changes nothing.
func TestNoChangeNoEdit(t *testing.T) {
	for seed := range uint64(500) {
		text := randomText(rand.New(rand.NewPCG(seed, 7)))
		root, _ := rootOf(text)
		if edits, err := Edits(text, root, Read(root)); err != nil || len(edits) > 0 {
			t.Fatalf("seed %d: %v, %v for\n%s", seed, edits, err, text)
		}
	}
}

func rootOf(text string) (*manifest.Node, bool) {
	r := manifest.Read([]manifest.Source{{Name: "f.yaml", Text: text}}, manifest.Options{AnyKind: true})
	if len(r.Objects) != 1 || len(r.Refusals) > 0 {
		return nil, false
	}
	return r.Objects[0].Root(), true
}

// differs compares a text with a value twice: by its syntax tree, and by what an
// independent reader makes of it.
func differs(text string, v *Value) string {
	root, ok := rootOf(text)
	if !ok {
		return "the text is no longer read"
	}
	if !v.Means(root) {
		return "the syntax tree says something else"
	}
	var got any
	if err := yaml.Unmarshal([]byte(text), &got); err != nil {
		return err.Error()
	}
	if want := plainOf(v); !reflect.DeepEqual(got, want) {
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		return fmt.Sprintf("reads as %s instead of %s", a, b)
	}
	return ""
}

func plainOf(v *Value) any {
	switch {
	case v.kind == manifest.Mapping:
		m := map[string]any{}
		for _, e := range v.entries {
			m[e.key] = plainOf(e.value)
		}
		return m
	case v.kind == manifest.Sequence:
		list := make([]any, 0, len(v.items))
		for _, item := range v.items {
			list = append(list, plainOf(item))
		}
		return list
	case v.null:
		return nil
	case v.number || v.from != nil && !v.from.Quoted:
		var scalar any
		if err := yaml.Unmarshal([]byte(v.scalar), &scalar); err == nil {
			return scalar
		}
	}
	return v.scalar
}

var strange = []string{"yes", "n", "12", "0x1f", "a b", "a: b", "it's", `say "x"`, "# no", "", "-", "10.0.0.0/8", "kubernetes.io/metadata.name", "é", "[x]", "1e3", "2001-01-01", "::/0", "null", "a#b", "tab\there"}

var names = []string{"to", "ports", "app", "tier", "matchLabels", "podSelector", "key", "values", "port", "protocol"}

// randomTree is a value made of new parts only.
func randomTree(r *rand.Rand, depth int) *Value {
	switch pick := r.IntN(10); {
	case depth > 0 && pick < 4:
		v := Map()
		for _, i := range r.Perm(len(names))[:r.IntN(4)] {
			v.entries = append(v.entries, entry{key: names[i], value: randomTree(r, depth-1)})
		}
		return v
	case depth > 0 && pick < 7:
		v := List()
		for range r.IntN(4) {
			v.items = append(v.items, randomTree(r, depth-1))
		}
		return v
	case pick == 7:
		return Number(r.IntN(70000))
	case pick == 8:
		return &Value{kind: manifest.Scalar, null: true}
	}
	v := Text(strange[r.IntN(len(strange))])
	v.compact = r.IntN(2) == 0
	return v
}

// randomChange changes one container of a tree.
func randomChange(r *rand.Rand, v *Value) {
	all := containers(v, nil)
	at := all[r.IntN(len(all))]
	if at == v {
		at = v.Get("spec")
	}
	fresh := randomTree(r, 2)
	fresh.compact = r.IntN(2) == 0
	switch pick := r.IntN(12); {
	case at.kind == manifest.Mapping && len(at.entries) > 0 && pick < 10:
		changeMapping(r, at, fresh, pick)
	case at.kind == manifest.Sequence && len(at.items) > 0 && pick < 10:
		changeSequence(r, at, fresh, pick)
	case at.kind == manifest.Mapping:
		at.Set(names[r.IntN(len(names))], fresh)
	case at.kind == manifest.Sequence:
		at.Append(fresh)
	default:
		at.Become(fresh)
	}
}

func changeMapping(r *rand.Rand, at, fresh *Value, pick int) {
	key := at.entries[r.IntN(len(at.entries))].key
	switch pick {
	case 0, 1:
		at.Drop(key)
	case 2:
		if to := names[r.IntN(len(names))]; at.Get(to) == nil {
			at.Rename(key, to)
		}
	case 3, 4:
		at.Set(key, fresh)
	case 5:
		at.SetAfter(names[r.IntN(len(names))], fresh, key)
	case 6:
		moved := at.Drop(key)
		at.Set("wrapped", Map(Field{"inner", moved}))
	case 7:
		moved := at.Drop(key)
		at.Set("listed", List(moved, fresh))
	default:
		at.Get(key).Become(fresh)
	}
}

func changeSequence(r *rand.Rand, at, fresh *Value, pick int) {
	i := r.IntN(len(at.items))
	switch pick {
	case 0, 1:
		at.Remove(i)
	case 2, 3:
		at.Insert(i, fresh)
	case 4:
		at.Append(fresh)
	case 5:
		at.Append(at.Remove(i))
	case 6:
		at.Insert(0, List(at.Remove(i)))
	case 7:
		at.Items()[i].Swap(at.Items()[r.IntN(len(at.items))])
	case 8:
		at.Append(Map(Field{"moved", at.Remove(i)}))
	default:
		at.Items()[i].Become(fresh)
	}
}

func containers(v *Value, found []*Value) []*Value {
	if v.kind == manifest.Scalar {
		return found
	}
	found = append(found, v)
	for _, e := range v.entries {
		if e.key != "apiVersion" && e.key != "kind" && e.key != "metadata" {
			found = containers(e.value, found)
		}
	}
	for _, item := range v.items {
		found = containers(item, found)
	}
	return found
}

// randomText writes a random tree in a style of its own, unlike the one under test.
func randomText(r *rand.Rand) string {
	w := &printer{Rand: r, step: 1 + r.IntN(4), comments: r.IntN(3) == 0, flow: r.IntN(4), blank: r.IntN(4) == 0}
	w.list = []int{0, w.step, 2}[r.IntN(3)]
	spec := randomTree(r, 5)
	var text string
	if r.IntN(6) == 0 {
		raw, _ := json.MarshalIndent(map[string]any{"apiVersion": "v1", "kind": "Thing", "metadata": map[string]any{"name": "x"}, "spec": plainOf(spec)}, "", []string{"", " ", "    "}[r.IntN(3)])
		text = string(raw)
	} else {
		text = "apiVersion: v1\nkind: Thing\nmetadata:\n  name: x\nspec:" + w.value(spec, 0, 0)
	}
	if r.IntN(3) > 0 {
		text += "\n"
	}
	switch r.IntN(8) {
	case 0:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 1:
		text = strings.ReplaceAll(text, "\n", "\r")
	case 2: // some of each
		ends := []string{"\n", "\r", "\r\n"}
		lines := strings.Split(text, "\n")
		text = lines[0]
		for _, line := range lines[1:] {
			text += ends[r.IntN(len(ends))] + line
		}
	}
	return text
}

type printer struct {
	*rand.Rand
	step, list, flow int
	comments, blank  bool
}

// value writes what follows a colon, line break included where there is one.
func (w *printer) value(v *Value, col, depth int) string {
	if v.null && w.IntN(2) == 0 {
		return w.comment()
	}
	if v.kind == manifest.Scalar || v.Len() == 0 || w.IntN(8) < w.flow-1 {
		return " " + w.inline(v) + w.comment()
	}
	deeper := col + w.step
	if v.kind == manifest.Sequence {
		deeper = col + w.list
	}
	return w.comment() + "\n" + w.lines(v, deeper, depth+1)
}

func (w *printer) lines(v *Value, col, depth int) string {
	indent := strings.Repeat(" ", col)
	var lines []string
	for _, e := range v.entries {
		lines = append(lines, indent+w.key(e.key)+":"+w.value(e.value, col, depth))
	}
	for _, item := range v.items {
		lines = append(lines, indent+"-"+w.item(item, col, depth))
	}
	for i := range lines {
		if w.comments && w.IntN(4) == 0 {
			lines[i] = strings.Repeat(" ", w.IntN(6)) + "# line\n" + lines[i]
		}
		if w.blank && w.IntN(4) == 0 {
			lines[i] = "\n" + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

func (w *printer) item(v *Value, col, depth int) string {
	if v.null && w.IntN(2) == 0 {
		return w.comment()
	}
	if v.kind == manifest.Scalar || v.Len() == 0 || w.IntN(8) < w.flow-1 {
		return " " + w.inline(v) + w.comment()
	}
	gap := 1 + w.IntN(2)
	rest := strings.TrimLeft(w.lines(v, col+1+gap, depth+1), "\n")
	if strings.HasPrefix(strings.TrimSpace(rest), "#") {
		return "\n" + rest
	}
	return strings.Repeat(" ", gap) + strings.TrimLeft(rest, " ")
}

func (w *printer) key(s string) string {
	if w.IntN(6) == 0 {
		return `"` + s + `"`
	}
	return s
}

func (w *printer) inline(v *Value) string {
	switch {
	case v.kind == manifest.Mapping:
		var parts []string
		for _, e := range v.entries {
			parts = append(parts, w.key(e.key)+": "+w.inline(e.value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case v.kind == manifest.Sequence:
		var parts []string
		for _, item := range v.items {
			parts = append(parts, w.inline(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case v.null:
		return []string{"null", "~"}[w.IntN(2)]
	case v.number:
		return v.scalar
	case strings.ContainsAny(v.scalar, "\t") || !plain(v.scalar):
		raw, _ := json.Marshal(v.scalar)
		return string(raw)
	}
	return []string{v.scalar, "'" + v.scalar + "'", `"` + v.scalar + `"`}[w.IntN(3)]
}

func (w *printer) comment() string {
	if w.comments && w.IntN(3) == 0 {
		return " # said"
	}
	return ""
}

package diagnose_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/diagnostic"
)

var seed = flag.Uint64("seed", 11, "the seed of the mutations: other ones make other slips")

// TestMutations changes right answers at random, as text and as trees, once or twice,
// and holds what is told about them to what an independent judgement says.
func TestMutations(t *testing.T) {
	const rounds = 2000
	all := worlds(t)
	var tally tally
	for round := range uint64(rounds) {
		r := rand.New(rand.NewPCG(round, *seed))
		w := all[r.IntN(len(all))]
		right := w.right[r.IntN(len(w.right))]
		text, kind := mutate(r, right.text)
		times := 1
		if r.IntN(3) == 0 {
			text, _ = mutate(r, text)
			times = 2
		}
		tally.add(t, w, fmt.Sprintf("round %d: %s/%s, %s", round, w.name, right.name, kind), text, times)
	}
	tally.report(t)
}

type tally struct {
	passing, failing, repaired int
	unrepaired                 []string
	lines                      []int
	twice, twiceRepaired       int
	codes                      map[string]int
}

func (y *tally) add(t *testing.T, w *world, name, text string, times int) {
	g := w.grade(text)
	found := w.diagnose(g)
	if g.passed() {
		y.passing++
		for _, d := range found {
			if d.Severity == diagnostic.Error {
				t.Errorf("%s: passes, and is told %s: %s\n%s", name, d.Code, d.Message, text)
			}
		}
		return
	}
	if len(found) == 0 || len(found) > 3 {
		t.Errorf("%s: %d diagnostics\n%s", name, len(found), text)
		return
	}
	if found[0].Severity != diagnostic.Error {
		t.Errorf("%s: a %s comes first\n%s", name, found[0].Severity, text)
	}
	fixed := false
	for i, d := range found {
		check(t, d)
		if d.Fix == nil {
			continue
		}
		fixed = true
		if why := w.faultOf(g, *d.Fix); why != "" {
			t.Errorf("%s: fix of %s %s\n%s\nbefore:\n%s\nafter:\n%s", name, d.Code, why, told(found), text, d.Fix.Patched)
		}
		if i == 0 {
			y.lines = append(y.lines, changedLines(text, d.Fix.Patched))
		}
	}
	if times == 2 {
		y.twice++
		if fixed {
			y.twiceRepaired++
		}
		return
	}
	y.failing++
	if y.codes == nil {
		y.codes = map[string]int{}
	}
	y.codes[found[0].Code]++
	if fixed {
		y.repaired++
	} else {
		y.unrepaired = append(y.unrepaired, fmt.Sprintf("%s\n%s%s", name, told(found), text))
	}
}

func (y *tally) report(t *testing.T) {
	slices.Sort(y.lines)
	t.Logf("%d pass; of %d single mutations %d repaired, of %d double ones %d; median of changed lines %d",
		y.passing, y.failing, y.repaired, y.twice, y.twiceRepaired, y.lines[len(y.lines)/2])
	if os.Getenv("TELL") != "" {
		t.Logf("%v\n%s", y.codes, strings.Join(y.unrepaired, "\n=====\n"))
	}
	if y.repaired*100 < y.failing*95 {
		t.Errorf("only %d of %d single mutations are repaired", y.repaired, y.failing)
	}
	if median := y.lines[len(y.lines)/2]; median > 3 {
		t.Errorf("the median repair changes %d lines", median)
	}
}

// changedLines counts lines that a repair adds, or removes without adding one instead.
func changedLines(before, after string) int {
	diff, err := udiff.ToUnifiedDiff("a", "b", before, udiff.Strings(before, after), 0)
	if err != nil {
		return 0
	}
	n := 0
	for _, h := range diff.Hunks {
		added, removed := 0, 0
		for _, l := range h.Lines {
			switch l.Kind {
			case udiff.Insert:
				added++
			case udiff.Delete:
				removed++
			}
		}
		n += max(added, removed)
	}
	return n
}

func mutate(r *rand.Rand, text string) (string, string) {
	if r.IntN(2) == 0 {
		if mutated, ok := mutateTree(r, text); ok {
			return mutated, "tree"
		}
	}
	return mutateText(r, text)
}

// mutateText makes a slip of typing.
func mutateText(r *rand.Rand, text string) (string, string) {
	lines := strings.Split(text, "\n")
	i := r.IntN(len(lines))
	for range 10 {
		if strings.TrimSpace(lines[i]) != "" {
			break
		}
		i = r.IntN(len(lines))
	}
	line := lines[i]
	indent := len(line) - len(strings.TrimLeft(line, " "))
	kinds := []struct {
		name string
		do   func()
	}{
		{"line deleted", func() { lines = slices.Delete(lines, i, i+1) }},
		{"line doubled", func() { lines = slices.Insert(lines, i, line) }},
		{"indented more", func() { lines[i] = strings.Repeat(" ", 1+r.IntN(2)) + line }},
		{"indented less", func() { lines[i] = line[min(indent, 1+r.IntN(2)):] }},
		{"lines exchanged", func() {
			if i+1 < len(lines) {
				lines[i], lines[i+1] = lines[i+1], line
			}
		}},
		{"dash deleted", func() { lines[i] = strings.Replace(line, "- ", "  ", 1) }},
		{"dash added", func() { lines[i] = line[:indent] + "- " + line[indent:] }},
		{"character deleted", func() {
			if indent < len(line) {
				k := indent + r.IntN(len(line)-indent)
				lines[i] = line[:k] + line[k+1:]
			}
		}},
		{"character doubled", func() {
			if indent < len(line) {
				k := indent + r.IntN(len(line)-indent)
				lines[i] = line[:k] + line[k:k+1] + line[k:]
			}
		}},
		{"characters exchanged", func() {
			if indent+1 < len(line) {
				k := indent + r.IntN(len(line)-indent-1)
				lines[i] = line[:k] + line[k+1:k+2] + line[k:k+1] + line[k+2:]
			}
		}},
		{"another case", func() { lines[i] = line[:indent] + strings.ToLower(line[indent:]) }},
		{"a word from elsewhere", func() {
			from, to := words(line), words(text)
			if len(from) > 0 {
				lines[i] = strings.Replace(line, from[r.IntN(len(from))], to[r.IntN(len(to))], 1)
			}
		}},
	}
	kind := kinds[r.IntN(len(kinds))]
	kind.do()
	return strings.Join(lines, "\n"), kind.name
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n:,{}[]\"-", r) })
}

// mutateTree makes a slip of thinking: it changes what the documents mean.
func mutateTree(r *rand.Rand, text string) (string, bool) {
	var docs []any
	for _, piece := range strings.Split(text, "\n---\n") {
		var doc any
		if err := yaml.Unmarshal([]byte(piece), &doc); err != nil || doc == nil {
			return "", false
		}
		docs = append(docs, doc)
	}
	if len(docs) > 1 && r.IntN(15) == 0 {
		docs = slices.Delete(docs, 0, 1)
	} else {
		slipIn(r, docs)
	}
	var out []string
	for _, doc := range docs {
		raw, err := yaml.Marshal(doc)
		if err != nil {
			return "", false
		}
		out = append(out, string(raw))
	}
	return strings.Join(out, "---\n"), true
}

// slipIn changes one container somewhere in the documents.
func slipIn(r *rand.Rand, docs []any) {
	var maps []map[string]any
	var lists []listAt
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			maps = append(maps, v)
			for _, key := range sorted(v) {
				if list, ok := v[key].([]any); ok {
					lists = append(lists, listAt{v, key, list})
				}
				walk(v[key])
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	for _, doc := range docs {
		walk(doc)
	}
	if r.IntN(2) == 0 && len(lists) > 0 {
		slipInList(r, lists[r.IntN(len(lists))], lists)
		return
	}
	slipInMap(r, maps[r.IntN(len(maps))], maps)
}

type listAt struct {
	in   map[string]any
	key  string
	list []any
}

func sorted(m map[string]any) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func slipInList(r *rand.Rand, at listAt, lists []listAt) {
	if len(at.list) == 0 {
		return
	}
	i := r.IntN(len(at.list))
	switch r.IntN(5) {
	case 0:
		at.in[at.key] = slices.Delete(slices.Clone(at.list), i, i+1)
	case 1: // an item's part becomes an item of its own
		if m, ok := at.list[i].(map[string]any); ok && len(m) > 1 {
			key := sorted(m)[r.IntN(len(m))]
			part := map[string]any{key: m[key]}
			delete(m, key)
			at.in[at.key] = append(slices.Clone(at.list), any(part))
		}
	case 2: // two items become one
		if len(at.list) > 1 {
			a, ok1 := at.list[0].(map[string]any)
			b, ok2 := at.list[1].(map[string]any)
			if ok1 && ok2 {
				for key, v := range b {
					a[key] = v
				}
				at.in[at.key] = slices.Delete(slices.Clone(at.list), 1, 2)
			}
		}
	case 3: // an item moves to another list of the same name
		to := lists[r.IntN(len(lists))]
		if to.key == at.key && len(at.list) > 0 {
			item := at.list[i]
			at.in[at.key] = slices.Delete(slices.Clone(at.list), i, i+1)
			list, _ := to.in[to.key].([]any)
			to.in[to.key] = append(slices.Clone(list), item)
		}
	case 4:
		if _, ok := at.list[i].(map[string]any); ok {
			at.in[at.key] = append(slices.Clone(at.list), map[string]any{})
		}
	}
}

var slips = map[string][]any{
	"port":       {int64(80), int64(443), int64(5353), int64(7070), "http", int64(54)},
	"protocol":   {"TCP", "UDP", "SCTP"},
	"operator":   {"In", "NotIn", "Exists"},
	"namespace":  {"default", "kube-system"},
	"cidr":       {"0.0.0.0/0", "10.96.0.10/32", "203.0.113.0/28"},
	"app":        {"web", "teller", "flour", "crane", "goods"},
	"k8s-app":    {"coredns", "dns"},
	"apiVersion": {"networking/v1", "v1"},
}

func slipInMap(r *rand.Rand, at map[string]any, maps []map[string]any) {
	keys := sorted(at)
	if len(keys) == 0 {
		return
	}
	key := keys[r.IntN(len(keys))]
	switch r.IntN(6) {
	case 0:
		delete(at, key)
	case 1: // another value that is usual there
		if values := slips[key]; values != nil {
			at[key] = values[r.IntN(len(values))]
		} else if s, ok := at[key].(string); ok && len(s) > 2 {
			at[key] = s[:len(s)-1]
		}
	case 2: // the key's opposite
		opposite := map[string]string{"ingress": "egress", "egress": "ingress", "from": "to", "to": "from", "podSelector": "namespaceSelector", "namespaceSelector": "podSelector", "kubernetes.io/metadata.name": "name", "app": "name"}
		if to, ok := opposite[key]; ok {
			at[to], at[key] = at[key], at[to]
			if at[key] == nil {
				delete(at, key)
			}
		}
	case 3: // a value from the same key elsewhere
		other := maps[r.IntN(len(maps))]
		if v, ok := other[key]; ok {
			at[key] = v
		}
	case 4:
		if _, ok := at[key].(map[string]any); ok {
			at[key] = map[string]any{}
		}
	case 5:
		if list, ok := at["policyTypes"].([]any); ok {
			at["policyTypes"] = append(slices.Clone(list), any("Egress"))
		}
	}
}

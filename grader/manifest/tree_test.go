package manifest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

func goYAML(text string) (any, error) {
	js, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	var v any
	return v, kjson.UnmarshalCaseSensitivePreserveInts(js, &v)
}

// checkTree compares the tree of a text with what go-yaml makes of it. Only mappings
// count: of other documents go-yaml skips what follows, and the server refuses them.
func checkTree(t *testing.T, text string) {
	t.Helper()
	want, err := goYAML(strings.TrimSuffix(valid(text), "\n") + "\n")
	tree := parseTree(text, 0, len(text), Limits{}.withDefaults(false))
	if _, ok := tree.root.value(); ok && tree.plain() && err != nil {
		t.Errorf("of %q: plain, but go-yaml says %v", text, err)
	}
	if _, isMap := want.(map[string]any); err != nil || !isMap {
		return
	}
	got, ok := tree.root.value()
	if ok && !reflect.DeepEqual(got, want) {
		t.Errorf("of %q\ngot  %#v\nwant %#v", text, got, want)
	}
}

func TestTreeReadsAsGoYAML(t *testing.T) {
	for _, r := range readTruth(t, "testdata/validation.jsonl") {
		for i, piece := range strings.Split(r.Input, "\n---") {
			if i > 0 {
				_, piece, _ = strings.Cut(piece, "\n")
			}
			if !strings.HasPrefix(piece, "\xff\xfe") {
				checkTree(t, piece)
			}
		}
	}
}

func FuzzTree(f *testing.F) {
	for _, r := range readTruth(f, "testdata/validation.jsonl") {
		f.Add(r.Input)
	}
	for _, s := range oddYAML {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10000 || strings.Contains(text, "\n---") || strings.HasPrefix(text, "---") {
			return
		}
		checkTree(t, text)
	})
}

func TestOddYAML(t *testing.T) {
	for _, s := range oddYAML {
		checkTree(t, s)
	}
}

// oddYAML are corners of the language.
var oddYAML = []string{
	"a: |\n  x\n   y\n\n  z\n\nb: 1", "a: >\n  x\n  y\n\n  z\n   more\n  w\n", "a: |+\n  x\n\n\nb: >-\n  q\n",
	"a: |2\n    x\n  y\n", "a:\n- |\n x\n- b", "- - a\n  - b\n-\n  - c\n- ", "a: 'it''s\n\n  ok'\nb: \"x\\\n   y\\u00e9 \\x41\"\n",
	"{a: [b, {c: d}, e: f], \"g\":1, h}", "[a,\n # no\n b]", "? a\n: b\n? - c\n", "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2",
	"a: &x\n- 1\nb: *x", "a: !!str 1\nb: !x 1\nc: ! 1", "a:\tb\n", "a: b\r\nc:\r\n- d\r\n", "\ufeffa: b\nc: d", "a: b # c\n#d\n",
	"a: b\n   c\n  d\ne: f", "a: 1:20\nb: 0x1F\nc: 0o17\nd: 017\ne: 08\nf: 1_000\ng: 1e3\nh: .5\ni: 2001-01-01\nj: 12e03\nk: 0b11\nl: -0b11",
	"on: y\nno: off\n~x: 1\n1: 2\n1.50: 3", "a: b\n...\nc: [", "%YAML 1.1\n", "&a b: c", "a: ::/0\nb: x:y\nc: {x:y}\nd: [::1, a]",
	"a:\n  - b\n  -\n    c: d\n", "a: b\u2028c", "a: 'b\u0085 c'", "\"a b\": c\n'd' : e", "a: -\nb: -1\nc: - x", "a: |\n\n\n  x", "a: |\n", "a: >+\n\n\n",
	"a: >\n\n  x\n  y\n\n", "a: \"\\ \\t\\\"\\N\\_\\L\"", "- a\n- b: c\n  d: e\n-   f: g\n    h: i", "a: #c\n  b", "a: b#c #d", "[[],{},[a]]", "a: [\n]\n",
	"a: &b\nc: d", "a: *b", "- !!map\n  a: b", "-\t- x", "a: {b: c,}", "{a, b}", "[a, , b]", "a: >2\n   b\n  c", "a:  b  \n", "\n\n  a: 1\n  b: 2\n",
}

// soup is a random text of the tokens that matter to YAML; about one in four is valid.
func soup(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return stir(r, everyday)
	}
	return stir(r, everything)
}

var everything = []string{"a", "b c", "- ", "-", "a: ", "b: ", ": ", ":", "\n", "\n  ", "\n    ", "\n ", "\n- ", "\n  - ", "\n  c: ", "\nd: ", "[", "]", "{", "}", ", ", ",",
	"'", "\"", "'x y'", "\"x\\ny\"", "|\n", ">\n", "|-\n", ">+\n", "|2\n", "#z", " #z", " ", "\t", "&x ", "*x", "!t ", "!!str ", "? ", "\r\n", "~", "yes", "1", "0x1", "1.0", "<<: ", "\n<<: *x\n", "...", "\u00e9", "\\", "é: "}

// everyday are the tokens of ordinary manifests, and of the slips in them.
var everyday = []string{"\n--- # v\n", "---\n", "\na: ", "\n  b: ", "\n    c: ", "\n  - ", "\n- ", "\n    - ", "\n  ", "\n", "d: ", "e: f", "g", "h i", "[x, y]", "{k: v}", "{}", "[]", "[{k: v}, {k: v}]",
	"\"q r\"", "'s'", " # t", "#u", ": ", ":", " ", "- ", "1", "yes", "~", ",", "]", "}", "-", "@", "\"m\": n", "[o: p]", "{q}", "0.5", "k8s.io/v: w", "::/0", "<<", "<<: ", "?", "*"}

func stir(r *rand.Rand, tokens []string) string {
	var b strings.Builder
	for n := 1 + r.IntN(14); n > 0; n-- {
		b.WriteString(tokens[r.IntN(len(tokens))])
	}
	return b.String()
}

func TestTreeOfSoup(t *testing.T) {
	n := 20000
	if s := os.Getenv("SOUP"); s != "" {
		fmt.Sscan(s, &n)
	}
	r := rand.New(rand.NewPCG(uint64(n), 2))
	for range n {
		if checkTree(t, soup(r)); t.Failed() {
			return
		}
	}
}

// slip makes a few small mistakes in a text.
func slip(r *rand.Rand, text string) string {
	for n := 1 + r.IntN(3); n > 0 && text != ""; n-- {
		i := r.IntN(len(text))
		switch c := string(" :-[]{}#'\"\n,ab1?*&!|>%@`"[r.IntN(24)]); r.IntN(5) {
		case 0:
			text = text[:i] + text[i+1:]
		case 1:
			text = text[:i] + c + text[i:]
		case 2:
			text = text[:i] + c + text[i+1:]
		case 3:
			i = strings.LastIndex(text[:i], "\n") + 1
			text = text[:i] + " " + text[i:]
		case 4:
			i = strings.LastIndex(text[:i], "\n") + 1
			text = text[:i] + text[nextLine(text, i):]
		}
	}
	return text
}

func TestTreeOfSlips(t *testing.T) {
	text, err := os.ReadFile("testdata/space1-space2.yaml")
	if err != nil {
		t.Fatal(err)
	}
	first, second, _ := strings.Cut(string(text), "---\n")
	n := 2000
	if s := os.Getenv("SOUP"); s != "" {
		fmt.Sscan(s, &n)
	}
	r := rand.New(rand.NewPCG(uint64(n), 7))
	for range n {
		checkTree(t, slip(r, first))
		checkPlaces(t, slip(r, second))
		if t.Failed() {
			return
		}
	}
}

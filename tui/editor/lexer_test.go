package editor

import (
	"strings"
	"testing"
)

var kindNames = map[kind]string{
	kindText: "text", kindKey: "key", kindString: "string", kindNumber: "number", kindBool: "bool",
	kindComment: "comment", kindAnchor: "anchor", kindMarker: "marker", kindPunct: "punct",
}

// pieces of the last line of text, as "kind(words) kind(words)".
func lexed(text string) string {
	var st lexState
	var words []string
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		var spans []span
		st = lexLine(line, st, &spans)
		if i < len(lines)-1 {
			continue
		}
		for _, s := range spans {
			words = append(words, kindNames[s.kind]+"("+line[s.from:s.to]+")")
		}
	}
	return strings.Join(words, " ")
}

func TestLexer(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"key and value", "kind: NetworkPolicy", "key(kind) punct(:) text(NetworkPolicy)"},
		{"key alone", "  spec:", "key(spec) punct(:)"},
		{"key with a path", "app.kubernetes.io/name: web", "key(app.kubernetes.io/name) punct(:) text(web)"},
		{"quoted key", `"a: b": 'c''d'`, `key("a: b") punct(:) string('c''d')`},
		{"escaped quote", `a: "b\"c" # d`, `key(a) punct(:) string("b\"c") comment(# d)`},
		{"open quote", `a: "b`, `key(a) punct(:) string("b)`},
		{"item with a key", "- to:", "punct(-) key(to) punct(:)"},
		{"item in an item", "- - a", "punct(-) punct(-) text(a)"},
		{"dash in a word", "a-b: -c", "key(a-b) punct(:) text(-c)"},
		{"number", "port: 80", "key(port) punct(:) number(80)"},
		{"negative and hexadecimal", "a: [-1, 0x1F, 1.5e3, +.5]", "key(a) punct(:) punct([) number(-1) punct(,) number(0x1F) punct(,) number(1.5e3) punct(,) number(+.5) punct(])"},
		{"no number", "a: 10.0.0.0/24", "key(a) punct(:) text(10.0.0.0/24)"},
		{"version is no number", "a: v1.2.3", "key(a) punct(:) text(v1.2.3)"},
		{"boolean", "a: true", "key(a) punct(:) bool(true)"},
		{"YAML 1.1 boolean", "a: No", "key(a) punct(:) bool(No)"},
		{"null", "a: ~", "key(a) punct(:) bool(~)"},
		{"comment", "  # all: of it", "comment(# all: of it)"},
		{"comment behind a value", "a: b # c", "key(a) punct(:) text(b) comment(# c)"},
		{"hash in a word", "a: b#c", "key(a) punct(:) text(b#c)"},
		{"colon in a word", "a: http://b:80", "key(a) punct(:) text(http://b:80)"},
		{"value with blanks", "a: b c  ", "key(a) punct(:) text(b c)"},
		{"anchor, alias, tag", "a: &b !!str *c", "key(a) punct(:) anchor(&b) anchor(!!str) anchor(*c)"},
		{"star alone", "a: *", "key(a) punct(:) text(*)"},
		{"document marker", "---", "marker(---)"},
		{"document marker with a comment", "--- # two", "marker(---) comment(# two)"},
		{"document end", "...", "marker(...)"},
		{"no marker", "---a", "text(---a)"},
		{"no marker when indented", "  ---", "text(---)"},
		{"directive", "%YAML 1.1", "marker(%YAML 1.1)"},
		{"flow mapping", "{a: b, c: 1}", "punct({) key(a) punct(:) text(b) punct(,) key(c) punct(:) number(1) punct(})"},
		{"flow as JSON", `{"a":1}`, `punct({) key("a") punct(:) number(1) punct(})`},
		{"flow in an item", "- {}", "punct(-) punct({) punct(})"},
		{"flow over lines", "a: [b,\nc: d]", "key(c) punct(:) text(d) punct(])"},
		{"no dashes in flow", "a: [\n- b]", "text(- b) punct(])"},
		{"flow is over", "a: [\n]\n- b", "punct(-) text(b)"},
		{"a bracket too many", "a: ]\n- b", "punct(-) text(b)"},
		{"block scalar header", "a: |-2 # why", "key(a) punct(:) punct(|-2) comment(# why)"},
		{"pipe in a word", "a: |b", "key(a) punct(:) text(|b)"},
		{"inside a block scalar", "a: |\n  b: c # d", "string(  b: c # d)"},
		{"blank line inside", "a: >\n  b\n\n  c: d", "string(  c: d)"},
		{"behind a block scalar", "a: |\n  b\nc: d", "key(c) punct(:) text(d)"},
		{"block scalar in an item", "- a: |\n    b: c", "string(    b: c)"},
		{"behind a block scalar in an item", "- a: |\n    b\n  c: d", "key(c) punct(:) text(d)"},
		{"block scalar of a dash", "- |\n b: c", "string( b: c)"},
		{"block scalar of a document", "--- |\nb: c", "string(b: c)"},
		{"empty", "", ""},
		{"question", "? a", "punct(?) text(a)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := lexed(c.text); got != c.want {
				t.Errorf("%q is\n%s, want\n%s", c.text, got, c.want)
			}
		})
	}
}

package plain

import (
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

// said is what somebody hears of a talk of some width.
func said(width int, say func(*talk)) string {
	var out strings.Builder
	say(newTalk(strings.NewReader(""), &out, Env{Width: width}))
	return out.String()
}

func TestMarkdown(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"soft breaks flow", "one\ntwo", "one two\n"},
		{"paragraphs stand apart", "one\n\n\ntwo", "one\n\ntwo\n"},
		{"a heading is a sentence", "## Why it works\n\nBecause.", "Why it works.\n\nBecause.\n"},
		{"a heading with an end", "# Who?", "Who?\n"},
		{"marks go", "**bold**, *slanted* and ***both***", "bold, slanted and both\n"},
		{"stars that mark nothing stay", "2 * 3 * 4", "2 * 3 * 4\n"},
		{"words between backquotes", "`np-a` and `bad address` and `*`", "np-a and \"bad address\" and *\n"},
		{"code within emphasis", "**`np-a`** is it", "np-a is it\n"},
		{"a link", "see [the page](https://x.example)", "see the page\n(https://x.example)\n"},
		{"a list hangs", "- one two three four five six\n- seven", "- one two three four five\n  six\n- seven\n"},
		{"numbers stay", "1. one\n   two\n2. three", "1. one two\n2. three\n"},
		{"a quotation", "> one\n> two\n\nthree", "one two\n\nthree\n"},
		{"code is not broken", "see\n\n```yaml\nkind: NetworkPolicy # as long as it is\n\n  a: b\n```\nend",
			"see\n\n  kind: NetworkPolicy # as long as it is\n  \n    a: b\n\nend\n"},
		{"code in a list", "- see\n  ```\n  a: b\n  ```", "- see\n\n  a: b\n"},
		{"code that never ends", "```\na: b", "  a: b\n"},
		{"a fence in a fence", "````\n```\n````", "  ```\n"},
		{"a table", "| from | to |\n|---|:-:|\n| a | `b \\| c` |", "- from: a; to: \"b | c\".\n"},
		{"a table whose first column has no name", "| | by name |\n|---|---|\n| x | works |\n\nend", "- x; by name: works.\n\nend\n"},
		{"a table before prose", "| a |\n|---|\n| b |\nprose", "- a: b.\n\nprose\n"},
		{"nothing", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := said(28, func(talk *talk) { talk.markdown(c.text) }); got != c.want {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestTheSentenceIsKeptForTheEnd(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"a heading of its own goes", "why\n\n## Remember\n\n> Mind.", "why\n"},
		{"and before another one", "## Remember\n\n> Mind.\n\n## More\n\nmore", "More.\n\nmore\n"},
		{"a heading with more below it stays", "## Remember\n\n> Mind.\n\nThis too.", "Remember.\n\nThis too.\n"},
		{"only the first quotation is it", "> one\n\nand\n\n> two", "and\n\ntwo\n"},
		{"none", "why", "why\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := said(80, func(talk *talk) { talk.blocks(withoutSentence(blocks(c.text))) }); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	cases := []struct {
		name, text string
		width      int
		want       []string
	}{
		{"at blanks", "one two three", 8, []string{"one two", "three"}},
		{"names stay whole", "the policy np-space1-out-of-here is", 12, []string{"the policy", "np-space1-out-of-here", "is"}},
		{"wide characters count double", "日本 語 x", 6, []string{"日本", "語 x"}},
		{"line breaks are blanks", "a\nb\tc", 80, []string{"a b c"}},
		{"nothing", " ", 80, []string{""}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := wrap(c.text, c.width); !slices.Equal(got, c.want) {
				t.Errorf("wrap = %q, want %q", got, c.want)
			}
		})
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{
		"policy stops it": "Policy stops it", "space1/np-a restricts": "space1/np-a restricts",
		"by address: it": "By address: it", "np-a is": "np-a is", "": "", "10.0.0.1 is": "10.0.0.1 is", "error: x": "Error: x",
	} {
		if got := capital(text); got != want {
			t.Errorf("capital(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPortOf(t *testing.T) {
	cases := []struct {
		text string
		want task.Port
		ok   bool
	}{
		{"80", task.Port{Protocol: corev1.ProtocolTCP, Number: 80}, true},
		{"53/UDP", task.Port{Protocol: corev1.ProtocolUDP, Number: 53}, true},
		{"udp 53", task.Port{Protocol: corev1.ProtocolUDP, Number: 53}, true},
		{" 7/sctp ", task.Port{Protocol: corev1.ProtocolSCTP, Number: 7}, true},
		{"0", task.Port{}, false},
		{"65536", task.Port{}, false},
		{"http", task.Port{}, false},
		{"UDP", task.Port{}, false},
	}
	for _, c := range cases {
		if got, ok := portOf(c.text); ok != c.ok || ok && got != c.want {
			t.Errorf("portOf(%q) = %v, %v, want %v, %v", c.text, got, ok, c.want, c.ok)
		}
	}
}

func TestChoiceOf(t *testing.T) {
	predict, symptom := []string{"allow", "deny"}, lessons.Stages()
	cases := []struct {
		kind    lessons.Kind
		choices []string
		line    string
		want    string
		ok      bool
	}{
		{lessons.Predict, predict, "Y", "allow", true},
		{lessons.Predict, predict, "no", "deny", true},
		{lessons.Predict, predict, "deny", "deny", true},
		{lessons.Predict, predict, "1", "", false},
		{lessons.Symptom, symptom, "4", "wrong-name", true},
		{lessons.Symptom, symptom, "Works", "works", true},
		{lessons.Symptom, symptom, "6", "", false},
		{lessons.Symptom, symptom, "0", "", false},
		{lessons.Symptom, symptom, "y", "", false},
	}
	for _, c := range cases {
		if got, ok := choiceOf(c.kind, c.choices, c.line); got != c.want || ok != c.ok {
			t.Errorf("choiceOf(%s, %q) = %q, %v, want %q, %v", c.kind, c.line, got, ok, c.want, c.ok)
		}
	}
}

func TestChanges(t *testing.T) {
	cases := []struct {
		name, before, after string
		want                []string
	}{
		{"a line added", "a\nb\n", "a\nx\nb\n", []string{"add line 2: x"}},
		{"a line replaced", "a\nb\nc\n", "a\nx\nc\n", []string{"remove line 2: b", "add line 2: x"}},
		{"two places", "a\nb\nc\nd\ne\n", "a\nc\nd\nx\ny\ne\n", []string{"remove line 2: b", "add line 4: x", "add line 5: y"}},
		{"at the end", "a\n", "a\n  b\n", []string{"add line 2:   b"}},
		{"a tab is heard", "\ta\n", "  a\n", []string{"remove line 1: <tab>a", "add line 1:   a"}},
		{"nothing", "a\n", "a\n", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := changes(c.before, c.after); !slices.Equal(got, c.want) {
				t.Errorf("changes = %q, want %q", got, c.want)
			}
		})
	}
}

func TestWayWords(t *testing.T) {
	w := diagnostic.Way{Hops: []diagnostic.Hop{
		{From: "a", To: "b", Open: true}, {From: "b", To: "c", Note: "ingress of x/y"}, {From: "c", To: "d", Open: true}}}
	if got, want := wayWords(w), "a to b, then to c: stopped there, ingress of x/y."; got != want {
		t.Errorf("wayWords = %q, want %q", got, want)
	}
}

func TestTyped(t *testing.T) {
	for line, want := range map[string]string{
		"plain\r\n":          "plain",
		"a\x1b[Db\x1bOC\n":   "ab",
		"a\x1b]0;b\n":        "a\ufffd]0;b",
		"\ta: \u202e\x00b\n": "\ta: \ufffd\ufffdb",
		"bad \xff utf8\n":    "bad \ufffd utf8",
		"over\rwritten\n":    "over\ufffdwritten",
	} {
		if got := typed(line); got != want {
			t.Errorf("typed(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	all := (&room{player: &player{}, lesson: &lessons.Lesson{Kind: lessons.Write}}).commands()
	for word, want := range map[string]string{
		"w": "w", "WRITE": "w", "sub": "s", "?": "help", "he": "help", "re": "", "res": "restart", "x": "", "undone": "", "pol": "policies",
	} {
		got := ""
		if c, ok := find(all, word); ok {
			got = c.names[0]
		}
		if got != want {
			t.Errorf("find(%q) = %q, want %q", word, got, want)
		}
	}
	seen := map[string]bool{}
	for _, c := range all {
		for _, n := range c.names {
			if seen[n] {
				t.Errorf("%s stands for two commands", n)
			}
			seen[n] = true
		}
	}
}

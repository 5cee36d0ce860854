package recall

import (
	"slices"
	"strings"
	"testing"

	"netpol-tutor/grader/diagnose"
)

func named(cards []Card) string {
	var all []string
	for _, c := range cards {
		all = append(all, c.Cause)
	}
	return strings.Join(all, " ")
}

func TestDue(t *testing.T) {
	card := func(cause string, due Day, missed int) Card {
		return Card{Cause: cause, Due: due, Last: due - 1, Missed: missed}
	}
	kept := card("label-typo", 90, 9)
	kept.Kept = true
	cases := []struct {
		name  string
		cards []Card
		want  string
	}{
		{"nothing", nil, ""},
		{"tomorrow", []Card{card("label-typo", 101, 1)}, ""},
		{"kept", []Card{kept}, ""},
		{"the oldest first", []Card{card("label-typo", 100, 1), card("dns-udp-only", 98, 1)}, "dns-udp-only label-typo"},
		{"then the most missed", []Card{card("label-typo", 100, 1), card("dns-udp-only", 100, 3)}, "dns-udp-only label-typo"},
		{"then the first met", []Card{card("label-typo", 100, 1), card("dns-udp-only", 100, 1)}, "label-typo dns-udp-only"},
		{"subjects mixed", []Card{
			card("dns-udp-only", 97, 1), card("dns-tcp-only", 98, 1), card("dns-wrong-port", 99, 1), card("label-typo", 100, 1), card("wrong-direction", 100, 1),
		}, "dns-udp-only label-typo dns-tcp-only wrong-direction dns-wrong-port"},
		{"one subject alone", []Card{card("dns-udp-only", 99, 1), card("dns-tcp-only", 98, 1)}, "dns-tcp-only dns-udp-only"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := named((Deck{Today: 100, Cards: c.cards}).Due()); got != c.want {
				t.Errorf("due are %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatComesNext(t *testing.T) {
	d := Deck{Today: 100, Cards: []Card{
		{Cause: "a", Due: 99, Last: 98, Lessons: []string{"one", "two"}},
		{Cause: "b", Due: 105, Last: 98, Lessons: []string{"one"}},
		{Cause: "c", Due: 103, Last: 98, Lessons: []string{"three"}},
		{Cause: "d", Due: 101, Last: 98, Lessons: []string{"four"}, Kept: true},
	}}
	if c, ok := d.Coming(); !ok || c.Cause != "c" {
		t.Errorf("coming is %+v", c)
	}
	for lesson, want := range map[string]string{"one": "a", "two": "a", "three": "c", "four": "", "five": ""} {
		if c, ok := d.MissedIn(lesson); ok != (want != "") || c.Cause != want {
			t.Errorf("of what was missed in %s, %q comes first, want %q", lesson, c.Cause, want)
		}
	}
}

func TestChapters(t *testing.T) {
	if diagnose.Chapter("dns-udp-only") != diagnose.Chapter("dns-tcp-only") || diagnose.Chapter("dns-udp-only") == diagnose.Chapter("label-typo") {
		t.Error("the causes of DNS are not a chapter")
	}
	for code, want := range map[string]bool{"dns-udp-only": true, "ping-as-proof": true, "refused": false, "allows-too-much": false, "no-such-code": false} {
		if got := slices.Contains(diagnose.Causes(), code); got != want {
			t.Errorf("%s is a cause: %v", code, got)
		}
	}
}

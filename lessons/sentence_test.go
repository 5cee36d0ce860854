package lessons

import "testing"

func TestTheSentenceAndTheReasons(t *testing.T) {
	cases := []struct{ name, debrief, sentence, reasons string }{
		{"none", "## Why\n\nBecause.\n", "", "## Why\n\nBecause.\n"},
		{"empty", "", "", ""},
		{"under a heading", "Because.\n\n## Remember\n\n> One *thing*,\n> and another.\n\n## One variation\n\nMore.\n",
			"One *thing*, and another.", "Because.\n\n\n## One variation\n\nMore.\n"},
		{"without a heading", "Because.\n\n> One.\n", "One.", "Because.\n\n"},
		{"at the start", "> One.\nBecause.\n", "One.", "Because.\n"},
		{"right below a heading", "# Remember\n> One.", "One.", ""},
		{"of two, the first", "> One.\n\n> Two.\n", "One.", "\n> Two.\n"},
	}
	for _, c := range cases {
		l := &Lesson{Debrief: c.debrief}
		if got := l.Sentence(); got != c.sentence {
			t.Errorf("%s: the sentence is %q, want %q", c.name, got, c.sentence)
		}
		if got := l.Reasons(); got != c.reasons {
			t.Errorf("%s: the reasons are %q, want %q", c.name, got, c.reasons)
		}
	}
}

package lessons

import (
	"fmt"

	"netpol-tutor/grader/render"
)

// unseen warns of characters that a learner would not see as they are written: what a
// terminal would obey is never shown to it.
func (v *verifier) unseen() {
	for _, t := range v.l.texts() {
		if r, line, found := firstUnseen(t.text); found {
			message := fmt.Sprintf("the character U+%04X is not shown as it is, since a terminal might obey it", r)
			if t.at != "" {
				v.atField(t.at, Warning, "Take it out.", "%s: %s", t.at, message)
			} else {
				v.atLine(t.file, line, Warning, "Take it out.", "%s", message)
			}
		}
	}
}

// shownText is a text that a learner reads: a file, or a value of lesson.yaml.
type shownText struct{ file, at, text string }

func (l *Lesson) texts() []shownText {
	all := []shownText{
		{"", "title", l.Title}, {"brief.md", "", l.Brief}, {"debrief.md", "", l.Debrief},
		{"start.yaml", "", l.Start}, {"solution.yaml", "", l.Solution}, {clusterFile, "", l.Cluster},
	}
	for i, hint := range l.Hints {
		all = append(all, shownText{"", fmt.Sprintf("hints[%d]", i), hint})
	}
	for i, o := range l.Options {
		all = append(all, shownText{o.File, "", o.Text}, shownText{"", fmt.Sprintf("options[%d].why", i), o.Why})
	}
	for i, q := range l.Questions {
		at := fmt.Sprintf("questions[%d]", i)
		all = append(all, shownText{"", at + ".command", q.Command}, shownText{"", at + ".output", q.Output}, shownText{"", at + ".why", q.Why})
	}
	return all
}

// firstUnseen is the first character that cleaning replaces, and its line.
func firstUnseen(text string) (r rune, line int, found bool) {
	if render.Clean(text) == text {
		return 0, 0, false
	}
	line = 1
	for _, r := range text {
		switch {
		case r == '\n':
			line++
		case r == '\r': // of a line end of Windows
		case render.Clean(string(r)) != string(r):
			return r, line, true
		}
	}
	return 0, 0, false
}

package home

import (
	"fmt"

	"netpol-tutor/lessons/progress"
)

// standing is what is known about a learner and a lesson; the zero value is a new lesson.
type standing struct {
	progress.Record
	draft bool
	back  string // when something that was missed in it comes back; "" if nothing does
}

// begun tells whether there is something to go on with.
func (s standing) begun() bool { return s.Tries > 0 || s.draft }

func (s standing) glyph() string {
	switch {
	case s.Passed():
		return "✓"
	case s.Skipped:
		return "–"
	case s.begun():
		return "…"
	}
	return " "
}

// words say where the learner stands; empty for a new lesson. In a narrow list the mark
// before the title says that it was passed.
func (s standing) words(narrow bool) string {
	switch {
	case s.Mastered():
		return "mastered"
	case s.Passed() && s.back != "" && narrow:
		return "again " + s.back
	case s.Passed() && s.back != "":
		return "passed, again " + s.back
	case s.Passed():
		return passedWords(s.Aid)
	case s.Skipped:
		return "skipped"
	case s.draft && s.Tries > 0:
		return "draft, " + tries(s.Tries)
	case s.draft:
		return "draft"
	case s.Tries > 0:
		return tries(s.Tries)
	}
	return ""
}

func passedWords(a progress.Aid) string {
	switch a {
	case progress.WithSolution:
		return "passed, shown"
	case progress.WithHints:
		return "passed, hints"
	}
	return "passed"
}

func tries(n int) string {
	if n == 1 {
		return "1 try"
	}
	return fmt.Sprintf("%d tries", n)
}

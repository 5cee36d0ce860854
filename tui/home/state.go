package home

import (
	"fmt"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
)

// glyph is the mark before a title.
func glyph(s recall.Standing) string {
	switch {
	case s.Passed():
		return "✓"
	case s.Skipped:
		return "–"
	case s.Begun():
		return "…"
	}
	return " "
}

// words say where the learner stands; empty for a new lesson. In a narrow list the mark
// before the title says that it was passed.
func words(s recall.Standing, narrow bool) string {
	switch {
	case s.Mastered():
		return "mastered"
	case s.Passed() && s.Back != "" && narrow:
		return "again " + s.Back
	case s.Passed() && s.Back != "":
		return "passed, again " + s.Back
	case s.Passed():
		return passedWords(s.Aid)
	case s.Skipped:
		return "skipped"
	case s.Draft && s.Tries > 0:
		return "draft, " + tries(s.Tries)
	case s.Draft:
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

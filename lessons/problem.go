package lessons

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is something that the author of a lesson should mend.
type Problem struct {
	Severity     Severity
	Lesson       string // its id, where it is known
	File         string // within the pack
	Line, Column int    // from 1; 0 where only the file is known
	Message      string // what is the matter
	Help         string // what to do about it, or ""
}

// Severity orders problems.
type Severity uint8

const (
	// Fault is a problem with which a lesson cannot be used, or teaches something wrong.
	Fault Severity = iota
	// Warning is a problem that a learner might stumble over.
	Warning
)

// String is the word used in reports: fault or warning.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "fault"
}

// Place is FILE:LINE:COLUMN, as far as it is known.
func (p Problem) Place() string {
	parts := []string{p.File}
	for _, n := range []int{p.Line, p.Column} {
		if n == 0 {
			break
		}
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, ":")
}

// String is the problem as one line.
func (p Problem) String() string {
	text := fmt.Sprintf("%s: %s: %s", p.Place(), p.Severity, p.Message)
	if p.Help != "" {
		text = strings.TrimRight(text, ".") + ". " + p.Help
	}
	return text
}

// Faults are the problems with which a lesson cannot be used.
func Faults(problems []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return p.Severity != Fault })
}

func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

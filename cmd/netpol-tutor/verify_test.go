package main

import (
	"testing"

	"netpol-tutor/lessons"
)

func TestVerdictOfVerify(t *testing.T) {
	fault, warning := lessons.Problem{}, lessons.Problem{Severity: lessons.Warning}
	for want, p := range map[string]proof{
		"50 lessons and 286 twins: every claim proved":          {50, 286, nil},
		"1 lesson: every claim proved":                          {1, 0, nil},
		"2 lessons and 1 twin: 1 fault, 1 warning":              {2, 1, []lessons.Problem{fault, warning}},
		"2 lessons and 3 twins: every claim proved, 2 warnings": {2, 3, []lessons.Problem{warning, warning}},
	} {
		if got := p.verdict(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

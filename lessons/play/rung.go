package play

import "netpol-tutor/grader/diagnostic"

// Rung is how much of a diagnostic is told: each one tells more than the last, so that
// the learner can stop and think where they like.
type Rung uint8

const (
	Sight  Rung = iota // what a tool would print
	Way                // which side, and which policy
	Line               // the line, and what is the matter with it
	Change             // a change that mends it
)

// Rungs are those that a diagnostic has, in order. What is only remarked is not a riddle:
// the line is shown at once.
func Rungs(d diagnostic.Diagnostic) []Rung {
	var rungs []Rung
	if s := d.Sight; s != nil && d.Severity == diagnostic.Error {
		if s.Output != "" {
			rungs = append(rungs, Sight)
		}
		if len(s.Ways) > 0 {
			rungs = append(rungs, Way)
		}
	}
	rungs = append(rungs, Line)
	if d.Fix != nil {
		rungs = append(rungs, Change)
	}
	return rungs
}

package render

import (
	"time"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/journey"
)

// Journey shows one connection: the verdict, the way it took step by step, why, and
// what the command prints.
func Journey(j journey.Journey, width int) []Line {
	word := Piece{Deny, "denied: "}
	if j.Allowed {
		word = Piece{Allow, "allowed: "}
	}
	lines := []Line{line(word, piece(Title, j.Connection.Text))}
	for i := range j.Steps {
		lines = append(lines, step(&j.Steps[i]))
	}
	if j.Reason != "" {
		lines = append(lines, wrapped(line(Piece{Plain, "  "}), Plain, j.Reason+".", width)...)
	}
	if j.Output != "" && !j.Allowed {
		lines = append(lines, seen(diagnostic.Sight{Output: j.Output, After: j.Delay.Round(time.Second)}, width)...)
	}
	return lines
}

func step(s *journey.Step) Line {
	row := line(piece(Plain, "  "+s.From), verdictArrow(s.OK), piece(Plain, s.Target()))
	if s.Note != "" {
		row = append(row, piece(Faint, "   "+s.Note))
	}
	return row
}

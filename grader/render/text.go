package render

import (
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// Report shows a whole report: the result, what the server refused, the causes with
// the first one in full, every check, and connections out of bounds.
func Report(r *grader.Report, width int) []Line {
	lines := []Line{headline(r)}
	lines = append(lines, refusals(r, width)...)
	lines = append(lines, diagnostics(r, width)...)
	lines = append(lines, checks(r)...)
	lines = append(lines, outside(r)...)
	return lines
}

func headline(r *grader.Report) Line {
	if r.Passed {
		return line(piece(Title, r.Lesson+": "), Piece{Allow, "passed"}, Piece{Plain, ", 100 %"})
	}
	return line(piece(Title, r.Lesson+": "), Piece{Deny, "not passed"}, Piece{Plain, fmt.Sprintf(", %d %%", r.Score)})
}

func refusals(r *grader.Report, width int) []Line {
	var lines []Line
	for _, f := range r.Read.Refusals {
		lines = append(lines, blank, line(Piece{Deny, "refused: "}, piece(Plain, where(f))))
		for _, text := range strings.Split(f.Message, "\n") {
			lines = append(lines, line(Piece{Plain, "  "}, piece(Code, text)))
		}
		if f.Help != "" && !helps(r.Diagnostics, f.Help) {
			lines = append(lines, wrapped(line(Piece{Plain, "  "}), Plain, f.Help, width)...)
		}
	}
	return lines
}

// helps tells whether a diagnostic says a sentence already.
func helps(all []diagnostic.Diagnostic, help string) bool {
	return slices.ContainsFunc(all, func(d diagnostic.Diagnostic) bool { return d.Help == help && d.Fix != nil })
}

func where(f manifest.Refusal) string {
	if !f.Span.Known() {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Span.Start.Line)
}

func diagnostics(r *grader.Report, width int) []Line {
	var lines []Line
	for _, d := range r.Diagnostics {
		if d.Code == "refused" && d.Fix == nil {
			continue // the refusal itself has said it
		}
		lines = append(lines, blank)
		if d.Severity == diagnostic.Remark {
			lines = append(lines, wrapped(line(Piece{Faint, "remark: "}), Plain, d.Message, width)...)
			continue
		}
		if d.Sight != nil && told(r.Read.Refusals, d.Sight.Output) {
			d.Sight = nil
		}
		lines = append(lines, Diagnostic(d, r.Submission.Files, width)...)
	}
	return lines
}

// told tells whether an output was shown already, as that of a refusal.
func told(refused []manifest.Refusal, output string) bool {
	return slices.ContainsFunc(refused, func(f manifest.Refusal) bool { return f.Message == output })
}

func checks(r *grader.Report) []Line {
	held := 0
	var rows []Line
	for _, c := range r.Judgement.Checks {
		if c.Passed {
			held++
		}
		rows = append(rows, append(line(Piece{Plain, "  "}), Check(c)...))
	}
	if len(rows) == 0 {
		return nil
	}
	head := line(Piece{Title, fmt.Sprintf("checks: %d of %d hold", held, len(rows))})
	return append([]Line{blank, head}, rows...)
}

// outside shows what no check speaks of: connections out of bounds, and objects.
func outside(r *grader.Report) []Line {
	var lines []Line
	b := r.Judgement.Bounds
	if !b.Hold() {
		lines = append(lines, blank, line(piece(Title, boundsHead(b.Missing, b.Surplus))))
	}
	for _, e := range r.Judgement.Unchecked() {
		lines = append(lines, append(line(Piece{Plain, "  "}), Counterexample(e)...))
	}
	if len(r.Judgement.Objects) > 0 {
		lines = append(lines, blank, line(Piece{Title, "objects"}))
	}
	for _, p := range r.Judgement.Objects {
		lines = append(lines, append(line(Piece{Plain, "  "}), Object(p)...))
	}
	return lines
}

func boundsHead(missing, surplus int) string {
	var parts []string
	if missing > 0 {
		parts = append(parts, count(missing, "pair that must connect and cannot", "pairs that must connect and cannot"))
	}
	if surplus > 0 {
		parts = append(parts, count(surplus, "pair that must not connect and can", "pairs that must not connect and can"))
	}
	return "over every connection: " + strings.Join(parts, ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

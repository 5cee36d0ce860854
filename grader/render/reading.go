package render

import (
	"strings"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/reading"
)

// Reading shows what a policy means, a sentence a paragraph.
func Reading(r reading.Reading, width int) []Line {
	lines := []Line{line(piece(Title, r.Policy))}
	for _, s := range r.Sentences {
		lines = append(lines, wrapped(line(Piece{Plain, "  "}), Plain, s.Text, width)...)
	}
	return lines
}

// Page shows the explanation of a code.
func Page(p diagnose.Page, width int) []Line {
	lines := wrapped(line(piece(Title, p.Code+": ")), Title, p.Title, width)
	for _, text := range []string{p.Say, p.Symptom, p.Why} {
		lines = append(lines, blank)
		lines = append(lines, wrapped(nil, Plain, text, width)...)
	}
	lines = append(lines, example("before", p.Before)...)
	return append(lines, example("after", p.After)...)
}

func example(head, text string) []Line {
	if text == "" {
		return nil
	}
	lines := []Line{blank, line(Piece{Title, head})}
	for _, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		lines = append(lines, line(Piece{Plain, "  "}, piece(Code, l)))
	}
	return lines
}

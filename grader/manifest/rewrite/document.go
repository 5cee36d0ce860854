package rewrite

import (
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// AddDocument answers the edit that adds a document at the end of a text, in the
// style of the document that like belongs to, which may be nil.
func AddDocument(text string, like *manifest.Node, v *Value) diagnostic.Edit {
	w := writer{text: text, style: styleOf(text, like), root: like}
	body := w.block(v, 0)
	if w.json {
		body = w.flow(v, 0)
	}
	var lead string
	if text != "" && !strings.HasSuffix(text, "\n") {
		lead = feed(w.newline)
	}
	if hasContent(lastPiece(text)) {
		lead += Separator(text)
	}
	return diagnostic.Edit{Start: len(text), End: len(text), Text: lead + body + w.newline}
}

// RemoveDocument answers the edit that deletes the document around n together with
// one of the separators beside it.
func RemoveDocument(text string, n *manifest.Node) diagnostic.Edit {
	start, end := 0, len(text)
	for at := 0; at < len(text); at = nextLine(text, at) {
		if !strings.HasPrefix(text[at:], "---") {
			continue
		}
		if at <= n.Start {
			start = at
		} else {
			end = at
			break
		}
	}
	if start == 0 && end < len(text) && !strings.HasPrefix(text, "---") {
		end = nextLine(text, end)
	}
	return diagnostic.Edit{Start: start, End: end}
}

func nextLine(text string, at int) int {
	i := strings.IndexByte(text[at:], '\n')
	if i < 0 {
		return len(text)
	}
	return at + i + 1
}

// lastPiece is what follows the last separator.
func lastPiece(text string) string {
	if i := strings.LastIndex("\n"+text, "\n---"); i >= 0 {
		return text[nextLine(text, i):]
	}
	return text
}

// hasContent tells whether a piece holds more than blanks and comments.
func hasContent(piece string) bool {
	lines, _ := linesOf(piece)
	for _, line := range lines {
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line != "" && line[0] != '#' {
			return true
		}
	}
	return false
}

// Piece is the part of a text between separators that a node lies in, without the
// separators. It may be read on its own.
func Piece(text string, n *manifest.Node) (start, end int) {
	end = len(text)
	for at := 0; at < len(text); at = nextLine(text, at) {
		if !strings.HasPrefix(text[at:], "---") {
			continue
		}
		if at > n.Start {
			return start, at
		}
		start = nextLine(text, at)
	}
	return start, end
}

package diagnostic

import (
	"fmt"
	"slices"
	"strings"
)

// Edit replaces the bytes [Start, End) of a file's text by Text.
type Edit struct {
	Start, End int
	Text       string
}

// Apply makes all edits at once; their offsets refer to the text before any of
// them. It fails if an edit lies outside the text or overlaps another. Insertions
// at one offset keep their order.
func Apply(text string, edits []Edit) (string, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return a.Start - b.Start })
	var out strings.Builder
	at := 0
	for _, e := range sorted {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			return "", fmt.Errorf("apply edit to bytes %d-%d of %d: outside the text or overlapping another edit", e.Start, e.End, len(text))
		}
		out.WriteString(text[at:e.Start])
		out.WriteString(e.Text)
		at = e.End
	}
	out.WriteString(text[at:])
	return out.String(), nil
}

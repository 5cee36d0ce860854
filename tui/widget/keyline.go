package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
)

// KeyLine says what the keys do, as many as fit whole into width cells.
func KeyLine(t *theme.Theme, bindings []key.Binding, width int) string {
	var b strings.Builder
	used := 0
	for _, binding := range bindings {
		if !binding.Enabled() {
			continue
		}
		h := binding.Help()
		gap := 3
		if used == 0 {
			gap = 0
		}
		need := gap + ansi.StringWidth(h.Key) + 1 + ansi.StringWidth(h.Desc)
		if used+need > width {
			break
		}
		b.WriteString(Spaces(gap) + t.Key.Render(h.Key) + " " + t.KeyDesc.Render(h.Desc))
		used += need
	}
	return b.String()
}

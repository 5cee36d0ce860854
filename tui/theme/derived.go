package theme

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/editor"
)

// Editor is the look of the editor.
func (t *Theme) Editor() editor.Styles {
	none := t.Style()
	s := editor.Styles{
		Text: none, Key: t.Code.Key, String: t.Code.Literal, Number: t.Code.Number, Bool: t.Code.Number,
		Comment: t.Code.Comment, Anchor: t.Code.Literal, Marker: t.Code.Mark, Punct: t.Code.Mark,
		Odd: t.Warn, LineNumber: t.Faint, CurrentNumber: t.Accent, Guide: t.Border,
		CurrentLine: none, Selection: t.Selected.Bold(false), Match: none.Underline(true),
		Cursor: t.Cursor,
		Error:  t.Deny, Warning: t.Warn, Remark: t.Faint,
		ErrorText: none.Underline(true), WarningText: none.Underline(true), RemarkText: none,
		Placeholder: t.Faint, Prompt: t.Accent, Notice: t.Warn,
	}
	if t.Options.Colours == Plain {
		s.Cursor = none
	}
	return s
}

// Line colours a line of a report by what its pieces mean.
func (t *Theme) Line(l render.Line) string {
	var b strings.Builder
	for _, p := range l {
		b.WriteString(t.role(p.Role).Render(p.Text))
	}
	return b.String()
}

// Lines is Line for several.
func (t *Theme) Lines(lines []render.Line) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = t.Line(l)
	}
	return out
}

func (t *Theme) role(r render.Role) lipgloss.Style {
	switch r {
	case render.Title:
		return t.Strong
	case render.Code:
		return t.Code.Plain
	case render.Faint:
		return t.Faint
	case render.Mark:
		return t.Warn
	case render.Allow:
		return t.Allow
	case render.Deny:
		return t.Deny
	case render.Added:
		return t.Added
	case render.Removed:
		return t.Removed
	}
	return t.Text
}

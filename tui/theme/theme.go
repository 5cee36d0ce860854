// Package theme owns how the tutor looks. A Palette names colours by meaning, the
// styles of every area are built from it, and Markdown and the editor derive theirs
// from the same palette. A Theme belongs to one session and never changes, so that
// several sessions with different terminals can share a process.
package theme

import (
	"io"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Colours says how much a terminal can show.
type Colours uint8

const (
	// Plain sends no escape sequence at all.
	Plain Colours = iota
	// Attributes uses bold, faint, underline and reverse, but no colour (NO_COLOR).
	Attributes
	// Basic uses the 16 colours of the terminal's own scheme.
	Basic
	// Indexed uses the 256 colours.
	Indexed
	// Full uses 24-bit colours.
	Full
)

func (c Colours) profile() termenv.Profile {
	switch c {
	case Attributes, Basic:
		return termenv.ANSI
	case Indexed:
		return termenv.ANSI256
	case Full:
		return termenv.TrueColor
	}
	return termenv.Ascii
}

// ColoursOf says in our words what a terminal can show; attributesOnly is for terminals
// whose owner wants no colour.
func ColoursOf(p termenv.Profile, attributesOnly bool) Colours {
	switch {
	case p == termenv.Ascii:
		return Plain
	case attributesOnly:
		return Attributes
	case p == termenv.ANSI:
		return Basic
	case p == termenv.ANSI256:
		return Indexed
	}
	return Full
}

// Options describe the terminal of a session.
type Options struct {
	Colours Colours
	Light   bool // the background is light
}

// Theme holds the styles of one session, by meaning and by area.
type Theme struct {
	Options Options
	Palette Palette

	Text, Faint, Strong, Accent lipgloss.Style
	Allow, Deny, Warn, Remark   lipgloss.Style
	Selected                    lipgloss.Style // the chosen line of a list that has the keys
	Chosen                      lipgloss.Style // the chosen line of a list that has not
	Border, BorderFocus         lipgloss.Style
	Tab, TabActive, TabFocus    lipgloss.Style
	Key, KeyDesc                lipgloss.Style
	Added, Removed              lipgloss.Style
	Cursor                      lipgloss.Style
	Code                        CodeStyles

	renderer *lipgloss.Renderer
}

// CodeStyles colour YAML, in the editor and in fences alike.
type CodeStyles struct {
	Plain, Key, Literal, Number, Comment, Mark lipgloss.Style
}

// New builds the theme of a session. It asks the terminal nothing.
func New(o Options) *Theme {
	r := lipgloss.NewRenderer(io.Discard, termenv.WithProfile(o.Colours.profile()), termenv.WithUnsafe())
	r.SetColorProfile(o.Colours.profile())
	r.SetHasDarkBackground(!o.Light)
	t := &Theme{Options: o, Palette: paletteFor(o), renderer: r}
	t.meanings()
	t.areas()
	if o.Colours <= Attributes {
		t.withoutColour()
	}
	return t
}

func paletteFor(o Options) Palette {
	switch {
	case o.Colours <= Attributes:
		return noPalette()
	case o.Light:
		return lightPalette()
	}
	return darkPalette()
}

// Style is an empty style of this session's terminal, for the few that no area names.
func (t *Theme) Style() lipgloss.Style { return t.renderer.NewStyle() }

func (t *Theme) fg(c lipgloss.TerminalColor) lipgloss.Style { return t.Style().Foreground(c) }

func (t *Theme) meanings() {
	p := t.Palette
	t.Text = t.fg(p.Text)
	t.Faint = t.fg(p.Faint)
	t.Strong = t.fg(p.Text).Bold(true)
	t.Accent = t.fg(p.Accent)
	t.Allow = t.fg(p.Allow)
	t.Deny = t.fg(p.Deny)
	t.Warn = t.fg(p.Warn)
	t.Remark = t.fg(p.Faint)
}

func (t *Theme) areas() {
	p := t.Palette
	t.Selected = t.fg(p.Text).Background(p.Select).Bold(true)
	t.Chosen = t.fg(p.Text).Bold(true)
	t.Border = t.fg(p.Border)
	t.BorderFocus = t.fg(p.Accent)
	t.Tab = t.fg(p.Faint)
	t.TabActive = t.fg(p.Text).Bold(true)
	t.TabFocus = t.fg(p.Accent).Bold(true)
	t.Key = t.fg(p.Accent)
	t.KeyDesc = t.fg(p.Faint)
	t.Added = t.fg(p.Allow)
	t.Removed = t.fg(p.Deny)
	t.Cursor = t.Style().Reverse(true)
	t.Code = CodeStyles{
		Plain:   t.fg(p.Text),
		Key:     t.fg(p.Accent),
		Literal: t.fg(p.Literal),
		Number:  t.fg(p.Number),
		Comment: t.fg(p.Faint).Italic(true),
		Mark:    t.fg(p.Faint),
	}
	if t.Options.Colours == Basic {
		t.Selected = t.Style().Reverse(true)
	}
}

// withoutColour lets attributes carry what colour carries elsewhere.
func (t *Theme) withoutColour() {
	t.Faint = t.Style().Faint(true)
	t.Remark, t.Tab, t.KeyDesc = t.Faint, t.Faint, t.Faint
	t.Accent = t.Style().Bold(true)
	t.Key, t.TabFocus, t.BorderFocus = t.Accent, t.Accent.Underline(true), t.Accent
	t.Border = t.Faint
	t.Deny = t.Style().Bold(true)
	t.Selected = t.Style().Reverse(true)
	t.Code = CodeStyles{Plain: t.Style(), Key: t.Style(), Literal: t.Style(), Number: t.Style(), Comment: t.Faint, Mark: t.Faint}
}

package theme

import (
	"fmt"

	"github.com/charmbracelet/glamour/ansi"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Profile is the colour profile of the session's terminal, for renderers that
// are not built on styles.
func (t *Theme) Profile() termenv.Profile { return t.Options.Colours.profile() }

// Markdown is the style of lesson texts: no margins, so that the pane decides where
// text stands, and no colour that belongs to a verdict.
func (t *Theme) Markdown() ansi.StyleConfig {
	p := t.Palette
	heading := ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Bold: yes(), Color: t.colour(p.Accent), BlockSuffix: "\n"}}
	return ansi.StyleConfig{
		Document:       ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: t.colour(p.Text)}, Margin: number(0)},
		BlockQuote:     ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: t.colour(p.Faint)}, Indent: number(1), IndentToken: text("│ ")},
		Heading:        heading,
		H1:             heading,
		H2:             heading,
		H3:             heading,
		List:           ansi.StyleList{LevelIndent: 2},
		Item:           ansi.StylePrimitive{BlockPrefix: "• "},
		Enumeration:    ansi.StylePrimitive{BlockPrefix: ". "},
		Task:           ansi.StyleTask{Ticked: "[x] ", Unticked: "[ ] "},
		Strong:         ansi.StylePrimitive{Bold: yes()},
		Emph:           t.emphasis(),
		HorizontalRule: ansi.StylePrimitive{Color: t.colour(p.Border), Format: "\n────────\n"},
		Link:           ansi.StylePrimitive{Underline: yes()},
		LinkText:       ansi.StylePrimitive{Bold: yes()},
		Code:           ansi.StyleBlock{StylePrimitive: t.inlineCode()},
		CodeBlock:      ansi.StyleCodeBlock{StyleBlock: ansi.StyleBlock{Margin: number(2)}},
		Table:          ansi.StyleTable{CenterSeparator: text("┼"), ColumnSeparator: text("│"), RowSeparator: text("─")},
	}
}

// inlineCode is marked by colour where there is one, otherwise by weight.
func (t *Theme) inlineCode() ansi.StylePrimitive {
	if t.Options.Colours <= Attributes {
		return ansi.StylePrimitive{Bold: yes()}
	}
	return ansi.StylePrimitive{Color: t.colour(t.Palette.Literal)}
}

func (t *Theme) emphasis() ansi.StylePrimitive {
	if t.Options.Colours == Plain {
		return ansi.StylePrimitive{}
	}
	return ansi.StylePrimitive{Italic: yes()}
}

// colour is a palette colour in the words glamour understands, nil for none.
func (t *Theme) colour(c lipgloss.TerminalColor) *string {
	shade, ok := c.(lipgloss.CompleteColor)
	if !ok {
		return nil
	}
	switch t.Options.Colours {
	case Full:
		return &shade.TrueColor
	case Indexed:
		return &shade.ANSI256
	case Basic:
		return &shade.ANSI
	}
	return nil
}

// Name tells apart themes that render differently, as a key for caches.
func (t *Theme) Name() string {
	return fmt.Sprintf("%d-%t", t.Options.Colours, t.Options.Light)
}

func yes() *bool            { v := true; return &v }
func number(n uint) *uint   { return &n }
func text(s string) *string { return &s }

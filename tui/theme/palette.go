package theme

import "github.com/charmbracelet/lipgloss"

// Palette gives every meaning its colour. Green and red belong to verdicts alone,
// so code and decoration stay away from them.
type Palette struct {
	Text    lipgloss.TerminalColor // what is read: the terminal's own foreground
	Faint   lipgloss.TerminalColor // what may be overlooked
	Border  lipgloss.TerminalColor // frames and rules
	Accent  lipgloss.TerminalColor // where the learner is
	Select  lipgloss.TerminalColor // background of the chosen line
	Allow   lipgloss.TerminalColor // policy lets it through; ok
	Deny    lipgloss.TerminalColor // policy stops it; not ok
	Warn    lipgloss.TerminalColor // worth a look
	Literal lipgloss.TerminalColor // strings in code
	Number  lipgloss.TerminalColor // numbers and booleans in code
}

// shade is one colour in the three forms that terminals know: 24 bits, 256 and 16 colours.
// An empty 16-colour form means that the terminal's own foreground serves best.
func shade(full, indexed, basic string) lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: full, ANSI256: indexed, ANSI: basic}
}

func darkPalette() Palette {
	return Palette{
		Text:    lipgloss.NoColor{},
		Faint:   shade("#949cb0", "247", "7"),
		Border:  shade("#454c5f", "239", "8"),
		Accent:  shade("#7cb3ff", "111", "14"),
		Select:  shade("#26324d", "236", "0"),
		Allow:   shade("#7fd18c", "114", "10"),
		Deny:    shade("#ff8f87", "210", "9"),
		Warn:    shade("#e8c170", "179", "11"),
		Literal: shade("#c5b3ff", "183", "13"),
		Number:  shade("#f0b98d", "216", "11"),
	}
}

// Of the 16 colours, yellow, cyan and all bright ones are hard to read on white.
func lightPalette() Palette {
	return Palette{
		Text:    lipgloss.NoColor{},
		Faint:   shade("#5c6370", "240", "8"),
		Border:  shade("#bcc2cd", "250", "7"),
		Accent:  shade("#1a56b8", "25", "4"),
		Select:  shade("#dde8fb", "189", "7"),
		Allow:   shade("#17692f", "22", "2"),
		Deny:    shade("#b3261e", "124", "1"),
		Warn:    shade("#7a5200", "58", "5"),
		Literal: shade("#6639b7", "55", "5"),
		Number:  shade("#8f3f00", "58", "5"),
	}
}

func noPalette() Palette {
	none := lipgloss.NoColor{}
	return Palette{none, none, none, none, none, none, none, none, none, none}
}

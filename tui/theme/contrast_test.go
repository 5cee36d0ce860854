package theme_test

import (
	"image/color"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/lucasb-eyer/go-colorful"

	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

// texts are the colours of what is read; borders may be overlooked.
func texts(p theme.Palette) map[string]lipgloss.CompleteColor {
	all := map[string]lipgloss.CompleteColor{}
	for name, c := range map[string]lipgloss.TerminalColor{
		"Faint": p.Faint, "Accent": p.Accent, "Allow": p.Allow, "Deny": p.Deny,
		"Warn": p.Warn, "Literal": p.Literal, "Number": p.Number,
	} {
		all[name] = c.(lipgloss.CompleteColor)
	}
	return all
}

func TestTextIsReadableOnItsBackground(t *testing.T) {
	grounds := map[bool][]lipgloss.CompleteColor{
		false: {{TrueColor: "#000000", ANSI256: "16"}, {TrueColor: "#1e1e2e", ANSI256: "234"}},
		true:  {{TrueColor: "#ffffff", ANSI256: "231"}, {TrueColor: "#fdf6e3", ANSI256: "230"}},
	}
	for _, light := range []bool{false, true} {
		p := theme.New(theme.Options{Colours: theme.Full, Light: light}).Palette
		for name, c := range texts(p) {
			for _, ground := range append(grounds[light], p.Select.(lipgloss.CompleteColor)) {
				readable(t, name, full(t, c), full(t, ground))
				readable(t, name, indexed(t, c), indexed(t, ground))
			}
		}
	}
}

func readable(t *testing.T, name string, text, ground color.Color) {
	t.Helper()
	if got := tuitest.Contrast(text, ground); got < tuitest.LeastContrast {
		t.Errorf("%s, %v on %v, has a contrast of %.1f, want %.1f", name, text, ground, got, tuitest.LeastContrast)
	}
}

func full(t *testing.T, c lipgloss.CompleteColor) color.Color {
	t.Helper()
	shade, err := colorful.Hex(c.TrueColor)
	if err != nil {
		t.Fatal(err)
	}
	return shade
}

func indexed(t *testing.T, c lipgloss.CompleteColor) color.Color {
	t.Helper()
	n, err := strconv.ParseUint(c.ANSI256, 10, 8)
	if err != nil {
		t.Fatal(err)
	}
	return ansi.IndexedColor(n)
}

// How the 16 colours look is the terminal's affair, but everywhere some of them are close
// to the background: the dark ones on black, and yellow, cyan and the bright ones on white.
func TestOfSixteenColoursThoseNearTheBackgroundAreLeftAlone(t *testing.T) {
	near := map[bool]string{false: "0 1 4 8", true: "3 6 7 9 10 11 12 13 14 15"}
	for light, avoided := range near {
		for name, c := range texts(theme.New(theme.Options{Colours: theme.Basic, Light: light}).Palette) {
			for _, one := range strings.Fields(avoided) {
				if c.ANSI == one {
					t.Errorf("light %t: %s has the colour %s", light, name, one)
				}
			}
		}
	}
}

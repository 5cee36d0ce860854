package tuitest

import (
	"testing"

	"netpol-tutor/tui/theme"
)

// Look is a terminal as a learner may have it.
type Look struct {
	Name    string
	Options theme.Options
}

// Looks are the terminals in which every frame is held: of 24 bits and of 16 colours, on
// a dark and on a light background, and one whose owner wants no colour.
func Looks() []Look {
	return []Look{
		{"dark", theme.Options{Colours: theme.Full}},
		{"light", theme.Options{Colours: theme.Full, Light: true}},
		{"16 on dark", theme.Options{Colours: theme.Basic}},
		{"16 on light", theme.Options{Colours: theme.Basic, Light: true}},
		{"no colour", theme.Options{Colours: theme.Attributes}},
	}
}

// looking is a test whose sessions have a look of their own; see Env.
type looking struct {
	testing.TB
	theme *theme.Theme
}

// In is t for sessions that look so.
func In(t testing.TB, o theme.Options) testing.TB {
	return looking{t, theme.New(o)}
}

// Theme is the look of t's sessions: plain text, unless In says otherwise.
func Theme(t testing.TB) *theme.Theme {
	if l, ok := t.(looking); ok {
		return l.theme
	}
	return theme.New(theme.Options{Colours: theme.Plain})
}

// leastColoured is the width from which frames are held in every look. Narrower ones
// show the same things, so their text is enough.
const leastColoured = 80

// Frame plays a scene in every look and compares what it shows with testdata/NAME.txt,
// which holds the text, and testdata/NAME.looks.txt, which says how each cell looks. The
// text must be the same everywhere, and readable on its background.
func Frame(t *testing.T, name string, width, height int, scene func(testing.TB) string) {
	t.Helper()
	plain := scene(t)
	Golden(t, name, plain, width, height)
	if width < leastColoured {
		return
	}
	want := textOf(cellsOf(plain))
	var sheet sheet
	for _, look := range Looks() {
		view := scene(In(t, look.Options))
		Exact(t, view, width, height)
		shown := cellsOf(view)
		if text := textOf(shown); text != want {
			t.Errorf("the text in the look %q is another than without any:\n%s", look.Name, difference(want, text))
			return
		}
		for _, fault := range illegible(look, shown) {
			t.Error(fault)
		}
		sheet.add(look.Name, shown)
	}
	compare(t, name+".looks", sheet.String())
}

package tuitest

import (
	"strings"
	"testing"
)

func TestASheetSaysHowEachCellLooks(t *testing.T) {
	var s sheet
	s.add("colours", cellsOf("a\x1b[1;38;2;124;179;255mb 日\x1b[0m \n\x1b[7m \x1b[0m \x1b[94;48;5;236mc\x1b[m"))
	s.add("none", cellsOf("ab 日 \n\x1b[7m \x1b[0m c"))
	want := `   colours             none
a  #7cb3ff bold
b  reverse             reverse
c  bright-blue on 236

| ab 日
:  a aa
|   c
: b c`
	if got := s.String(); got != want {
		t.Errorf("the sheet is\n%s\nwant\n%s", got, want)
	}
}

func TestFaintLettersAreFound(t *testing.T) {
	dark, light := Looks()[0], Looks()[1]
	cases := []struct {
		name, view string
		look       Look
		faults     int
	}{
		{"a border", "\x1b[38;2;69;76;95m╭──╮", dark, 0},
		{"letters like a border", "\x1b[38;2;69;76;95mab", dark, 1},
		{"the same on white", "\x1b[38;2;69;76;95mab", light, 0},
		{"the text of the terminal on a background like it", "\x1b[48;2;255;255;255mab", dark, 1},
		{"reversed, so that the background counts as text", "\x1b[7;38;2;255;255;255mab", light, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := illegible(c.look, cellsOf(c.view)); len(got) != c.faults {
				t.Errorf("the faults are %s", strings.Join(got, "; "))
			}
		})
	}
}

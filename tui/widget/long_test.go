package widget

import (
	"strings"
	"testing"

	"netpol-tutor/tui/keys"
)

func TestAStickyLineStaysInSight(t *testing.T) {
	var s Scroll
	s.SetLines([]string{"head", "1", "2", "3", "4", "5", "6", "7"})
	s.SetHeight(4)
	s.SetSticky("HEAD")
	seen := map[string]bool{}
	for range 5 {
		lines := s.Visible()
		if len(lines) != 4 {
			t.Fatalf("%d lines are visible: %q", len(lines), lines)
		}
		if !strings.EqualFold(lines[0], "head") {
			t.Errorf("the first line is %q", lines[0])
		}
		for _, l := range lines {
			seen[l] = true
		}
		s.Pages(1)
	}
	for _, l := range []string{"head", "HEAD", "1", "2", "3", "4", "5", "6", "7"} {
		if !seen[l] {
			t.Errorf("paging never shows %q", l)
		}
	}
}

func TestAMenuOfFewItemsCutsNoWords(t *testing.T) {
	long := "take it into the editor; ctrl+z takes that back"
	m := NewMenu(plain(), "Two texts", []Item{{Binding: keys.Bind("t", long, "t")}, {Binding: keys.Bind("m", "mine", "m")}})
	for _, width := range []int{60, 80, 120} {
		if view := m.SetSize(width, 20).View(); !strings.Contains(view, long) {
			t.Errorf("at width %d the words are cut:\n%s", width, view)
		}
	}
}

//go:build linux

package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestAMistakeOfOursLosesNothing breaks the whole program in its middle. The terminal is
// given back, what was typed is on the disk, and the learner is told where the report is.
func TestAMistakeOfOursLosesNothing(t *testing.T) {
	cases := []struct{ name, keys, draft string }{
		{"command", "# typed at last" + keyCtrlS, "# typed at last"},
		{"update", "# break now", "# break now"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := openProgram(t, fragileProgram, introduced(t), 80, 24, []string{"CRASH=" + c.name}, "space1-space2")
			w.shows("▸ space1-space2.yaml")
			w.press(c.keys)
			if c.name == "update" {
				w.until("the text is on the disk", func() bool { return w.draft() == c.draft })
				w.press("!")
			}
			w.exits(exitInternal, cookedModes(t))
			if !w.switched("\x1b[?1049l", "\x1b[?1049h") || !w.switched("\x1b[?25h", "\x1b[?25l") || !w.switched("\x1b[?2004l", "\x1b[?2004h") {
				t.Errorf("the screen, the cursor or pasting is not given back: %q", w.tail())
			}
			if text := w.draft(); !strings.HasPrefix(text, c.draft) {
				t.Errorf("the draft is %q", text)
			}
			reports, err := filepath.Glob(filepath.Join(w.state, "netpol-tutor", "crashes", "*"))
			if err != nil || len(reports) != 1 {
				t.Fatalf("the reports are %v, %v", reports, err)
			}
			if said := strings.Join(strings.Fields(w.shown()), ""); !strings.Contains(said, filepath.Base(reports[0])) || strings.Contains(w.wrote(), "goroutine ") {
				t.Errorf("the learner is told\n%s", w.shown())
			}
		})
	}
}

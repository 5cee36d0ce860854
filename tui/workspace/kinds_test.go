package workspace

import (
	"os"
	"strings"
	"testing"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// The kinds that are written or changed open each in its own way: an empty page or a
// skeleton is what most tests play; these are the others.
func TestFramesOfKinds(t *testing.T) {
	fill := []string{"type:UDP", "tab", "type:53"}
	cases := []struct {
		name, lesson string
		keys         []string
	}{
		{"complete", "kitchen-names", nil},
		{"complete-filled", "kitchen-names", fill},
		{"complete-refused", "kitchen-names", []string{"type:udp", "tab", "type:53", "tab", "type:TCP", "tab", "type:53", "ctrl+s", "enter"}},
		{"fix", "pantry-door", nil},
		{"fix-checks", "pantry-door", []string{"ctrl+s"}},
		{"fix-cause", "pantry-door", []string{"ctrl+s", "enter"}},
		{"debug", "locked-pantry", nil},
		{"debug-checks", "locked-pantry", []string{"ctrl+s"}},
		{"debug-cause", "locked-pantry", []string{"ctrl+s", "enter"}},
	}
	for _, c := range cases {
		for _, size := range tuitest.Sizes() {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					m, clock := openKind(t, c.lesson, size.Width, size.Height)
					return tuitest.Drive(t, clock, m, c.keys...).View()
				})
			})
		}
	}
}

func TestTabLeadsThroughTheHolesAndThenIndents(t *testing.T) {
	m, clock := openKind(t, "kitchen-names", 80, 23)
	tuitest.Drive(t, clock, m, "tab", "tab", "tab", "tab", "type:UDP") // round once: the first is filled
	tuitest.Drive(t, clock, m, "tab", "type:53", "tab", "type:TCP", "tab", "type:53", "tab", "type:# full")
	want := "  - ports:\n    - {protocol: UDP, port: 53}\n    - {protocol: TCP, port: 53  # full}\n"
	if !strings.HasSuffix(m.editor.Text(), want) {
		t.Errorf("the text ends\n%s\nwant\n%s", m.editor.Text(), want)
	}
}

func openKind(t testing.TB, lesson string, width, height int) (*Model, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	if _, ok := env.Catalogue.Find(lesson); !ok {
		env, clock = tuitest.EnvOf(t, os.DirFS("testdata/pack"))
	}
	m := New(env, tuitest.Lesson(t, env, lesson))
	tuitest.Start(t, clock, m, width, height)
	tuitest.Drive(t, clock, m, "wait:60ms")
	return m, clock
}

// A learner of each written kind gets from the open lesson to the debrief by keys alone.
func TestEachWrittenKindIsPassedByKeys(t *testing.T) {
	cases := []struct {
		lesson string
		keys   []string
	}{
		{"kitchen-names", []string{"type:UDP", "tab", "type:53", "tab", "type:TCP", "tab", "type:53"}},
		{"pantry-door", []string{"ctrl+s", "enter", "enter", "enter", "enter", "a"}},
		{"locked-pantry", []string{"ctrl+s", "enter", "enter", "enter", "enter", "a"}},
	}
	for _, c := range cases {
		t.Run(c.lesson, func(t *testing.T) {
			m, clock := openKind(t, c.lesson, 80, 23)
			tuitest.Drive(t, clock, m, c.keys...)
			tuitest.Drive(t, clock, m, "ctrl+s")
			if _, ok := m.Ask().(screen.Show); !ok {
				t.Fatalf("a right answer leads nowhere:\n%s", m.View())
			}
		})
	}
}

func TestAFileWithHolesIsNotSubmitted(t *testing.T) {
	m, clock := openKind(t, "kitchen-names", 80, 23)
	tuitest.Drive(t, clock, m, "type:UDP", "ctrl+s")
	if want := "line 16 still has a hole to fill"; m.graded.report != nil || !strings.Contains(m.Note(), want) {
		t.Errorf("ctrl+s says %q, want %q and no report", m.Note(), want)
	}
	tuitest.Drive(t, clock, m, "tab", "type:53", "tab", "type:TCP", "tab", "type:54", "ctrl+s")
	if m.graded.report == nil {
		t.Errorf("a file without holes is not graded: %s", m.Note())
	}
}

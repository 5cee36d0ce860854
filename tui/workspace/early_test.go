package workspace

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/tuitest"
)

func TestWhatIsTypedBeforeTheLessonIsOpenIsKept(t *testing.T) {
	env, clock := tuitest.Env(t)
	m := New(env, tuitest.Lesson(t, env, "two-rooms"))
	m.SetSize(80, 24)
	for _, r := range "#early" {
		m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	tuitest.Start(t, clock, m, 80, 24)
	tuitest.Drive(t, clock, m, "wait:60ms", "type: late")
	if got := m.editor.Text(); !strings.HasPrefix(got, "#early late") {
		t.Errorf("the text begins with %.20q", got)
	}
}

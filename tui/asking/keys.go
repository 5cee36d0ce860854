package asking

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
)

// LeaveKey leads back to the lessons. It is there in every phase.
func (s *Sitting) LeaveKey() keys.Bound {
	return keys.On(keys.Bind("esc", "leave", "esc", "q", "ctrl+q"), s.leave)
}

// HelpKey opens the page of all keys.
func (s *Sitting) HelpKey() keys.Bound { return keys.On(keys.Bind("?", "all keys", "?"), s.help) }

// DocsKey opens the reference of the fields.
func (s *Sitting) DocsKey() keys.Bound {
	return keys.On(keys.Bind("/", "docs", "/", "f1"), s.docs)
}

// HintKey asks for a hint while there is nothing against it.
func (s *Sitting) HintKey(against string) keys.Bound {
	return keys.Unless(keys.Bind("h", "hint", "h"), s.hint, against)
}

// Hintless is why the lesson cannot give a hint in any phase; empty if it can.
func (s *Sitting) Hintless() string {
	if len(s.Lesson.Hints) == 0 {
		return "this lesson has none"
	}
	return ""
}

// HintKey asks for a hint while there is something to answer.
func (r *Round) HintKey() keys.Bound {
	return r.Sitting.HintKey(cmp.Or(r.Hintless(), r.AgainstAnswer()))
}

// AgainstAnswer is why the question in view takes no answer; empty if it does.
func (r *Round) AgainstAnswer() string {
	if r.Phase != PhaseAsking {
		return "this one is answered"
	}
	return ""
}

// OnwardKey goes on once the question in view is answered.
func (r *Round) OnwardKey(onward func() tea.Cmd) keys.Bound {
	against := ""
	if r.Unanswered() {
		against = r.words.First
	}
	return keys.Unless(keys.Bind("enter", r.onwardWords(), "enter"), onward, against)
}

// TurnKey goes through what there is to read.
func TurnKey(turn func() tea.Cmd) keys.Bound {
	return keys.On(keys.Bind("tab", "read on", "tab"), turn)
}

// Pane is what can be scrolled.
type Pane interface {
	By(lines int)
	Pages(n int)
}

// ScrollKeys move a pane by lines and by pages.
func ScrollKeys(p Pane) []keys.Bound {
	by := func(move func(int), n int) func() tea.Cmd {
		return func() tea.Cmd {
			move(n)
			return nil
		}
	}
	return []keys.Bound{
		keys.On(keys.Bind("↑", "a line up", "up", "k"), by(p.By, -1)),
		keys.On(keys.Bind("↓", "a line down", "down", "j"), by(p.By, 1)),
		keys.On(keys.Bind("pgup", "a page up", "pgup"), by(p.Pages, -1)),
		keys.On(keys.Bind("pgdn", "a page down", "pgdown", " "), by(p.Pages, 1)),
	}
}

// Press does what a key means here, or remarks why it does nothing.
func (s *Sitting) Press(k tea.KeyMsg, all []keys.Bound) tea.Cmd {
	s.Remark = ""
	cmd, refusal := keys.Press(k, all)
	if refusal != "" {
		s.Remark = refusal
	}
	return cmd
}

package screen

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/theme"
)

// Env is what a session gives to its screens. It is read-only after the start.
type Env struct {
	Catalogue *lessons.Catalogue
	Store     progress.Store   // nil means one that forgets
	Theme     *theme.Theme     // nil means attributes only
	Now       func() time.Time // the clock; nil means the machine's
	After     After            // nil means tea.Tick
	Edit      Edit             // nil means that the learner has no editor of their own
	Limits    Limits
	Lesson    string // the lesson to begin with; empty means home
	Drill     bool   // begin with what is due

	// Recalls is the cause that the lesson of a screen is played to recall. The root gives it
	// to that screen alone; empty means that the lesson is played for itself.
	Recalls string
}

// Recall is what brings back what was missed. It reads the store, so screens ask it in a
// command.
func (e Env) Recall() recall.Desk {
	return recall.Desk{Catalogue: e.Catalogue, Store: e.Store, Now: e.Now}
}

// After makes a command that answers msg once d has passed.
type After func(d time.Duration, msg tea.Msg) tea.Cmd

// Edit makes a command that hands the terminal over to the learner's own editor, with a
// file, and answers done once that has ended.
type Edit func(path string, done func(error) tea.Msg) tea.Cmd

// Limits bound what a session may do; the zero value is right for somebody's own machine.
type Limits struct {
	Remote bool // the session is served over a network: nothing of the serving machine may be reached
}

// WithDefaults fills in what was left open.
func (e Env) WithDefaults() Env {
	if e.Theme == nil {
		e.Theme = theme.New(theme.Options{Colours: theme.Attributes})
	}
	if e.Now == nil {
		e.Now = time.Now
	}
	if e.After == nil {
		e.After = tick
	}
	if e.Store == nil {
		e.Store = progress.Memory(e.Now)
	}
	return e
}

func tick(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// Notice is what a store has to say once about itself, such as a disk that cannot be
// written. It may read files, so screens ask in a command.
func Notice(s progress.Store) string {
	if n, ok := s.(interface{ Notice() string }); ok {
		return n.Notice()
	}
	return ""
}

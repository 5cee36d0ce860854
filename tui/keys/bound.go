package keys

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Bound is a binding with what it does; one without keys does nothing, and Run may be nil.
type Bound struct {
	key.Binding
	Run func() tea.Cmd
}

// On is a binding that works.
func On(b key.Binding, run func() tea.Cmd) Bound { return Bound{b, run} }

// Unless is a binding that is off while there is a reason against it; an empty one is none.
func Unless(b key.Binding, run func() tea.Cmd, against string) Bound {
	return Bound{When(b, against == "", against), run}
}

// Bindings are the bindings alone, in the same order.
func Bindings(bounds ...Bound) []key.Binding {
	all := make([]key.Binding, len(bounds))
	for i, b := range bounds {
		all[i] = b.Binding
	}
	return all
}

// Press does what a key means. A key of a binding that is off does nothing and is answered
// with the refusal; one that means nothing, with nothing.
func Press(k tea.KeyMsg, bounds []Bound) (cmd tea.Cmd, refusal string) {
	for _, b := range bounds {
		if key.Matches(k, b.Binding) {
			return b.Run(), ""
		}
	}
	return nil, Refusal(k, Bindings(bounds...)...)
}

package picture

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
)

// Keys are the keys of the pane in its present mode. They leave esc, tab, e and ? to
// the parent.
func (m *Model) Keys() []keys.Bound {
	switch m.mode {
	case modeFlip:
		return append(m.flipKeys(), m.lensKeys()...)
	case modeParts:
		return append(m.partKeys(), m.lensKeys()...)
	}
	none := m.against()
	return append([]keys.Bound{
		keys.Unless(keys.Bind("←", "to the column on the left", "left"), m.left, none),
		keys.Unless(keys.Bind("→", "to the column on the right", "right"), m.right, none),
		keys.Unless(keys.Bind("↑", "to the row above", "up"), m.up, none),
		keys.Unless(keys.Bind("↓", "to the row below", "down"), m.down, none),
		keys.Unless(keys.Bind("]", "next port", "]", "p"), m.nextPort, m.againstPort()),
		keys.Unless(keys.Bind("[", "previous port", "["), m.previousPort, m.againstPort()),
		keys.Unless(keys.Bind("enter", "go to the line", "enter", "g"), m.toRule, m.againstRule()),
		keys.Unless(keys.Bind("n", "next that is not as wanted", "n"), m.nextWrong, m.againstWrong()),
		keys.Unless(keys.Bind("z", m.foldWords(), "z"), m.toggleFold, m.againstFold()),
	}, m.lensKeys()...)
}

func (m *Model) lensKeys() []keys.Bound {
	flip, parts := "what would flip it", "what depends on each line"
	if m.mode == modeFlip {
		flip = "back to the table"
	}
	if m.mode == modeParts {
		parts = "back to the table"
	}
	return []keys.Bound{
		keys.Unless(keys.Bind("f", flip, "f"), m.toggleFlip, m.againstFlip()),
		keys.Unless(keys.Bind("x", parts, "x"), m.toggleParts, m.againstParts()),
	}
}

func (m *Model) flipKeys() []keys.Bound {
	return []keys.Bound{
		keys.Unless(keys.Bind("↑", "a line up", "up"), m.flipUp, m.againstScroll()),
		keys.Unless(keys.Bind("↓", "a line down", "down"), m.flipDown, m.againstScroll()),
	}
}

func (m *Model) partKeys() []keys.Bound {
	none := m.againstList()
	return []keys.Bound{
		keys.Unless(keys.Bind("↑", "the part above", "up"), m.partUp, none),
		keys.Unless(keys.Bind("↓", "the part below", "down"), m.partDown, none),
		keys.Unless(keys.Bind("enter", "go to the line", "enter", "g"), m.toPart, none),
		keys.Unless(keys.Bind("n", "next on which nothing depends", "n"), m.nextIdle, m.againstIdle()),
	}
}

// typed does what a key does here. Keys that are nobody's do nothing.
func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	cmd, _ := keys.Press(k, m.Keys())
	return cmd
}

// ShortHelp are the keys but for the arrows, which everybody tries anyway.
func (m *Model) ShortHelp() []key.Binding {
	var short []key.Binding
	for _, b := range m.bindings() {
		switch b.Help().Key {
		case "←", "→", "↑", "↓", "[":
		default:
			short = append(short, b)
		}
	}
	return short
}

// FullHelp are all keys.
func (m *Model) FullHelp() [][]key.Binding { return [][]key.Binding{m.bindings()} }

func (m *Model) bindings() []key.Binding { return keys.Bindings(m.Keys()...) }

func (m *Model) against() string {
	if m.shown == nil || len(m.shown.Ends) == 0 {
		return "there is no picture yet"
	}
	return ""
}

func (m *Model) againstPort() string {
	if len(m.choices) < 2 {
		return "no other port tells more"
	}
	return m.against()
}

func (m *Model) againstRule() string {
	switch {
	case m.against() != "":
		return m.against()
	case !m.reason().Span().Known():
		return "no line of your text decides it"
	case m.lens.Stale:
		return "the text has changed since; submit again"
	}
	return ""
}

func (m *Model) againstWrong() string {
	if why := m.against(); why != "" {
		return why
	}
	if m.wrongCells() == 0 {
		return "all of this port is as the task wants"
	}
	return ""
}

func (m *Model) foldWords() string {
	if m.apart {
		return "fold pods that behave alike"
	}
	return "show every pod"
}

func (m *Model) againstFold() string {
	if why := m.against(); why != "" {
		return why
	}
	if !m.apart && len(m.shown.Ends) == len(m.whole.Ends) {
		return "no two pods behave alike"
	}
	return ""
}

func (m *Model) againstLens() string {
	switch {
	case m.against() != "":
		return m.against()
	case !m.lens.Open:
		return "this opens once you have passed"
	case m.lens.Refused:
		return "the server would refuse this text"
	}
	return ""
}

func (m *Model) againstFlip() string {
	if why := m.againstLens(); why != "" {
		return why
	}
	if m.cell().None {
		return "there is no connection to flip"
	}
	return ""
}

func (m *Model) againstParts() string { return m.againstLens() }

func (m *Model) againstScroll() string {
	if m.flip.Fits() {
		return "all of it is in sight"
	}
	return ""
}

func (m *Model) againstList() string {
	if len(m.parts) == 0 {
		return "the text holds no policy"
	}
	return ""
}

func (m *Model) againstIdle() string {
	for _, p := range m.parts {
		if p.Idle() {
			return ""
		}
	}
	return "something depends on every line"
}

package docs

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
)

// on and when bind what needs no command.
func on(b key.Binding, run func()) keys.Bound { return when(b, run, "") }

func when(b key.Binding, run func(), against string) keys.Bound {
	return keys.Unless(b, func() tea.Cmd { run(); return nil }, against)
}

// Searching tells whether printable keys are the words of a search.
func (m *Model) Searching() bool { return m.mode == modeSearch }

// Keys are the keys of the pane in its present mode. They leave tab, e and ? to the
// parent, and esc unless something is searched for.
func (m *Model) Keys() []keys.Bound {
	own := m.pageKeys()
	if m.Searching() {
		own = m.searchKeys()
	}
	return append(own,
		on(keys.Bind("↑", "up", "up"), m.up),
		on(keys.Bind("↓", "down", "down"), m.down),
	)
}

// Paging are the keys that nobody needs to be reminded of.
func (m *Model) Paging() []keys.Bound {
	return []keys.Bound{
		on(keys.Bind("pgup", "a page up", "pgup"), m.pageUp),
		on(keys.Bind("pgdn", "a page down", "pgdown"), m.pageDown),
		on(keys.Bind("home", "to the top", "home"), m.top),
		on(keys.Bind("end", "to the end", "end"), m.bottom),
	}
}

func (m *Model) pageKeys() []keys.Bound {
	return []keys.Bound{
		on(keys.Bind("/", "search", "/"), m.search),
		when(keys.Bind("enter", "open", "enter", "right"), m.openLink, m.againstOpen()),
		when(keys.Bind("backspace", "the page above", "backspace", "left"), m.back, m.againstBack()),
	}
}

func (m *Model) searchKeys() []keys.Bound {
	return []keys.Bound{
		when(keys.Bind("enter", "open", "enter"), m.openLink, m.againstOpen()),
		on(keys.Bind("backspace", "take a letter back", "backspace"), m.erase),
		on(keys.Bind("esc", "back to the page", "esc"), m.stop),
	}
}

func (m *Model) againstOpen() string {
	switch {
	case len(m.links) > 0:
		return ""
	case m.Searching():
		return "nothing found"
	}
	return "no page stands below this one"
}

func (m *Model) againstBack() string {
	if m.page.Parent == nil {
		return "this is the first page"
	}
	return ""
}

// Type takes a key that is none of Keys: a letter of a search.
func (m *Model) Type(k tea.KeyMsg) {
	if m.Searching() && (k.Type == tea.KeyRunes || k.Type == tea.KeySpace) {
		m.extend(k)
	}
}

// bounds are the keys of the page: those of the pane, and one that closes it.
func (p *Page) bounds() []keys.Bound {
	own := append(p.pane.Keys(), p.pane.Paging()...)
	if p.pane.Searching() {
		return own
	}
	return slices.Insert(own, 3, on(keys.Bind("esc", "close", "esc", "q", "ctrl+q"), p.close)) // behind those of the page
}

// ShortHelp is the line at the bottom.
func (p *Page) ShortHelp() []key.Binding { return keys.Bindings(p.bounds()...) }

// FullHelp is the same: there are no more.
func (p *Page) FullHelp() [][]key.Binding { return [][]key.Binding{p.ShortHelp()} }

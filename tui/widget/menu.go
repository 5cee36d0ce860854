package widget

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
)

// Item is one line of a menu: a binding that closes it and hands Then to the screen below.
// A binding that is off is shown with its reason.
type Item struct {
	Binding key.Binding
	Then    tea.Msg
}

// Menu is an overlay of letters above the status line. Every key is an item's; there
// is no cursor to move, so that the arrow keys are free to be items as well.
type Menu struct {
	screen.Desk
	theme         *theme.Theme
	title         string
	items         []Item
	keys          menuKeys
	note          string
	width, height int
}

// NewMenu makes a menu.
func NewMenu(t *theme.Theme, title string, items []Item) *Menu {
	return &Menu{theme: t, title: title, items: items, keys: newMenuKeys()}
}

// Place puts the menu next to the line of keys.
func (m *Menu) Place() screen.Place { return screen.Bottom }

// Init does nothing.
func (m *Menu) Init() tea.Cmd { return nil }

// SetSize tells how much room there is.
func (m *Menu) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	return m
}

// Update takes a letter. A letter nobody advertised closes nothing and does nothing.
func (m *Menu) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return m, nil
	}
	m.note = ""
	for _, item := range m.items {
		if keys.Hits(k, item.Binding) {
			m.choose(item)
			return m, nil
		}
	}
	if key.Matches(k, m.keys.Close) {
		m.Want(screen.Close{})
	}
	return m, nil
}

func (m *Menu) choose(item Item) {
	if !item.Binding.Enabled() {
		m.note = item.Binding.Help().Desc
		return
	}
	m.Want(screen.Close{Then: item.Then})
}

// View is the framed list of letters. It stands in two columns where there is room for
// them, or no room for one.
func (m *Menu) View() string {
	return Join(Box(m.theme, m.title, m.rows(), m.width))
}

const (
	menuColumn = 36
	menuKey    = 7 // cells of a letter and the blanks beside it
)

func (m *Menu) rows() []string {
	column := min(menuColumn, (m.width-4)/2)
	if len(m.items) <= m.height-2 && (column < menuColumn || m.wide()) {
		return m.column(m.items, m.width-4)
	}
	half := (len(m.items) + 1) / 2
	left, right := m.column(m.items[:half], column), m.column(m.items[half:], column)
	return Beside(left, Page(right, column, half))
}

// wide tells whether an item is longer than a column of two.
func (m *Menu) wide() bool {
	return slices.ContainsFunc(m.items, func(i Item) bool {
		return i.Binding.Enabled() && menuKey+ansi.StringWidth(i.Binding.Help().Desc) > menuColumn
	})
}

func (m *Menu) column(items []Item, width int) []string {
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = Fit(m.cell(item, width), width)
	}
	return lines
}

// cell is one item; the reason why one is off goes where it does not fit, and comes
// when its letter is pressed.
func (m *Menu) cell(item Item, width int) string {
	h := item.Binding.Help()
	name := FitRight(h.Key, menuKey-2) + "  "
	if item.Binding.Enabled() {
		return m.theme.Key.Render(name) + m.theme.Text.Render(h.Desc)
	}
	does, why := keys.Why(item.Binding)
	if full := does + " (" + why + ")"; ansi.StringWidth(name+full) <= width {
		does = full
	}
	return m.theme.Faint.Render(name + does)
}

// Note says why the last letter did nothing.
func (m *Menu) Note() string { return m.note }

// ShortHelp says how to use the menu.
func (m *Menu) ShortHelp() []key.Binding {
	return []key.Binding{m.keys.Close}
}

// FullHelp lists the letters.
func (m *Menu) FullHelp() [][]key.Binding {
	all := make([]key.Binding, len(m.items))
	for i, item := range m.items {
		all[i] = item.Binding
	}
	return [][]key.Binding{all, {m.keys.Close}}
}

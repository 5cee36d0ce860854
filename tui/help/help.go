// Package help is the page of all keys that work on the screen below it. It is made
// from that screen's own key map, so that it cannot advertise what is not there.
package help

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// Page is the overlay.
type Page struct {
	screen.Desk
	theme  *theme.Theme
	groups [][]key.Binding
	keys   keyMap
	scroll widget.Scroll
	width  int
	height int
}

// New lists the bindings of a screen, group by group.
func New(t *theme.Theme, groups [][]key.Binding) *Page {
	return &Page{theme: t, groups: groups, keys: newKeyMap()}
}

// Init does nothing.
func (p *Page) Init() tea.Cmd { return nil }

// SetSize lays the groups out in two columns where there is room.
func (p *Page) SetSize(width, height int) screen.Screen {
	p.width, p.height = width, height
	p.scroll.SetLines(p.lines())
	p.scroll.SetHeight(min(len(p.lines()), max(1, height-4)))
	return p
}

// Update scrolls or closes.
func (p *Page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return p, nil
	}
	switch {
	case key.Matches(k, p.keys.Close):
		p.Want(screen.Close{})
	case key.Matches(k, p.keys.Up):
		p.scroll.By(-1)
	case key.Matches(k, p.keys.Down):
		p.scroll.By(1)
	case key.Matches(k, p.keys.PageUp):
		p.scroll.Pages(-1)
	case key.Matches(k, p.keys.PageDown):
		p.scroll.Pages(1)
	}
	return p, nil
}

// View is the framed list.
func (p *Page) View() string {
	title := "Keys that work here"
	if mark := p.scroll.Mark(); mark != "" {
		title += "  " + mark
	}
	return widget.Join(widget.Box(p.theme, title, p.scroll.Visible(), p.width))
}

func (p *Page) lines() []string {
	blocks := make([][]string, 0, len(p.groups))
	for _, g := range p.groups {
		if rows := p.rows(g); len(rows) > 0 {
			blocks = append(blocks, rows)
		}
	}
	return p.layout(blocks)
}

// rows describes a group; bindings that are off come with their reason.
func (p *Page) rows(group []key.Binding) []string {
	var rows []string
	for _, b := range group {
		h := b.Help()
		if h.Key == "" {
			continue
		}
		name := widget.FitRight(h.Key, p.keyWidth())
		if b.Enabled() {
			rows = append(rows, p.theme.Key.Render(name)+"  "+p.theme.Text.Render(h.Desc))
			continue
		}
		does, why := keys.Why(b)
		if why != "" {
			does += " (" + why + ")"
		}
		rows = append(rows, p.theme.Faint.Render(name+"  "+does))
	}
	return rows
}

// keyWidth is the room that the longest name of a key needs.
func (p *Page) keyWidth() int {
	widest := 9
	for _, b := range keys.Flat(p.groups) {
		widest = max(widest, ansi.StringWidth(b.Help().Key))
	}
	return widest
}

func (p *Page) layout(blocks [][]string) []string {
	widest := 0
	for _, b := range blocks {
		for _, r := range b {
			widest = max(widest, ansi.StringWidth(r))
		}
	}
	if 2*widest+8 > p.width {
		return stack(blocks)
	}
	left, right := split(blocks)
	return pair(stack(left), stack(right), widest+3)
}

// split shares the blocks so that both columns are about equally high.
func split(blocks [][]string) (left, right [][]string) {
	total := len(stack(blocks))
	for i, b := range blocks {
		if len(stack(left))+len(b)/2 >= total/2 && i > 0 {
			return left, blocks[i:]
		}
		left = append(left, b)
	}
	return left, nil
}

func stack(blocks [][]string) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, b...)
	}
	return lines
}

func pair(left, right []string, width int) []string {
	rows := max(len(left), len(right))
	return widget.Beside(widget.Page(left, width, rows), widget.Page(right, width, rows))
}

// ShortHelp says how to leave.
func (p *Page) ShortHelp() []key.Binding {
	return []key.Binding{p.keys.Close, p.keys.Up, p.keys.Down}
}

// FullHelp lists this page's own keys.
func (p *Page) FullHelp() [][]key.Binding {
	return [][]key.Binding{{p.keys.Close, p.keys.Up, p.keys.Down, p.keys.PageUp, p.keys.PageDown}}
}

package docs

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// Page is the pane as an overlay, for screens on which nothing is written.
type Page struct {
	screen.Desk
	theme         *theme.Theme
	pane          *Model
	width, height int
}

// NewPage begins at the first page of the reference.
func NewPage(t *theme.Theme) *Page { return &Page{theme: t, pane: New(t)} }

// Init does nothing.
func (p *Page) Init() tea.Cmd { return nil }

// widest is how long lines may be, in cells: longer ones are hard to read.
const widest = 90

// SetSize fits the pane into a frame.
func (p *Page) SetSize(width, height int) screen.Screen {
	p.width, p.height = min(width, widest), height
	p.pane.SetSize(p.width-4, max(1, height-2))
	return p
}

// Update takes keys: those of the pane, and one that closes.
func (p *Page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return p, nil
	}
	bounds := p.bounds()
	if !key.Matches(k, keys.Bindings(bounds...)...) {
		p.pane.Type(k)
		return p, nil
	}
	cmd, _ := keys.Press(k, bounds)
	return p, cmd
}

// View is the framed pane.
func (p *Page) View() string {
	return widget.Join(widget.Column(p.theme, p.width, widget.Section{
		Tabs: []string{"Docs"}, Right: p.pane.Mark(), Lines: widget.Indent(p.pane.Lines(), 1), Height: max(1, p.height-2), Focus: true,
	}))
}

func (p *Page) close() { p.Want(screen.Close{}) }

package editor

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"netpol-tutor/grader/diagnostic"
)

// Styles says how things look. Only colours and attributes are used: no margins, no
// widths. The zero value draws plain text with a reversed cursor.
type Styles struct {
	Text, Key, String, Number, Bool  lipgloss.Style
	Comment, Anchor, Marker, Punct   lipgloss.Style
	Odd                              lipgloss.Style // tabs and other characters that are not seen
	LineNumber, CurrentNumber, Guide lipgloss.Style
	CurrentLine                      lipgloss.Style // laid under the text of the cursor's line
	Selection, Match                 lipgloss.Style
	Cursor                           lipgloss.Style // reverse where it says nothing
	Error, Warning, Remark           lipgloss.Style // marks and labels
	ErrorText, WarningText           lipgloss.Style // laid over highlighted text
	RemarkText                       lipgloss.Style
	Placeholder, Prompt, Notice      lipgloss.Style
}

// look is how a cell is drawn: a style for what it is and more laid over it.
type look struct {
	base  uint8 // a kind, or one of the further bases
	over  diagnostic.Severity
	layer uint8
}

// Bases beyond the kinds.
const (
	baseLineNumber = uint8(kinds) + iota
	baseCurrentNumber
	baseError
	baseWarning
	baseRemark
	basePlaceholder
	basePrompt
	baseNotice
	bases
)

// Layers, in the order in which they are laid.
const (
	layerCurrent uint8 = 1 << iota
	layerMatch
	layerSelected
	layerCursor
)

const resetSequence = "\x1b[0m"

// reverse is the cursor of a theme that does not say how its cursor looks: seen even
// where there are no colours.
const reverse = "\x1b[7m"

// underline tells the cursor from a selection that is reversed, too.
const underline = "\x1b[4m"

// paint holds what switches each style on, because rendering through a style costs more
// than all the rest, and the rows that were drawn lately.
type paint struct {
	base    [bases]string
	over    [diagnostic.Remark + 1]string
	layers  map[uint8]string
	newest  map[row]string
	retired map[row]string
	scratch []cell // of the row that was drawn last, to be used again
}

func newPaint(s Styles) *paint {
	p := &paint{layers: map[uint8]string{}, newest: map[row]string{}}
	for k, style := range map[uint8]lipgloss.Style{
		uint8(kindText): s.Text, uint8(kindKey): s.Key, uint8(kindString): s.String, uint8(kindNumber): s.Number,
		uint8(kindBool): s.Bool, uint8(kindComment): s.Comment, uint8(kindAnchor): s.Anchor, uint8(kindMarker): s.Marker,
		uint8(kindPunct): s.Punct, uint8(kindOdd): s.Odd, uint8(kindGuide): s.Guide,
		baseLineNumber: s.LineNumber, baseCurrentNumber: s.CurrentNumber,
		baseError: s.Error, baseWarning: s.Warning, baseRemark: s.Remark,
		basePlaceholder: s.Placeholder, basePrompt: s.Prompt, baseNotice: s.Notice,
	} {
		p.base[k] = opening(style)
	}
	p.over[diagnostic.Error] = opening(s.ErrorText)
	p.over[diagnostic.Warning] = opening(s.WarningText)
	p.over[diagnostic.Remark] = opening(s.RemarkText)
	p.layers[layerCurrent], p.layers[layerMatch], p.layers[layerSelected] = opening(s.CurrentLine), opening(s.Match), opening(s.Selection)
	p.layers[layerCursor] = opening(s.Cursor)
	if p.layers[layerCursor] == "" {
		p.layers[layerCursor] = reverse
	}
	return p
}

// opening is the sequence that switches a style on.
func opening(s lipgloss.Style) string {
	before, _, _ := strings.Cut(s.Inline(true).Render("x"), "x")
	return before
}

// on is what switches a look on. The cursor goes without what is laid under it: reversed
// text under a reversed cursor would hide it.
func (p *paint) on(b *strings.Builder, l look) {
	b.WriteString(p.base[l.base])
	if l.layer&layerCursor != 0 {
		b.WriteString(p.layers[layerCursor])
		if l.layer&layerSelected != 0 {
			b.WriteString(underline)
		}
		return
	}
	b.WriteString(p.over[l.over])
	for layer := layerCurrent; layer < layerCursor; layer <<= 1 {
		if l.layer&layer != 0 {
			b.WriteString(p.layers[layer])
		}
	}
}

// maxRows bounds the rows that are kept.
const maxRows = 1024

// drawn is the row as it was drawn before, if it was.
func (p *paint) drawn(r row) (string, bool) {
	if text, ok := p.newest[r]; ok {
		return text, true
	}
	text, ok := p.retired[r]
	if ok {
		p.newest[r] = text
	}
	return text, ok
}

func (p *paint) keep(r row, text string) {
	if len(p.newest) >= maxRows {
		p.newest, p.retired = make(map[row]string, maxRows), p.newest
	}
	p.newest[r] = text
}

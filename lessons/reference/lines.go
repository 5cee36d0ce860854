package reference

import (
	"strings"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/render"
)

// Head is a page up to the list of those below it, in lines of at most width cells.
func (p *Page) Head(width int) []render.Line {
	lines := append(p.heading(width), gap)
	lines = append(lines, prose(p.Says, 0, width)...)
	if p.LeftOut != "" || p.Empty != "" {
		lines = append(lines, gap)
		lines = append(lines, labelled("left out", p.LeftOut, width)...)
		lines = append(lines, labelled("empty", p.Empty, width)...)
	}
	lines = append(lines, p.example()...)
	if trap, ok := diagnose.Explain(p.Trap); ok {
		lines = append(lines, gap)
		lines = append(lines, labelled("trap", p.Trap+": "+trap.Title, width)...)
	}
	return lines
}

// Below is the list of the pages below a page, some lines for each.
func (p *Page) Below(width int) [][]render.Line {
	all := make([][]render.Line, len(p.Pages))
	for i, child := range p.Pages {
		all[i] = append(typed(child.Name, child.Type, width), prose(child.Gist(), 2, width)...)
	}
	return all
}

// Tail is what the API says.
func (p *Page) Tail(width int) []render.Line {
	if p.API == "" {
		return nil
	}
	return append([]render.Line{gap, title("the API says")}, faint(prose(p.API, 2, width))...)
}

// Lines is a page as a whole.
func (p *Page) Lines(width int) []render.Line {
	lines := p.Head(width)
	if len(p.Pages) > 0 {
		lines = append(lines, gap, title(p.BelowTitle()))
		for _, child := range p.Below(width - 2) {
			for _, l := range child {
				lines = append(lines, append(render.Line{{Text: "  "}}, l...))
			}
		}
	}
	return append(lines, p.Tail(width)...)
}

// BelowTitle heads the list of the pages below.
func (p *Page) BelowTitle() string {
	if p.Path == "patterns" {
		return "patterns"
	}
	return "fields"
}

// Contents lists every page below the first one, indented by depth.
func Contents(width int) []render.Line {
	var lines []render.Line
	for p := range Root().All() {
		if p.Parent == nil {
			continue
		}
		if p.Path == "patterns" {
			lines = append(lines, gap)
		}
		by := strings.Repeat("  ", p.Depth()-1)
		for _, l := range typed(p.Name, p.Type, width-len(by)) {
			lines = append(lines, append(render.Line{{Text: by}}, l...))
		}
		if p.Parent.Path == "patterns" {
			lines = append(lines, prose(p.Gist(), len(by)+2, width)...)
		}
	}
	return lines
}

// Results lists what was found, a few lines each.
func Results(found []*Page, width int) [][]render.Line {
	all := make([][]render.Line, len(found))
	for i, p := range found {
		all[i] = append(p.heading(width), prose(p.Gist(), 2, width)...)
	}
	return all
}

var gap = render.Line(nil)

func title(text string) render.Line { return render.Line{{Role: render.Title, Text: text}} }

// heading is the path and the type.
func (p *Page) heading(width int) []render.Line { return typed(p.Title(), p.Type, width) }

// typed is a name with its type, on more than one line where it is too long for one:
// broken behind a dot.
func typed(name, of string, width int) []render.Line {
	lines := []render.Line{title("")}
	for part := range strings.SplitAfterSeq(name, ".") {
		last := len(lines) - 1
		if lines[last].Width() > 2 && lines[last].Width()+len(part) > width {
			lines = append(lines, title("  "))
			last++
		}
		lines[last][0].Text += part
	}
	if of == "" {
		return lines
	}
	last := len(lines) - 1
	piece := render.Piece{Role: render.Faint, Text: "  <" + of + ">"}
	if lines[last].Width()+len(piece.Text) > width {
		return append(lines, render.Line{piece})
	}
	lines[last] = append(lines[last], piece)
	return lines
}

func (p *Page) example() []render.Line {
	lines := []render.Line{gap}
	for l := range strings.SplitSeq(p.Example, "\n") {
		lines = append(lines, render.Line{{Text: "  "}, {Role: render.Code, Text: l}})
	}
	if p.Example == "" {
		return nil
	}
	return lines
}

func prose(text string, indent, width int) []render.Line {
	var lines []render.Line
	for _, l := range render.Wrap(render.Clean(text), width-indent) {
		lines = append(lines, render.Line{{Text: strings.Repeat(" ", indent)}, {Text: l}})
	}
	return lines
}

func faint(lines []render.Line) []render.Line {
	for _, l := range lines {
		for i := range l {
			l[i].Role = render.Faint
		}
	}
	return lines
}

// labelWidth is the cells of a label and the blanks behind it.
const labelWidth = 10

func labelled(label, text string, width int) []render.Line {
	if text == "" {
		return nil
	}
	lines := prose(text, labelWidth, width)
	lines[0][0] = render.Piece{Role: render.Title, Text: label + strings.Repeat(" ", labelWidth-len(label))}
	return lines
}

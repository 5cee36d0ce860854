package tuitest

import (
	"fmt"
	"image/color"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/cellbuf"
	"github.com/lucasb-eyer/go-colorful"

	"netpol-tutor/tui/theme"
)

// LeastContrast is the ratio that WCAG 2.2, success criterion 1.4.3, asks of text.
const LeastContrast = 4.5

// Contrast is the ratio of two colours that WCAG 2 defines, from 1 to 21.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	shade, _ := colorful.MakeColor(c)
	r, g, b := shade.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func hexOf(c color.Color) string {
	shade, _ := colorful.MakeColor(c)
	return shade.Hex()
}

// The colours of terminals that say nothing about theirs.
var (
	darkGround, darkText   = color.Gray{0x00}, color.Gray{0xc0}
	lightGround, lightText = color.Gray{0xff}, color.Gray{0x33}
)

// illegible tells of letters and digits that stand out too little from their background,
// once for each style. Of 16 colours only the terminal's owner knows how they look.
func illegible(look Look, rows [][]cell) (faults []string) {
	if look.Options.Colours < theme.Indexed {
		return nil
	}
	told := map[cellbuf.Style]bool{}
	for y, row := range rows {
		for _, c := range row {
			front, back := painted(c.style, look.Options.Light)
			if ratio := Contrast(front, back); isText(c.text) && ratio < LeastContrast && !told[c.style] {
				told[c.style] = true
				faults = append(faults, fmt.Sprintf("line %d: %q in the look %q has a contrast of %.1f, want %.1f: %s",
					y+1, c.text, look.Name, ratio, LeastContrast, styleWords(c.style)))
			}
		}
	}
	return faults
}

func isText(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return false
}

// painted are the two colours of a cell.
func painted(s cellbuf.Style, light bool) (front, back ansi.Color) {
	front, back = darkText, darkGround
	if light {
		front, back = lightText, lightGround
	}
	if s.Fg != nil {
		front = s.Fg
	}
	if s.Bg != nil {
		back = s.Bg
	}
	if s.Attrs&cellbuf.ReverseAttr != 0 {
		front, back = back, front
	}
	return front, back
}

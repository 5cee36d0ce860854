package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
)

// canClear tells whether the screen may be cleared before each result.
func (a *app) canClear() bool {
	return isTerminal(a.screen) && a.getenv("TERM") != "dumb" && a.getenv("TERM") != ""
}

// clearScreen empties the screen and goes to its first cell; what was there stays in the
// history of the terminal.
const clearScreen = "\x1b[H\x1b[2J"

// draw shows the last result: on a screen in its place, else below the one before.
func (w *watch) draw() error {
	width, height := w.room()
	lines := w.lines(width)
	foot := w.foot(width)
	if w.keys != noKeys {
		foot = append(foot, w.keyLine())
	}
	begin, end := "", "\n"
	if w.screen {
		begin, end = clearScreen, ""
		foot = broken(foot, width)
		lines = w.cut(broken(lines, width), height-len(foot))
	}
	_, err := fmt.Fprint(w.stdout, begin+strings.Join(append(lines, foot...), "\n")+end)
	return err
}

// room is the size of the screen in cells.
func (w *watch) room() (width, height int) {
	width, height = textWidth, 0
	if c, ok := w.detect(); ok && c.Width > 0 {
		width, height = min(c.Width, textWidth), c.Height
	}
	return width, height
}

// lines are the lesson, the file and the result.
func (w *watch) lines(width int) []string {
	lesson := w.attempt.Lesson()
	head := []string{lesson.Title, w.arg}
	if w.report != nil {
		head = append(head, fmt.Sprintf("try %d", w.attempt.Result().Tries), w.at.Format(time.TimeOnly))
	}
	lines := []string{render.CleanLine(strings.Join(head, " · ")), ""}
	if w.report == nil {
		return append(lines, render.Wrap(render.CleanLine(w.state), width)...)
	}
	for _, l := range render.Report(w.report, width) {
		lines = append(lines, l.String())
	}
	return lines
}

// broken breaks what is too long for the screen, so that lines can be counted.
func broken(lines []string, width int) []string {
	var all []string
	for _, l := range lines {
		indent := l[:len(l)-len(strings.TrimLeft(l, " "))] + "    "
		for ansi.StringWidth(l) > width {
			part := ansi.Truncate(l, width, "")
			if blank := strings.LastIndexByte(part, ' '); blank > len(indent) {
				part = part[:blank]
			}
			all = append(all, part)
			l = indent + strings.TrimLeft(l[len(part):], " ")
		}
		all = append(all, l)
	}
	return all
}

// cut makes the result fit above the foot, unless all of it is wanted.
func (w *watch) cut(lines []string, room int) []string {
	if w.whole || len(lines) <= room {
		return lines
	}
	room = max(room, 2)
	rest := len(lines) - room + 1
	return append(lines[:room-1:room-1], fmt.Sprintf("… %d more lines", rest))
}

// foot is what was asked for, below the result.
func (w *watch) foot(width int) []string {
	lines := []string{""}
	for _, note := range w.notes {
		first, code, _ := strings.Cut(note, "\n")
		lines = append(lines, render.Wrap(render.CleanLine(first), width)...)
		if code != "" {
			lines = append(lines, strings.Split(render.Clean(code), "\n")...)
		}
		lines = append(lines, "")
	}
	return lines
}

func (w *watch) keyLine() string {
	if w.asking {
		return "y show it   n go on without"
	}
	words := "h hint   s our answer   q leave"
	if w.screen && w.report != nil {
		words = "h hint   s our answer   m " + map[bool]string{false: "more", true: "less"}[w.whole] + "   q leave"
	}
	if w.keys == lineKeys {
		words += "   (and Enter)"
	}
	return words
}

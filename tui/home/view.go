package home

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/widget"
)

// aboutHeight is the number of lines for the chosen lesson, facts included.
const aboutHeight = 9

// tracksWidth leaves the lessons most of a narrow window.
func (m *Model) tracksWidth() int {
	switch {
	case m.width < 76:
		return 22
	case m.width < 100:
		return 27
	}
	return 34
}

// View is the page.
func (m *Model) View() string {
	body := m.height - 3
	lines := []string{m.head(), widget.Rule(m.env.Theme, m.width)}
	lines = append(lines, widget.Beside(
		widget.Page(m.tracksColumn(body), m.tracksWidth(), body),
		widget.Page(m.lessonsColumn(m.width-m.tracksWidth(), body), m.width-m.tracksWidth(), body),
	)...)
	return widget.Join(append(lines, widget.Rule(m.env.Theme, m.width)))
}

func (m *Model) head() string {
	done := 0
	for _, l := range m.path {
		if m.stands[l.ID].Passed() {
			done++
		}
	}
	right := m.env.Theme.Faint.Render(fmt.Sprintf("%d of %d done", done, len(m.path)))
	if m.due > 0 {
		right += m.env.Theme.Faint.Render(" · ") + m.env.Theme.Accent.Render(fmt.Sprintf("%d due today", m.due))
	}
	right += " "
	return widget.Ends(" "+m.env.Theme.Strong.Render("netpol-tutor"), right, m.width)
}

func (m *Model) tracksColumn(height int) []string {
	t := m.env.Theme
	lines := []string{"  " + t.Faint.Render("Tracks"), ""}
	from, to := widget.Window(len(m.tracks), m.track, height-len(lines))
	for i := from; i < to; i++ {
		lines = append(lines, m.trackRow(i))
	}
	return lines
}

func (m *Model) trackRow(i int) string {
	t := m.env.Theme
	track := m.tracks[i]
	done, all := m.doneIn(track), len(m.kept(track.Lessons))
	count := fmt.Sprintf("%d/%d", done, all)
	switch {
	case all == 0:
		count = ""
	case done == all:
		count += " ✓"
	default:
		count += "  "
	}
	chosen := i == m.track && m.phase != phaseSearching
	width := m.tracksWidth() - 5
	row := mark(chosen) + widget.Ends(render.CleanLine(track.Title), " "+count, width) + " "
	switch {
	case chosen && m.phase == phaseTracks:
		row = t.Selected.Render(row)
	case chosen:
		row = t.Chosen.Render(row)
	case m.phase == phaseSearching:
		row = t.Faint.Render(row)
	}
	return " " + row
}

func mark(chosen bool) string {
	if chosen {
		return "▸ "
	}
	return "  "
}

func (m *Model) doneIn(t lessons.Track) int {
	done := 0
	for _, l := range m.kept(t.Lessons) {
		if m.stands[l.ID].Passed() {
			done++
		}
	}
	return done
}

func (m *Model) lessonsColumn(width, height int) []string {
	lines := []string{m.listHead(width), widget.Rule(m.env.Theme, width-1)}
	rows := max(1, height-len(lines)-aboutHeight-1)
	list := m.list()
	from, to := widget.Window(len(list), m.lesson, rows)
	words := m.widestState(list, width-1 < roomForDifficulty)
	for i := from; i < to; i++ {
		lines = append(lines, m.lessonRow(list[i], i == m.lesson, width-1, words))
	}
	if len(list) == 0 {
		lines = append(lines, m.env.Theme.Faint.Render(m.emptyWords()))
	}
	return append(append(lines, m.moreBelow(len(list)-to)), m.about(width-3)...)
}

// moreBelow says that the list goes on.
func (m *Model) moreBelow(n int) string {
	if n == 0 {
		return ""
	}
	return m.env.Theme.Faint.Render(fmt.Sprintf("    ↓ %d more", n))
}

// widestState is the room that the states of these lessons need.
func (m *Model) widestState(list []*lessons.Lesson, narrow bool) int {
	widest := 0
	for _, l := range list {
		widest = max(widest, ansi.StringWidth(m.stateWords(l, narrow)))
	}
	return widest
}

func (m *Model) listHead(width int) string {
	t := m.env.Theme
	list := m.list()
	if m.phase == phaseSearching {
		left := t.Accent.Render("search ") + render.CleanLine(m.query) + t.Cursor.Render(" ") + t.Accent.Render(m.filter.words())
		return widget.Ends(left, t.Faint.Render(found(len(list))+" "), width)
	}
	if m.track >= len(m.tracks) {
		return "there are no lessons"
	}
	track := m.tracks[m.track]
	right := fmt.Sprintf("%s · %d done ", lessonsWord(len(list)), m.doneIn(track))
	return widget.Ends(t.Strong.Render(render.CleanLine(track.Title))+t.Accent.Render(m.filter.words()), t.Faint.Render(right), width)
}

// emptyWords say why a list is empty.
func (m *Model) emptyWords() string {
	if m.filter != (filter{}) {
		return "  nothing of that kind here; f shows more"
	}
	return "  no lesson speaks of that"
}

func found(n int) string {
	if n == 0 {
		return "nothing found"
	}
	return lessonsWord(n)
}

func lessonsWord(n int) string {
	if n == 1 {
		return "1 lesson"
	}
	return fmt.Sprintf("%d lessons", n)
}

// From these widths on, a row also says how hard a lesson is, and of which kind.
const (
	roomForDifficulty = 62
	roomForKind       = 74
)

// lessonRow is one line of the list: state, title, difficulty, kind, and the state in words.
func (m *Model) lessonRow(l *lessons.Lesson, chosen bool, width, words int) string {
	t := m.env.Theme
	right := ""
	if width >= roomForDifficulty {
		right += widget.Fit(l.Difficulty, 9)
	}
	if width >= roomForKind {
		right += widget.Fit(string(l.Kind), 11)
	}
	right += widget.Fit(m.stateWords(l, width < roomForDifficulty), words) + " "
	title := mark(chosen) + glyph(m.stands[l.ID]) + " " + render.CleanLine(l.Title)
	left := widget.Fit(title, width-ansi.StringWidth(right)-1) + " "
	if chosen && m.phase != phaseTracks {
		return t.Selected.Render(left + right)
	}
	if l == m.next.Lesson {
		left = t.Accent.Render(left)
	}
	return left + t.Faint.Render(right)
}

func (m *Model) stateWords(l *lessons.Lesson, narrow bool) string {
	if words := words(m.stands[l.ID], narrow); words != "" {
		return words
	}
	if l == m.next.Lesson {
		return "next"
	}
	return ""
}

// about describes the chosen lesson in at most aboutHeight lines.
func (m *Model) about(width int) []string {
	l := m.chosen()
	if l == nil {
		return nil
	}
	t := m.env.Theme
	advice := m.advice(l, width)
	text := widget.Cut(widget.Wrap(markdown.Words(l.Brief), width), aboutHeight-3-len(advice), width)
	return slices.Concat(text, []string{""}, advice, []string{t.Faint.Render(facts(l))})
}

func facts(l *lessons.Lesson) string {
	parts := []string{render.CleanLine(l.ID)}
	if l.Difficulty != "" {
		parts = append(parts, l.Difficulty)
	}
	parts = append(parts, string(l.Kind))
	if l.Minutes > 0 {
		parts = append(parts, fmt.Sprintf("about %d min", l.Minutes))
	}
	if l.Pack != "" {
		parts = append(parts, "from "+render.CleanLine(l.Pack))
	}
	return strings.Join(parts, " · ")
}

package workspace

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/docs"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// taskTab is what the pane of the task shows.
type taskTab uint8

const (
	tabBrief taskTab = iota
	tabCluster
	tabReading // where there is no room for it below the task
	tabHints
	tabDocs
	tabSolution
	taskTabs
)

// taskPane is the task and what helps with it.
type taskPane struct {
	tab      taskTab
	scrolls  [taskTabs]widget.Scroll
	rendered map[markdown.Key][]string
	wanted   int // of the last rendering asked for, so that a storm of resizes asks once
	hints    []string
	of       int // hints that there are
	solution string
	cluster  []string
	docs     *docs.Model
}

// renderAfter lets a window that is being dragged come to rest.
const renderAfter = 50 * time.Millisecond

// renderDue says that the window has kept its size for a while.
type renderDue struct{ seq int }

func newTaskPane(t *theme.Theme) taskPane {
	return taskPane{rendered: map[markdown.Key][]string{}, docs: docs.New(t)}
}

func (p *taskPane) open(msg begun) {
	p.hints, p.of = msg.hints, len(msg.attempt.Lesson().Hints)
	p.cluster = msg.cluster
}

func (p *taskPane) scroll() *widget.Scroll { return &p.scrolls[p.tab] }

// pages are the tabs there are: the solution only once it was asked for.
func (m *Model) pages() []taskTab {
	tabs := []taskTab{tabBrief, tabCluster}
	if !m.wide() {
		tabs = append(tabs, tabReading)
	}
	tabs = append(tabs, tabHints, tabDocs)
	if m.task.solution != "" {
		tabs = append(tabs, tabSolution)
	}
	return tabs
}

func (t taskTab) String() string {
	return [...]string{"Task", "Cluster", "Reading", "Hints", "Docs", "Our answer"}[t]
}

// page is the place of the shown tab among those there are; 0 if it is not there.
func (m *Model) page() int { return max(0, slices.Index(m.pages(), m.task.tab)) }

func (m *Model) nextPage() {
	pages := m.pages()
	m.task.tab = pages[(m.page()+1)%len(pages)]
}

func (p *taskPane) keep(msg textRendered) { p.rendered[msg.key] = msg.lines }

// briefKey names the rendering of the brief that this size needs.
func (m *Model) briefKey() markdown.Key {
	return markdown.Key{Name: m.lesson.ID + "/brief", Width: m.taskWidth() - 4, Theme: m.env.Theme.Name()}
}

// resized asks for the brief at the new width: at once the first time, else after a rest.
func (m *Model) resized() tea.Cmd {
	if _, ok := m.task.rendered[m.briefKey()]; ok {
		return nil
	}
	if len(m.task.rendered) == 0 {
		return m.renderTask()
	}
	m.task.wanted++
	return m.env.After(renderAfter, renderDue{m.task.wanted})
}

func (m *Model) renderNow(msg renderDue) tea.Cmd {
	if msg.seq != m.task.wanted {
		return nil
	}
	return m.renderTask()
}

func (m *Model) renderTask() tea.Cmd {
	if m.width == 0 {
		return nil
	}
	return renderText(m.env.Theme, m.briefKey(), m.lesson.Brief)
}

// brief is the task as lines. Until it is rendered for this width, the words stand there plain.
func (m *Model) brief(width int) []string {
	if lines, ok := m.task.rendered[m.briefKey()]; ok {
		return lines
	}
	return widget.Wrap(markdown.Words(m.lesson.Brief), width)
}

// strip is the task in three lines, for windows without room for both panes.
func (m *Model) strip(width int) []string {
	lines := widget.Wrap(markdown.Words(m.lesson.Brief), width)
	if len(lines) <= stripHeight {
		return lines
	}
	const more = "… ctrl+g k"
	last := ansi.Truncate(lines[stripHeight-1], width-len(more), "")
	return append(lines[:stripHeight-1], last+m.env.Theme.Faint.Render(more))
}

func (m *Model) layTask() {
	m.task.tab = m.pages()[m.page()]
	width := m.taskWidth() - 4
	texts := [taskTabs][]string{m.brief(width), m.task.cluster, nil, m.hintLines(width), nil, m.solutionLines()}
	for i := range texts {
		if taskTab(i) != tabReading {
			m.task.scrolls[i].SetLines(texts[i])
		}
	}
	for i := range m.task.scrolls {
		m.task.scrolls[i].SetHeight(m.taskHeight())
	}
	m.task.docs.SetSize(width, m.taskHeight())
	m.layReading()
}

func (m *Model) solutionLines() []string {
	if m.task.solution == "" {
		return nil
	}
	return markdown.YAML(m.env.Theme, render.Clean(m.task.solution))
}

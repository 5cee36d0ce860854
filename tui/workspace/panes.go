package workspace

import (
	tea "github.com/charmbracelet/bubbletea"
)

// pane is where the keys go.
type pane uint8

const (
	paneTask pane = iota
	paneEditor
	paneResult
)

// resultTab is what the pane of results shows.
type resultTab uint8

const (
	tabChecks resultTab = iota
	tabProblems
	tabPicture
	resultTabs
)

func (m *Model) focus(p pane) tea.Cmd {
	m.pane = p
	if p == paneEditor {
		m.editor.Focus()
	} else {
		m.editor.Blur()
	}
	m.layout()
	return nil
}

func (m *Model) nextPane() tea.Cmd   { return m.focus((m.pane + 1) % 3) }
func (m *Model) toTaskPane() tea.Cmd { return m.focus(paneTask) }
func (m *Model) toResults() tea.Cmd  { return m.focus(paneResult) }
func (m *Model) toEditing() tea.Cmd  { return m.focus(paneEditor) }

func (m *Model) showBrief() tea.Cmd    { return m.showTask(tabBrief) }
func (m *Model) showCluster() tea.Cmd  { return m.showTask(tabCluster) }
func (m *Model) showReading() tea.Cmd  { return m.showTask(tabReading) }
func (m *Model) showHints() tea.Cmd    { return m.showTask(tabHints) }
func (m *Model) showDocs() tea.Cmd     { m.openDocs(); return m.showTask(tabDocs) }
func (m *Model) showSolution() tea.Cmd { return m.showTask(tabSolution) }

func (m *Model) showTask(t taskTab) tea.Cmd {
	m.task.tab = t
	return m.focus(paneTask)
}

func (m *Model) showChecks() tea.Cmd   { return m.showResult(tabChecks) }
func (m *Model) showProblems() tea.Cmd { return m.showResult(tabProblems) }
func (m *Model) showPicture() tea.Cmd  { return m.showResult(tabPicture) }

func (m *Model) showResult(t resultTab) tea.Cmd {
	m.graded.tab = t
	return m.focus(paneResult)
}

const here = "it is in front of you"

func (m *Model) againstTask(t taskTab) string {
	if m.pane == paneTask && m.task.tab == t {
		return here
	}
	return ""
}

func (m *Model) againstReading() string {
	if m.wide() {
		return "it stands below the task"
	}
	return m.againstTask(tabReading)
}

func (m *Model) againstTab(t resultTab) string {
	if m.pane == paneResult && m.graded.tab == t {
		return here
	}
	return ""
}

// nextTab turns to the next page of a pane.
func (m *Model) nextTab() tea.Cmd {
	if m.pane == paneTask {
		m.nextPage()
	} else {
		m.graded.tab = (m.graded.tab + 1) % resultTabs
	}
	m.layout()
	return nil
}

// scrollable is the text of the pane that has the keys.
func (m *Model) scrollable() interface {
	By(int)
	Pages(int)
	Top()
	Bottom()
} {
	if m.pane == paneTask {
		return m.task.scroll()
	}
	return &m.problem.scroll
}

func (m *Model) lineUp() tea.Cmd   { m.scrollable().By(-1); return nil }
func (m *Model) lineDown() tea.Cmd { m.scrollable().By(1); return nil }
func (m *Model) pageUp() tea.Cmd   { m.scrollable().Pages(-1); return nil }
func (m *Model) pageDown() tea.Cmd { m.scrollable().Pages(1); return nil }
func (m *Model) toTop() tea.Cmd    { m.scrollable().Top(); return nil }
func (m *Model) toBottom() tea.Cmd { m.scrollable().Bottom(); return nil }

package workspace

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/keys"
)

// bound is a binding with what it does; a binding that is off says why.
type bound struct {
	key.Binding
	run func(*Model) tea.Cmd
}

func on(b key.Binding, run func(*Model) tea.Cmd) bound { return bound{b, run} }

// when is a binding that is off while there is a reason against it.
func when(b key.Binding, run func(*Model) tea.Cmd, against string) bound {
	return bound{keys.When(b, against == "", against), run}
}

// typed finds what a key does here; in the editor whatever is not the screen's is text.
func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	if m.phase == phaseOpening {
		return m.typeLater(k)
	}
	bounds := append(m.everywhere(), m.here()...)
	for _, b := range bounds {
		if key.Matches(k, b.Binding) {
			return b.run(m)
		}
	}
	if why := keys.Refusal(k, bindings(bounds)...); why != "" {
		m.note = why
		return nil
	}
	switch {
	case m.pane == paneEditor:
		return m.toEditor(k)
	case m.searchingDocs():
		m.task.docs.Type(k)
	case k.Type == tea.KeyRunes:
		m.note = "you are not in the editor: esc leads back"
	}
	return nil
}

// everywhere are the keys that work in every pane. None of them is printable.
func (m *Model) everywhere() []bound {
	if m.phase == phaseBroken {
		return []bound{on(keys.Bind("esc", "back to the lessons", "esc", "enter", "q", "ctrl+q"), (*Model).leave)}
	}
	return []bound{
		when(keys.Bind("ctrl+s", "submit", "ctrl+s", "f5"), (*Model).submit, m.againstSubmit()),
		when(keys.Bind("ctrl+g", "menu", "ctrl+g", "f9"), (*Model).openMenu, m.againstOpening()),
		on(keys.Bind("shift+tab", "next pane", "shift+tab", "f8"), (*Model).nextPane),
		on(keys.Bind("f1", "the docs of this field", "f1"), (*Model).showDocs),
		when(keys.Bind("f2", "the task", "f2"), (*Model).showBrief, m.againstTask(tabBrief)),
		when(keys.Bind("f3", "the checks", "f3"), (*Model).showChecks, m.againstTab(tabChecks)),
		when(keys.Bind("f4", "the problems", "f4"), (*Model).showProblems, m.againstTab(tabProblems)),
		when(keys.Bind("f6", "the picture", "f6"), (*Model).showPicture, m.againstTab(tabPicture)),
		when(keys.Bind("f7", "next hint", "f7"), (*Model).nextHint, m.againstHint()),
		m.leaveKey(),
	}
}

func (m *Model) leaveKey() bound { return on(keys.Bind("ctrl+q", "leave", "ctrl+q"), (*Model).leave) }

// local are the keys that belong to what is shown in the pane that has them.
func (m *Model) local() []bound {
	switch {
	case m.phase == phaseBroken, m.phase == phaseOpening:
		return nil
	case m.pane == paneEditor:
		return m.holeKeys()
	case m.readingDocs():
		return m.docsKeys()
	case m.pane == paneTask:
		return m.taskKeys()
	}
	switch m.graded.tab {
	case tabProblems:
		return m.problemKeys()
	case tabPicture:
		return m.pictureKeys()
	}
	return m.checkKeys()
}

// here are all keys of the pane that has them, beside those that work everywhere.
func (m *Model) here() []bound {
	local := m.local()
	if m.readingDocs() {
		local = append(local, fromDocs(m.task.docs.Paging())...)
	}
	if local == nil || m.pane == paneEditor || m.searchingDocs() {
		return local
	}
	if m.pane == paneTask && !m.readingDocs() || m.graded.tab == tabProblems {
		local = append(local, scrolling()...)
	}
	return append(local, common()...)
}

// common are the keys of all panes but the editor.
func common() []bound {
	return []bound{
		on(keys.Bind("esc", "editor", "esc", "e"), (*Model).toEditing),
		on(keys.Bind("tab", "next page", "tab"), (*Model).nextTab),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
	}
}

// scrolling are the keys of panes that hold a text.
func scrolling() []bound {
	return []bound{
		on(keys.Bind("↑", "a line up", "up", "k"), (*Model).lineUp),
		on(keys.Bind("↓", "a line down", "down", "j"), (*Model).lineDown),
		on(keys.Bind("pgup", "a page up", "pgup"), (*Model).pageUp),
		on(keys.Bind("pgdn", "a page down", "pgdown", " "), (*Model).pageDown),
		on(keys.Bind("home", "to the top", "home"), (*Model).toTop),
		on(keys.Bind("end", "to the end", "end"), (*Model).toBottom),
	}
}

// holeKeys are there as long as holes are: then tab leads from one to the next.
func (m *Model) holeKeys() []bound {
	if !strings.Contains(m.editor.Text(), lessons.Hole) {
		return nil
	}
	return []bound{on(keys.Bind("tab", "next hole", "tab"), (*Model).nextHole)}
}

func (m *Model) taskKeys() []bound {
	return []bound{
		when(keys.Bind("h", "next hint", "h"), (*Model).nextHint, m.againstHint()),
		when(keys.Bind("c", "the cluster", "c"), (*Model).showCluster, m.againstTask(tabCluster)),
	}
}

func (m *Model) checkKeys() []bound {
	none := m.againstResult()
	return []bound{
		when(keys.Bind("enter", "why", "enter"), (*Model).why, m.againstWhy()),
		when(keys.Bind("↑", "the check above", "up", "k"), (*Model).checkUp, none),
		when(keys.Bind("↓", "the check below", "down", "j"), (*Model).checkDown, none),
	}
}

func (m *Model) problemKeys() []bound {
	return []bound{
		when(keys.Bind("enter", m.problem.nextWords(), "enter"), (*Model).climb, m.againstClimb()),
		when(keys.Bind("a", "apply the change", "a"), (*Model).applyFix, m.againstApply()),
		when(keys.Bind("g", "go to the line", "g"), (*Model).goToProblem, m.againstGoTo()),
		when(keys.Bind("n", "next problem", "n"), (*Model).nextProblem, m.againstOther()),
		when(keys.Bind("p", "previous problem", "p"), (*Model).previousProblem, m.againstOther()),
	}
}

// ShortHelp is the line at the bottom: what these keys do here.
func (m *Model) ShortHelp() []key.Binding {
	all := m.everywhere()
	if m.phase == phaseBroken {
		return bindings(all)
	}
	short := []bound{all[0], all[1], all[2], all[len(all)-1]}
	local := m.local()
	if m.pane == paneEditor {
		return bindings(append(local, short...))
	}
	if !m.searchingDocs() {
		local = append(local, common()...)
	}
	return append(bindings(slices.DeleteFunc(local, isArrow)), bindings(short)...)
}

// isArrow tells the keys that everybody tries anyway, so that the line has room for others.
func isArrow(b bound) bool { return strings.ContainsAny(b.Help().Key, "←→↑↓") }

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	groups := [][]key.Binding{bindings(m.everywhere())}
	if here := m.here(); len(here) > 0 {
		groups = append(groups, bindings(here))
	}
	if m.pane == paneEditor && m.phase != phaseBroken {
		return append(groups, m.editor.Keys().FullHelp()...)
	}
	return groups
}

func bindings(bounds []bound) []key.Binding {
	all := make([]key.Binding, len(bounds))
	for i, b := range bounds {
		all[i] = b.Binding
	}
	return all
}

// menu are the letters of the menu, which reach everything.
func (m *Model) menu() []bound {
	return []bound{
		when(keys.Bind("s", "submit", "s"), (*Model).submit, m.againstSubmit()),
		on(keys.Bind("k", "the task", "k"), (*Model).showBrief),
		on(keys.Bind("l", "the cluster: pods and labels", "l"), (*Model).showCluster),
		when(keys.Bind("r", "the reading: what it means", "r"), (*Model).showReading, m.againstReading()),
		when(keys.Bind("h", "next hint", "h"), (*Model).nextHint, m.againstHint()),
		on(keys.Bind("d", "the docs of this field", "d"), (*Model).showDocs),
		on(keys.Bind("c", "the checks", "c"), (*Model).showChecks),
		on(keys.Bind("b", "the problems", "b"), (*Model).showProblems),
		on(keys.Bind("p", "the picture: who reaches whom", "p"), (*Model).showPicture),
		when(keys.Bind("a", "apply the change shown", "a"), (*Model).applyFix, m.againstApply()),
		when(keys.Bind("i", "insert a policy's frame", "i"), (*Model).insertFrame, m.againstFrame()),
		when(keys.Bind("w", "show our answer", "w"), (*Model).askSolution, m.againstSolution()),
		when(keys.Bind("x", "start again from scratch", "x"), (*Model).askRestart, m.againstOpening()),
		when(keys.Bind("e", "your own editor", "e"), (*Model).ownEditor, m.againstOwnEditor()),
		when(keys.Bind("o", "one of two texts", "o"), (*Model).openChoice, m.againstChoice()),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
		on(keys.Bind("←", "to the task's pane", "left"), (*Model).toTaskPane),
		on(keys.Bind("↑ →", "to the editor", "up", "right"), (*Model).toEditing),
		on(keys.Bind("↓", "to the results", "down"), (*Model).toResults),
		on(keys.Bind("q", "leave; nothing is lost", "q"), (*Model).leave),
	}
}

// choice are the letters that settle which of two texts stays.
func choice() []bound {
	return []bound{
		on(keys.Bind("m", "mine: save what is in the editor", "m"), (*Model).keepMine),
		on(keys.Bind("t", "theirs: take the text of the file", "t"), (*Model).takeTheirs),
	}
}

// copyChoice are the letters that settle what becomes of a text beside the file.
func copyChoice() []bound {
	return []bound{
		on(keys.Bind("t", "take it into the editor; ctrl+z takes that back", "t"), (*Model).takeCopy),
		on(keys.Bind("m", "mine: keep what is in the editor, and drop it", "m"), (*Model).dropCopy),
	}
}

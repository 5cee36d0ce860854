package symptom

import tea "github.com/charmbracelet/bubbletea"

func (m *Model) lineUp() tea.Cmd   { m.pane().By(-1); return nil }
func (m *Model) lineDown() tea.Cmd { m.pane().By(1); return nil }
func (m *Model) pageUp() tea.Cmd   { m.pane().Pages(-1); return nil }
func (m *Model) pageDown() tea.Cmd { m.pane().Pages(1); return nil }

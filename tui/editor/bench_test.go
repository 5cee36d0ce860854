package editor

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func lines(n int) string {
	text := strings.Repeat(policy, n/18+1)
	return strings.Join(strings.SplitN(text, "\n", n+1)[:n], "\n")
}

func BenchmarkKey(b *testing.B) {
	for _, n := range []int{100, 500, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := New(colourful(), DefaultKeyMap())
			m.SetSize(80, 40)
			if err := m.Load(lines(n)); err != nil {
				b.Fatal(err)
			}
			m.GoTo(n/2, 3)
			msgs := []tea.Msg{typed('x'), typed('y'), tea.KeyMsg{Type: tea.KeyBackspace}, tea.KeyMsg{Type: tea.KeyBackspace}}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m, _ = m.Update(msgs[i%len(msgs)])
				_ = m.View()
			}
		})
	}
}

func BenchmarkScroll(b *testing.B) {
	m := New(colourful(), DefaultKeyMap())
	m.SetSize(80, 40)
	if err := m.Load(lines(2000)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%1900 == 0 {
			m.GoTo(1, 1)
		}
		m, _ = m.Update(tea.KeyMsg{Type: tea.KeyDown})
		_ = m.View()
	}
}

func BenchmarkSelected(b *testing.B) {
	m := New(colourful(), DefaultKeyMap())
	m.SetSize(80, 40)
	if err := m.Load(lines(500)); err != nil {
		b.Fatal(err)
	}
	m, _ = m.Update(tea.KeyMsg{Type: tea.KeyCtrlA})
	b.ReportAllocs()
	for b.Loop() {
		_ = m.View()
	}
}

func BenchmarkPaste(b *testing.B) {
	msg := tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune("# für alle\r\n" + strings.Repeat(policy, 100<<10/len(policy)))}
	b.ReportAllocs()
	for b.Loop() {
		m := New(colourful(), DefaultKeyMap())
		m.SetSize(80, 40)
		m, _ = m.Update(msg)
		_ = m.View()
	}
}

// The longest line the limits allow is nobody's policy, but must not freeze the screen.
func BenchmarkLongLine(b *testing.B) {
	m := New(colourful(), DefaultKeyMap())
	m.SetSize(80, 40)
	if err := m.Load("a: " + strings.Repeat("word ", 20000)); err != nil {
		b.Fatal(err)
	}
	m, _ = m.Update(tea.KeyMsg{Type: tea.KeyEnd})
	b.ReportAllocs()
	for b.Loop() {
		m, _ = m.Update(tea.KeyMsg{Type: tea.KeyLeft})
		_ = m.View()
	}
}

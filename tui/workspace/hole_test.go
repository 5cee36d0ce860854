package workspace

import (
	"testing"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/tui/editor"
)

func TestTheFirstHoleIsSelected(t *testing.T) {
	m := &Model{editor: editor.New(editor.Styles{}, editor.DefaultKeyMap())}
	text := "a: 1\nb: {protocol: ___, port: ___}\n"
	if err := m.editor.Load(text); err != nil {
		t.Fatal(err)
	}
	m.selectHole(text)
	got, ok := m.editor.Selection()
	want := diagnostic.Span{Start: diagnostic.Position{Line: 2, Column: 15}, End: diagnostic.Position{Line: 2, Column: 18}}
	if !ok || got.Start != want.Start || got.End != want.End {
		t.Errorf("selected %v, %v; want %v", got, ok, want)
	}
	m.selectHole("no holes")
	if again, _ := m.editor.Selection(); again != got {
		t.Error("a text without holes moved the selection")
	}
}

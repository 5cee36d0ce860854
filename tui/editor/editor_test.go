package editor

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnostic"
)

func TestPaste(t *testing.T) {
	cases := []struct{ name, paste, want string }{
		{"windows line ends", "a\r\nb\r\n", "a\nb\n¦"},
		{"old line ends", "a\rb", "a\nb¦"},
		{"tabs stay", "\ta:\tb", "\ta:\tb¦"},
		{"indentation stays", "  a:\n    b", "  a:\n    b¦"},
		{"a colour is one replacement", "a\x1b[31mb", "a�b¦"},
		{"a clipboard write is one replacement", "a\x1b]52;c;aGk=\x07b", "a�b¦"},
		{"an open escape is one replacement", "a\x1b", "a�¦"},
		{"an open sequence swallows no line", "a\x1b[\nb: c", "a�\nb: c¦"},
		{"controls", "\x00a\x07b\x7f", "�a�b�¦"},
		{"high controls", "a\u009b31mb\u0085c", "a�31mb�c¦"},
		{"reading direction", "a\u202eb\u2066c", "a�b�c¦"},
		{"zero width", "app\u200b: w\ufeffeb", "app�: w�eb¦"},
		{"byte order mark", "\ufeffa: b", "a: b¦"},
		{"emoji stay", "👩🏽 🇩🇪", "👩🏽 🇩🇪¦"},
		{"a joiner", "a\u200db", "a�b¦"},
		{"combining marks stay", "e\u0301", "e\u0301¦"},
		{"blanks of the web stay", "a:\u00a0b", "a:\u00a0b¦"},
		{"a string that never ends", "a\x1b]0;b\nc: d", "a�]0;b\nc: d¦"},
		{"nothing", "", "¦"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := press(t, open(t, "¦"), "paste:"+c.paste)
			if got := shown(m); got != c.want {
				t.Errorf("pasting %q gives %q, want %q", c.paste, got, c.want)
			}
			if said := strings.Contains(m.Notice(), "terminal must not see"); said != strings.Contains(c.want, replacement) {
				t.Errorf("pasting %q says %q", c.paste, m.Notice())
			}
			exact(t, m)
		})
	}
}

func TestCleanCountsWhatItReplaced(t *testing.T) {
	cases := []struct {
		name, text, want string
		replaced         int
	}{
		{"plain", "a: b\n", "a: b\n", 0},
		{"letters", "ä: 語\r\n", "ä: 語\n", 0},
		{"replacements that were there", "a\uFFFDb", "a\uFFFDb", 0},
		{"bytes that are no letters", "a\x9b31m\x90b", "a�31m�b", 2},
		{"escapes", "\x1b[1ma\x1b", "�a�", 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, n := clean(c.text); got != c.want || n != c.replaced {
				t.Errorf("clean(%q) = %q, %d; want %q, %d", c.text, got, n, c.want, c.replaced)
			}
		})
	}
}

func TestSetText(t *testing.T) {
	cases := []struct{ name, start, text, want string }{
		{"the same", "a\n¦b", "a\nb", "a\n¦b"},
		{"lines added above", "a\nb¦", "x\ny\na\nb", "x\ny\na\nb¦"},
		{"lines removed above", "a\nb\nc¦", "c", "c¦"},
		{"the line of the cursor changed", "a\nbc¦\nd", "a\nx\nd", "a\nx¦\nd"},
		{"a line below changed", "a¦\nb", "a\nc", "a¦\nc"},
		{"everything else", "a\nb¦", "x", "x¦"},
		{"emptied", "a\nb¦", "", "¦"},
		{"cleaned", "a¦", "a\x1b[2J\r\nb", "a¦�\nb"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := open(t, c.start)
			before := m.Text()
			if err := m.SetText(c.text); err != nil {
				t.Fatal(err)
			}
			if got := shown(m); got != c.want {
				t.Errorf("%q set to %q is %q, want %q", c.start, c.text, got, c.want)
			}
			if m.Text() != before {
				m = press(t, m, "ctrl+z")
			}
			if m.Text() != before {
				t.Errorf("one undo leads to %q, want %q", m.Text(), before)
			}
		})
	}
}

func TestApply(t *testing.T) {
	cases := []struct {
		name, start string
		edits       []diagnostic.Edit
		want        string
		fails       bool
	}{
		{"insert a line", "a:\nb:\n¦", []diagnostic.Edit{{Start: 3, End: 3, Text: "x: 1\n"}}, "a:\nx: 1\n¦b:\n", false},
		{"several, out of order", "abcdef¦", []diagnostic.Edit{{Start: 4, End: 5, Text: "E"}, {Start: 1, End: 2, Text: "BB"}}, "aBB¦cdEf", false},
		{"insertions keep their order", "ab¦", []diagnostic.Edit{{Start: 1, End: 1, Text: "1"}, {Start: 1, End: 1, Text: "2"}}, "a1¦2b", false},
		{"bytes, not characters", "ä: ö¦", []diagnostic.Edit{{Start: 4, End: 6, Text: "o"}}, "ä: o¦", false},
		{"over lines", "a\nb\nc¦", []diagnostic.Edit{{Start: 1, End: 4, Text: ""}}, "a¦c", false},
		{"overlapping", "abc¦", []diagnostic.Edit{{Start: 0, End: 2}, {Start: 1, End: 3}}, "abc¦", true},
		{"outside", "abc¦", []diagnostic.Edit{{Start: 2, End: 9}}, "abc¦", true},
		{"none", "abc¦", nil, "abc¦", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := open(t, c.start)
			before := m.Text()
			err := m.Apply(c.edits)
			if got := shown(m); got != c.want || (err != nil) != c.fails {
				t.Errorf("%q becomes %q, %v; want %q, failure %t", c.start, got, err, c.want, c.fails)
			}
			if m.Text() != before {
				m = press(t, m, "ctrl+z")
			}
			if m.Text() != before {
				t.Errorf("one undo leads to %q, want %q", m.Text(), before)
			}
		})
	}
}

func TestApplyReadOnly(t *testing.T) {
	m := open(t, "a¦")
	m.SetReadOnly(true)
	if err := m.Apply([]diagnostic.Edit{{Start: 0, End: 1, Text: "b"}}); err == nil || m.Text() != "a" {
		t.Errorf("a locked text became %q, %v", m.Text(), err)
	}
}

func TestReadOnly(t *testing.T) {
	for _, keys := range [][]string{{"type:x"}, {"paste:x"}, {"enter"}, {"backspace"}, {"ctrl+k"}, {"ctrl+x"}, {"alt+down"}, {"tab"}, {"ctrl+z"}} {
		m := press(t, open(t, "a\nb¦\nc"), "type:d")
		m.SetReadOnly(true)
		m = press(t, m, keys...)
		if m.Text() != "a\nbd\nc" || !strings.Contains(m.Notice(), "cannot be changed") {
			t.Errorf("%q in a locked text makes %q and says %q", keys, m.Text(), m.Notice())
		}
	}
}

func TestLimits(t *testing.T) {
	cases := []struct {
		name   string
		limits Limits
		keys   []string
		want   string
		says   string
	}{
		{"bytes", Limits{Bytes: 4, Lines: 9}, []string{"type:cde"}, "abcd", "4 bytes"},
		{"a paste as a whole", Limits{Bytes: 4, Lines: 9}, []string{"paste:cde"}, "ab", "4 bytes"},
		{"lines", Limits{Bytes: 99, Lines: 2}, []string{"enter", "enter"}, "ab\n", "2 lines"},
		{"a step of several changes", Limits{Bytes: 3, Lines: 9}, []string{"ctrl+a", "paste:1234"}, "ab", "3 bytes"},
		{"less is always allowed", Limits{Bytes: 1, Lines: 1}, []string{"backspace"}, "a", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := open(t, "ab¦")
			m.SetLimits(c.limits)
			m = press(t, m, c.keys...)
			if m.Text() != c.want || !strings.Contains(m.Notice(), c.says) {
				t.Errorf("the text is %q and the editor says %q; want %q and %q", m.Text(), m.Notice(), c.want, c.says)
			}
		})
	}
	m := open(t, "ab¦")
	if err := m.SetText(strings.Repeat("x", 2<<20)); err == nil || m.Text() != "ab" {
		t.Errorf("2 MB were taken, %v", err)
	}
	if err := m.Load(strings.Repeat("\n", 30000)); err == nil || m.Text() != "ab" {
		t.Errorf("30000 lines were taken, %v", err)
	}
}

func TestModifiedAndVersion(t *testing.T) {
	m := open(t, "a¦")
	version := m.Version()
	steps := []struct {
		key               string
		modified, changes bool
	}{
		{"type:b", true, true}, {"left", true, false}, {"ctrl+z", false, true}, {"ctrl+y", true, true},
		{"backspace", false, true}, {"type:a", true, true}, {"delete", true, false}, {"backspace", false, true},
	}
	for _, s := range steps {
		m = press(t, m, s.key)
		if m.Modified() != s.modified || (m.Version() != version) != s.changes {
			t.Errorf("after %s on %q: modified %t, version %d after %d; want modified %t, a change %t",
				s.key, m.Text(), m.Modified(), m.Version(), version, s.modified, s.changes)
		}
		version = m.Version()
	}
	m = press(t, m, "type:x")
	m.MarkSaved()
	if m.Modified() {
		t.Error("a saved text is modified")
	}
}

func TestCopiesAreIndependent(t *testing.T) {
	base := press(t, open(t, "a: b\n¦"), "type:one", "ctrl+z")
	left := press(t, base, "type:left", "enter", "ctrl+home", "type:l")
	right := press(t, base, "ctrl+y", "type:right")
	if base.Text() != "a: b\n" || left.Text() != "la: b\nleft\n" || right.Text() != "a: b\noneright" {
		t.Errorf("copies disturb one another: %q, %q, %q", base.Text(), left.Text(), right.Text())
	}
	undoable(t, left, "a: b\n")
	undoable(t, right, "a: b\n")
}

func TestPositions(t *testing.T) {
	m := open(t, "aä語: e\u0301x¦\nb\n")
	if got := m.Cursor(); got != (diagnostic.Position{Line: 1, Column: 9}) {
		t.Errorf("the cursor is at %+v", got)
	}
	cases := []struct {
		line, column int
		want         string
	}{
		{1, 3, "aä¦語: e\u0301x\nb\n"},
		{1, 7, "aä語: ¦e\u0301x\nb\n"}, // within a character: before it
		{1, 99, "aä語: e\u0301x¦\nb\n"},
		{2, 1, "aä語: e\u0301x\n¦b\n"},
		{99, 1, "aä語: e\u0301x\nb\n¦"},
		{-1, -1, "¦aä語: e\u0301x\nb\n"},
	}
	for _, c := range cases {
		m.GoTo(c.line, c.column)
		if got := shown(m); got != c.want {
			t.Errorf("GoTo(%d, %d) is %q, want %q", c.line, c.column, got, c.want)
		}
	}
	m.Select(diagnostic.Span{Start: diagnostic.Position{Line: 1, Column: 2}, End: diagnostic.Position{Line: 2, Column: 1}})
	if got := shown(m); got != "a§ä語: e\u0301x\n¦b\n" {
		t.Errorf("the selection is %q", got)
	}
}

func TestSearch(t *testing.T) {
	text := "Name: a\n  name: b\nNAME: ä\n¦"
	cases := []struct {
		name string
		keys []string
		want string
	}{
		{"wraps around", []string{"ctrl+f", "type:name"}, "§Name¦: a\n  name: b\nNAME: ä\n"},
		{"next", []string{"ctrl+f", "type:name", "enter"}, "Name: a\n  §name¦: b\nNAME: ä\n"},
		{"next by the key of find", []string{"ctrl+f", "type:name", "ctrl+f", "down"}, "Name: a\n  name: b\n§NAME¦: ä\n"},
		{"before", []string{"ctrl+f", "type:name", "up"}, "Name: a\n  name: b\n§NAME¦: ä\n"},
		{"capitals count", []string{"ctrl+f", "type:NA"}, "Name: a\n  name: b\n§NA¦ME: ä\n"},
		{"letters beyond ASCII", []string{"ctrl+f", "type:ä"}, "Name: a\n  name: b\nNAME: §ä¦\n"},
		{"nothing found stays", []string{"ctrl+f", "type:namex"}, "Name: a\n  name: b\nNAME: ä\n¦"},
		{"erasing looks again", []string{"ctrl+f", "type:namex", "backspace"}, "§Name¦: a\n  name: b\nNAME: ä\n"},
		{"esc keeps the match", []string{"ctrl+f", "type:b", "esc"}, "Name: a\n  name: §b¦\nNAME: ä\n"},
		{"looks for the selection", []string{"ctrl+home", "shift+right", "ctrl+f"}, "§N¦ame: a\n  name: b\nNAME: ä\n"},
		{"pasted words", []string{"ctrl+f", "paste:b\nc"}, "Name: a\n  name: §b¦\nNAME: ä\n"},
		{"keys of the editor rest", []string{"ctrl+f", "type:b", "ctrl+k", "tab"}, "Name: a\n  name: §b¦\nNAME: ä\n"},
		{"go to line", []string{"ctrl+l", "type:2", "enter"}, "Name: a\n¦  name: b\nNAME: ä\n"},
		{"go to line and column", []string{"ctrl+l", "type:2:3", "enter"}, "Name: a\n  ¦name: b\nNAME: ä\n"},
		{"go nowhere", []string{"ctrl+l", "type:x", "enter"}, "Name: a\n  name: b\nNAME: ä\n¦"},
		{"go back", []string{"ctrl+l", "type:2", "esc"}, "Name: a\n  name: b\nNAME: ä\n¦"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := press(t, open(t, text), c.keys...)
			if got := shown(m); got != c.want {
				t.Errorf("%q leads to\n%q, want\n%q", c.keys, got, c.want)
			}
			exact(t, m)
		})
	}
}

// Without colours the cursor and the selection must still be told apart from the text.
func TestCursorIsSeenWithoutColour(t *testing.T) {
	m := open(t, "a§b¦c")
	if got := strings.Split(m.View(), "\n")[0]; strings.TrimRight(got, " ") != "   1  ab\x1b[7mc\x1b[0m" {
		t.Errorf("the row is %q", got)
	}
	m.Blur()
	if _, _, ok := m.CursorCell(); ok || strings.Contains(m.View(), "\x1b") {
		t.Error("a blurred editor shows a cursor")
	}
	m.Focus()
	if _, _, ok := m.CursorCell(); !ok {
		t.Error("a focused editor shows no cursor")
	}
}

func TestKeyMap(t *testing.T) {
	taken := map[string]bool{}
	for _, key := range strings.Fields("f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 shift+tab ctrl+c ctrl+e ctrl+g ctrl+n ctrl+p ctrl+q ctrl+s ctrl+t ctrl+w") {
		taken[key] = true
	}
	actions := DefaultKeyMap().actions()
	for _, group := range DefaultKeyMap().FullHelp() {
		for _, b := range group {
			if b.Help().Key == "" || b.Help().Desc == "" {
				t.Errorf("%q has no help", b.Keys())
			}
			for _, key := range b.Keys() {
				if taken[key] {
					t.Errorf("%s is bound twice or belongs to the screen", key)
				}
				taken[key] = true
				if actions[key] == nil {
					t.Errorf("%s is advertised and does nothing", key)
				}
			}
		}
	}
	for key := range actions {
		if !taken[key] {
			t.Errorf("%s does something and has no help", key)
		}
	}
}

func TestDisabledKeysDoNothing(t *testing.T) {
	k := DefaultKeyMap()
	k.DeleteLine.SetEnabled(false)
	m := New(Styles{}, k)
	m.SetSize(60, 20)
	m.Insert("a\nb")
	if m = press(t, m, "ctrl+k"); m.Text() != "a\nb" {
		t.Errorf("a disabled key made %q", m.Text())
	}
}

func TestScrolling(t *testing.T) {
	m := open(t, "¦"+strings.Repeat("a\n", 100))
	cases := []struct {
		key       string
		top, line int
	}{
		{"ctrl+down", 1, 5}, {"ctrl+down", 2, 6}, {"ctrl+up", 1, 6}, {"ctrl+up", 0, 6}, {"ctrl+up", 0, 6},
		{"pgdown", 8, 25}, {"pgup", 2, 6}, {"ctrl+end", 81, 101}, {"ctrl+down", 81, 101}, {"ctrl+home", 0, 1},
	}
	for _, c := range cases {
		m = press(t, m, c.key)
		if m.top != c.top || m.Cursor().Line != c.line {
			t.Errorf("after %s the first line is %d and the cursor in %d, want %d and %d", c.key, m.top, m.Cursor().Line, c.top, c.line)
		}
	}
}

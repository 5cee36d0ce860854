package editor

import "testing"

func TestKeys(t *testing.T) {
	cases := []struct {
		name, start string
		keys        []string
		want        string
	}{
		{"typing", "¦", []string{"type:kind: Pod"}, "kind: Pod¦"},
		{"typing over a selection", "a: §old¦", []string{"type:new"}, "a: new¦"},
		{"alt with a letter is no text", "¦", []string{"alt+x"}, "¦"},
		{"backspace", "ab¦", []string{"backspace"}, "a¦"},
		{"backspace as ctrl+h", "ab¦", []string{"ctrl+h"}, "a¦"},
		{"backspace joins lines", "a\n¦b", []string{"backspace"}, "a¦b"},
		{"backspace at the start", "¦a", []string{"backspace"}, "¦a"},
		{"backspace takes a whole character", "e\u0301¦", []string{"backspace"}, "¦"},
		{"backspace takes a whole emoji", "a👩🏽¦b", []string{"backspace"}, "a¦b"},
		{"backspace outdents", "    ¦a", []string{"backspace"}, "  ¦a"},
		{"backspace outdents to a step", "     ¦a", []string{"backspace"}, "    ¦a"},
		{"backspace behind text is one blank", "a  ¦", []string{"backspace"}, "a ¦"},
		{"backspace takes a tab", "\t¦a", []string{"backspace"}, "¦a"},
		{"delete", "¦ab", []string{"delete"}, "¦b"},
		{"delete joins lines", "a¦\nb", []string{"delete"}, "a¦b"},
		{"delete at the end", "a¦", []string{"delete"}, "a¦"},
		{"delete a selection", "a§bc¦d", []string{"delete"}, "a¦d"},
		{"delete a word left", "one two¦", []string{"alt+backspace"}, "one ¦"},
		{"delete a word right", "¦one two", []string{"raw:\x1b[3;5~"}, "¦two"},
		{"tab", "¦", []string{"tab"}, "  ¦"},
		{"tab goes to the next step", " ¦a", []string{"tab"}, "  ¦a"},
		{"tab behind text", "a:¦", []string{"tab"}, "a:  ¦"},
		{"tab indents a selection", "§a\n\nb¦", []string{"tab"}, "§  a\n\n  b¦"},
		{"tab leaves the line a selection ends before", "§a\n¦b", []string{"tab"}, "§  a\n¦b"},
		{"outdent", "    a¦", []string{"ctrl+o"}, "  a¦"},
		{"outdent a selection", "§  a\n b\nc¦", []string{"ctrl+o"}, "§a\nb\nc¦"},
		{"outdent takes a tab", "\ta¦", []string{"ctrl+o"}, "a¦"},
		{"duplicate", "a\nb¦c\nd", []string{"ctrl+d"}, "a\nbc\nb¦c\nd"},
		{"duplicate a selection", "§a\nb¦", []string{"ctrl+d"}, "a\nb\n§a\nb¦"},
		{"delete line", "a\nb¦\nc", []string{"ctrl+k"}, "a\nc¦"},
		{"delete the last line", "a\nb¦", []string{"ctrl+k"}, "a¦"},
		{"delete the only line", "ab¦", []string{"ctrl+k"}, "¦"},
		{"delete all lines", "a\nb¦", []string{"ctrl+a", "ctrl+k"}, "¦"},
		{"move line down", "a¦\nb", []string{"alt+down"}, "b\na¦"},
		{"move line up", "a\nb¦", []string{"alt+up"}, "b¦\na"},
		{"move up stops at the top", "a¦\nb", []string{"alt+up"}, "a¦\nb"},
		{"move down stops at the bottom", "a\nb¦", []string{"alt+down"}, "a\nb¦"},
		{"move a selection", "§a\nb¦\nc\nd", []string{"alt+down"}, "c\n§a\nb¦\nd"},
		{"comment", "  a: b¦", []string{"ctrl+_"}, "  # a: b¦"},
		{"uncomment", "  # a: b¦", []string{"ctrl+_"}, "  a: b¦"},
		{"uncomment without a blank", "#a¦", []string{"ctrl+_"}, "a¦"},
		{"comment lines at one column", "§  a\n\n    b¦", []string{"ctrl+_"}, "§  # a\n\n  #   b¦"},
		{"comment and back", "§  a\n    b¦", []string{"ctrl+_", "ctrl+_"}, "§  a\n    b¦"},
		{"mixed lines are commented", "§# a\nb¦", []string{"ctrl+_"}, "§# # a\n# b¦"},
		{"comment nothing", "  ¦", []string{"ctrl+_"}, "  ¦"},
		{"copy and paste", "§ab¦c", []string{"alt+w", "end", "ctrl+v"}, "abcab¦"},
		{"copy by ctrl+insert", "§ab¦c", []string{"raw:\x1b[2;5~", "end", "ctrl+v"}, "abcab¦"},
		{"copy a line, paste it above", "one\nt¦wo", []string{"alt+w", "ctrl+v"}, "one\ntwo\nt¦wo"},
		{"cut", "a§b¦c", []string{"ctrl+x", "home", "ctrl+v"}, "b¦ac"},
		{"cut a line", "a¦\nb", []string{"ctrl+x", "ctrl+v"}, "a\nb¦"},
		{"paste over a selection", "a§b¦c", []string{"alt+w", "home", "shift+right", "ctrl+v"}, "b¦bc"},
		{"mark and move", "¦abc", []string{"ctrl+@", "right", "right"}, "§ab¦c"},
		{"mark and cut", "¦abc", []string{"ctrl+@", "end", "ctrl+x"}, "¦"},
		{"mark and let go", "¦abc", []string{"ctrl+@", "right", "esc", "right"}, "ab¦c"},
		{"a second mark lets go", "¦abc", []string{"ctrl+@", "right", "ctrl+@", "right"}, "ab¦c"},
		{"mark, then type", "¦abc", []string{"ctrl+@", "right", "type:x", "left"}, "¦xbc"},
		{"plain newline", "  a:¦", []string{"ctrl+j"}, "  a:\n¦"},
		{"unknown keys do nothing", "a¦", []string{"f5", "ctrl+s", "shift+tab", "ctrl+c"}, "a¦"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(press(t, open(t, c.start), c.keys...)); got != c.want {
				t.Errorf("%q after %q is\n%q, want\n%q", c.start, c.keys, got, c.want)
			}
		})
	}
}

func TestMotion(t *testing.T) {
	cases := []struct {
		name, start string
		keys        []string
		want        string
	}{
		{"left and right over lines", "a\n¦b", []string{"left", "left", "right", "right", "right"}, "a\nb¦"},
		{"right over a wide character", "¦語b", []string{"right", "right"}, "語b¦"},
		{"right over a combined character", "¦e\u0301b", []string{"right"}, "e\u0301¦b"},
		{"left over a flag", "🇩🇪¦", []string{"left"}, "¦🇩🇪"},
		{"down keeps the column", "abc¦d\na\nabcd", []string{"down", "down"}, "abcd\na\nabc¦d"},
		{"down keeps the cells", "語¦x\nabcd", []string{"down"}, "語x\nab¦cd"},
		{"down does not stand in a wide character", "a¦b\n語", []string{"down"}, "ab\n¦語"},
		{"up in the first line", "ab¦", []string{"up"}, "¦ab"},
		{"down in the last line", "¦ab", []string{"down"}, "ab¦"},
		{"end, then down, then up", "ab\nabcd¦", []string{"up", "down"}, "ab\nabcd¦"},
		{"home is smart", "  ab¦", []string{"home"}, "  ¦ab"},
		{"home twice", "  ab¦", []string{"home", "home"}, "¦  ab"},
		{"home a third time", "  ab¦", []string{"home", "home", "home"}, "  ¦ab"},
		{"word right", "¦a-b: c.d", []string{"ctrl+right"}, "a-b¦: c.d"},
		{"word right by alt", "¦one  two", []string{"alt+right"}, "one  ¦two"},
		{"word right at the end", "a¦\nb", []string{"ctrl+right"}, "a\n¦b"},
		{"word left", "one two¦", []string{"ctrl+left"}, "one ¦two"},
		{"word left over a sign", "a: ¦b", []string{"ctrl+left"}, "a¦: b"},
		{"word left at the start", "a\n¦b", []string{"alt+left"}, "a¦\nb"},
		{"ctrl+home and ctrl+end", "a\n¦b\nc", []string{"ctrl+home"}, "¦a\nb\nc"},
		{"ctrl+end", "a\n¦b\nc", []string{"ctrl+end"}, "a\nb\nc¦"},
		{"select with shift", "¦ab\ncd", []string{"shift+down", "shift+right"}, "§ab\nc¦d"},
		{"select back", "ab¦", []string{"shift+left", "shift+left", "shift+right"}, "a¦b§"},
		{"select words", "¦a b c", []string{"ctrl+shift+right", "ctrl+shift+right"}, "§a b ¦c"},
		{"select to the ends", "a\nb¦b\nc", []string{"ctrl+shift+end"}, "a\nb§b\nc¦"},
		{"left lets go at the left end", "a§bc¦d", []string{"left"}, "a¦bcd"},
		{"right lets go at the right end", "a¦bc§d", []string{"right"}, "abc¦d"},
		{"select all", "a\n¦b", []string{"ctrl+a"}, "§a\nb¦"},
		{"moving lets go", "a\n§b¦", []string{"up"}, "a¦\nb"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(press(t, open(t, c.start), c.keys...)); got != c.want {
				t.Errorf("%q after %q is\n%q, want\n%q", c.start, c.keys, got, c.want)
			}
		})
	}
}

func TestEnter(t *testing.T) {
	cases := []struct{ name, start, want string }{
		{"below a value", "  a: b¦", "  a: b\n  ¦"},
		{"below a key", "spec:¦", "spec:\n  ¦"},
		{"below a key with a comment", "spec: # all of it¦", "spec: # all of it\n  ¦"},
		{"below a key with an anchor", "spec: &s¦", "spec: &s\n  ¦"},
		{"below a quoted key", `"a b":¦`, "\"a b\":\n  ¦"},
		{"below the key of an item", "  - to:¦", "  - to:\n      ¦"},
		{"below an item with a value", "  - protocol: UDP¦", "  - protocol: UDP\n    ¦"},
		{"below an item in an item", "- - a: 1¦", "- - a: 1\n    ¦"},
		{"below a plain item", "  - Egress¦", "  - Egress\n  ¦"},
		{"below a flow item", "  - {protocol: UDP}¦", "  - {protocol: UDP}\n  ¦"},
		{"below an open bracket", "ports: [¦", "ports: [\n  ¦"},
		{"below a block scalar", "  data: |-¦", "  data: |-\n    ¦"},
		{"inside a block scalar", "data: |\n  a:¦", "data: |\n  a:\n  ¦"},
		{"a colon inside quotes opens nothing", `a: "b:"¦`, "a: \"b:\"\n¦"},
		{"a colon inside a comment opens nothing", "a: b # c:¦", "a: b # c:\n¦"},
		{"a time opens nothing", "a: 12:30¦", "a: 12:30\n¦"},
		{"in the middle of a key", "a: ¦b", "a:\n  ¦b"},
		{"in the middle of a value", "  a: b¦ c", "  a: b\n  ¦c"},
		{"before the text", "  ¦a: b", "\n  ¦a: b"},
		{"at the very start", "¦a", "\n¦a"},
		{"in a blank line", "    ¦", "\n    ¦"},
		{"over a selection", "a: b§c¦", "a: b\n¦"},
		{"on an empty item beside its key", "spec:\n  egress:\n  - ¦", "spec:\n  egress:\n  ¦"},
		{"on an empty item below its key", "spec:\n  egress:\n    - ¦", "spec:\n  egress:\n  ¦"},
		{"on an empty item after others", "egress:\n- to:\n  - a: b\n- ¦", "egress:\n- to:\n  - a: b\n¦"},
		{"on an empty item of an inner list", "  egress:\n  - to:\n    - ¦", "  egress:\n  - to:\n    ¦"},
		{"on an empty item without a blank", "  a:\n  -¦", "  a:\n  ¦"},
		{"on an empty item on its own", "- ¦", "¦"},
		{"on an item that is not empty", "- ¦a", "-\n  ¦a"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(press(t, open(t, c.start), "enter")); got != c.want {
				t.Errorf("enter in %q is\n%q, want\n%q", c.start, got, c.want)
			}
		})
	}
}

func TestHistory(t *testing.T) {
	cases := []struct {
		name, start string
		keys        []string
		want        string
	}{
		{"a word is one step", "¦", []string{"type:one", "ctrl+z"}, "¦"},
		{"the next word is another", "¦", []string{"type:one two", "ctrl+z"}, "one ¦"},
		{"moving ends a run", "¦", []string{"type:ab", "left", "right", "type:c", "ctrl+z"}, "ab¦"},
		{"erasing is one step", "abc¦", []string{"backspace", "backspace", "ctrl+z"}, "abc¦"},
		{"erasing to the right is one step", "¦abc", []string{"delete", "delete", "ctrl+z"}, "¦abc"},
		{"typing ends a run of erasing", "abc¦", []string{"backspace", "type:x", "ctrl+z"}, "ab¦"},
		{"a paste is one step", "a¦", []string{"paste:one\r\ntwo three", "ctrl+z"}, "a¦"},
		{"enter is a step", "a:¦", []string{"enter", "type:b", "ctrl+z"}, "a:\n  ¦"},
		{"redo", "¦", []string{"type:one", "ctrl+z", "ctrl+y"}, "one¦"},
		{"redo after a change is gone", "¦", []string{"type:one", "ctrl+z", "type:x", "ctrl+y"}, "x¦"},
		{"undo brings a selection back", "a§bc¦d", []string{"type:x", "ctrl+z"}, "a§bc¦d"},
		{"typing after undo is a step of its own", "¦", []string{"type:a b", "ctrl+z", "type:c", "ctrl+z"}, "a ¦"},
		{"undo at the start", "a¦", []string{"ctrl+z"}, "a¦"},
		{"redo at the end", "a¦", []string{"ctrl+y"}, "a¦"},
		{"moving lines is one step", "a¦\nb\nc", []string{"alt+down", "alt+down", "ctrl+z", "ctrl+z"}, "a¦\nb\nc"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(press(t, open(t, c.start), c.keys...)); got != c.want {
				t.Errorf("%q after %q is\n%q, want\n%q", c.start, c.keys, got, c.want)
			}
		})
	}
}

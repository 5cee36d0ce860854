package editor

import (
	"github.com/charmbracelet/bubbles/key"
)

// KeyMap holds every key that the editor obeys; whatever else is printable is text.
// Bindings are read once, by New.
type KeyMap struct {
	Up, Down, Left, Right           key.Binding
	WordLeft, WordRight             key.Binding
	Home, End                       key.Binding
	PageUp, PageDown                key.Binding
	TextStart, TextEnd              key.Binding
	ScrollUp, ScrollDown            key.Binding
	SelectUp, SelectDown            key.Binding
	SelectLeft, SelectRight         key.Binding
	SelectWordLeft, SelectWordRight key.Binding
	SelectHome, SelectEnd           key.Binding
	SelectTextStart, SelectTextEnd  key.Binding
	SelectAll, Mark, LetGo          key.Binding
	Enter, PlainEnter               key.Binding
	Backspace, Delete               key.Binding
	DeleteWordLeft, DeleteWordRight key.Binding
	Indent, Outdent                 key.Binding
	Copy, Cut, Paste                key.Binding
	Undo, Redo                      key.Binding
	Duplicate, DeleteLine           key.Binding
	MoveUp, MoveDown                key.Binding
	Comment                         key.Binding
	Find, GoToLine                  key.Binding
}

// DefaultKeyMap is made of keys that arrive through tmux, browser terminals and VS Code,
// and keeps clear of those that belong to the screen around the editor: F1 to F10,
// shift+tab, ctrl+c, e, g, n, p, q, s, t and w.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Up:              bind("up", "a line up", "up"),
		Down:            bind("down", "a line down", "down"),
		Left:            bind("left", "a character left", "left"),
		Right:           bind("right", "a character right", "right"),
		WordLeft:        bind("ctrl+left", "a word left", "ctrl+left", "alt+left"),
		WordRight:       bind("ctrl+right", "a word right", "ctrl+right", "alt+right"),
		Home:            bind("home", "start of the line", "home"),
		End:             bind("end", "end of the line", "end"),
		PageUp:          bind("pgup", "a page up", "pgup"),
		PageDown:        bind("pgdn", "a page down", "pgdown"),
		TextStart:       bind("ctrl+home", "start of the text", "ctrl+home"),
		TextEnd:         bind("ctrl+end", "end of the text", "ctrl+end"),
		ScrollUp:        bind("ctrl+up", "scroll up", "ctrl+up"),
		ScrollDown:      bind("ctrl+down", "scroll down", "ctrl+down"),
		SelectUp:        bind("shift+up", "select up", "shift+up"),
		SelectDown:      bind("shift+down", "select down", "shift+down"),
		SelectLeft:      bind("shift+left", "select left", "shift+left"),
		SelectRight:     bind("shift+right", "select right", "shift+right"),
		SelectWordLeft:  bind("ctrl+shift+left", "select a word left", "ctrl+shift+left", "alt+shift+left"),
		SelectWordRight: bind("ctrl+shift+right", "select a word right", "ctrl+shift+right", "alt+shift+right"),
		SelectHome:      bind("shift+home", "select to the start of the line", "shift+home"),
		SelectEnd:       bind("shift+end", "select to the end of the line", "shift+end"),
		SelectTextStart: bind("ctrl+shift+home", "select to the start of the text", "ctrl+shift+home"),
		SelectTextEnd:   bind("ctrl+shift+end", "select to the end of the text", "ctrl+shift+end"),
		SelectAll:       bind("ctrl+a", "select everything", "ctrl+a"),
		Mark:            bind("ctrl+space", "set a mark to select from", "ctrl+@", "ctrl+^"),
		LetGo:           bind("esc", "let go of the selection", "esc"),
		Enter:           bind("enter", "new line, indented", "enter"),
		PlainEnter:      bind("ctrl+j", "new line, not indented", "ctrl+j"),
		Backspace:       bind("backspace", "delete to the left", "backspace", "ctrl+h"),
		Delete:          bind("del", "delete to the right", "delete"),
		DeleteWordLeft:  bind("alt+backspace", "delete a word to the left", "alt+backspace"),
		DeleteWordRight: bind("ctrl+del", "delete a word to the right", "ctrl+delete", "alt+delete"),
		Indent:          bind("tab", "indent", "tab"),
		Outdent:         bind("ctrl+o", "outdent", "ctrl+o"),
		Copy:            bind("alt+w", "copy", "alt+w", "ctrl+insert"),
		Cut:             bind("ctrl+x", "cut", "ctrl+x"),
		Paste:           bind("ctrl+v", "paste what was copied here", "ctrl+v"),
		Undo:            bind("ctrl+z", "undo", "ctrl+z"),
		Redo:            bind("ctrl+y", "redo", "ctrl+y"),
		Duplicate:       bind("ctrl+d", "duplicate the line", "ctrl+d"),
		DeleteLine:      bind("ctrl+k", "delete the line", "ctrl+k"),
		MoveUp:          bind("alt+up", "move the line up", "alt+up"),
		MoveDown:        bind("alt+down", "move the line down", "alt+down"),
		Comment:         bind("ctrl+/", "comment or uncomment", "ctrl+_", "alt+/"),
		Find:            bind("ctrl+f", "find", "ctrl+f"),
		GoToLine:        bind("ctrl+l", "go to line", "ctrl+l"),
	}
}

func bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// ShortHelp is what is worth a place in the bottom line.
func (k KeyMap) ShortHelp() []key.Binding {
	return []key.Binding{k.Undo, k.Find, k.Mark, k.Comment}
}

// FullHelp is every key, by what it is for.
func (k KeyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{k.Up, k.Down, k.Left, k.Right, k.WordLeft, k.WordRight, k.Home, k.End,
			k.PageUp, k.PageDown, k.TextStart, k.TextEnd, k.ScrollUp, k.ScrollDown, k.Find, k.GoToLine},
		{k.Enter, k.PlainEnter, k.Backspace, k.Delete, k.DeleteWordLeft, k.DeleteWordRight, k.Undo, k.Redo,
			k.Indent, k.Outdent, k.Comment, k.Duplicate, k.DeleteLine, k.MoveUp, k.MoveDown},
		{k.Mark, k.LetGo, k.SelectAll, k.Copy, k.Cut, k.Paste,
			k.SelectUp, k.SelectDown, k.SelectLeft, k.SelectRight, k.SelectWordLeft, k.SelectWordRight,
			k.SelectHome, k.SelectEnd, k.SelectTextStart, k.SelectTextEnd},
	}
}

// bound is a binding with what it does.
type bound struct {
	binding key.Binding
	action  func(*Model)
}

// actions tells what each key does.
func (k KeyMap) actions() map[string]func(*Model) {
	table := append(k.motions(), k.edits()...)
	actions := make(map[string]func(*Model), 2*len(table))
	for _, b := range table {
		if b.binding.Enabled() {
			for _, name := range b.binding.Keys() {
				actions[name] = b.action
			}
		}
	}
	return actions
}

func (k KeyMap) motions() []bound {
	return []bound{
		{k.Up, move(vertical(-1))}, {k.Down, move(vertical(1))},
		{k.Left, sideways(along(document.left), earlier)}, {k.Right, sideways(along(document.right), later)},
		{k.WordLeft, move(along(document.wordLeft))}, {k.WordRight, move(along(document.wordRight))},
		{k.Home, move(along(document.smartHome))}, {k.End, move(along(document.lineEnd))},
		{k.PageUp, move(pages(-1))}, {k.PageDown, move(pages(1))},
		{k.TextStart, move(along(document.textStart))}, {k.TextEnd, move(along(document.textEnd))},
		{k.ScrollUp, scroll(-1)}, {k.ScrollDown, scroll(1)},
		{k.SelectUp, extendTo(vertical(-1))}, {k.SelectDown, extendTo(vertical(1))},
		{k.SelectLeft, extendTo(along(document.left))}, {k.SelectRight, extendTo(along(document.right))},
		{k.SelectWordLeft, extendTo(along(document.wordLeft))}, {k.SelectWordRight, extendTo(along(document.wordRight))},
		{k.SelectHome, extendTo(along(document.smartHome))}, {k.SelectEnd, extendTo(along(document.lineEnd))},
		{k.SelectTextStart, extendTo(along(document.textStart))}, {k.SelectTextEnd, extendTo(along(document.textEnd))},
		{k.SelectAll, selectAll}, {k.Mark, toggleMark}, {k.LetGo, letGo},
	}
}

func (k KeyMap) edits() []bound {
	return []bound{
		{k.Enter, enter}, {k.PlainEnter, plainEnter},
		{k.Backspace, backspace}, {k.Delete, deleteTo(document.right, erasing)},
		{k.DeleteWordLeft, deleteTo(document.wordLeft, single)}, {k.DeleteWordRight, deleteTo(document.wordRight, single)},
		{k.Indent, tab}, {k.Outdent, outdentLines},
		{k.Copy, copyText}, {k.Cut, cut}, {k.Paste, pasteClip},
		{k.Undo, (*Model).undo}, {k.Redo, (*Model).redo},
		{k.Duplicate, duplicate}, {k.DeleteLine, deleteLines},
		{k.MoveUp, moveLines(-1)}, {k.MoveDown, moveLines(1)},
		{k.Comment, toggleComment}, {k.Find, find}, {k.GoToLine, goToLine},
	}
}

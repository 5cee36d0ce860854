// Package keys holds what all key maps share: bindings that say why they are off, what they do,
// keys found in them whether on or off, and the table of a help page.
package keys

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Bind makes a binding. The first key is the one shown; the others are aliases.
// The shown name may differ from the key's technical name.
func Bind(shown, does string, names ...string) key.Binding {
	return key.NewBinding(key.WithKeys(names...), key.WithHelp(shown, does))
}

// Off switches a binding off and lets its help say why.
func Off(b key.Binding, why string) key.Binding {
	b.SetHelp(b.Help().Key, b.Help().Desc+": "+why)
	b.SetEnabled(false)
	return b
}

// When leaves a binding on while it makes sense, and otherwise says why it is off.
func When(b key.Binding, ok bool, why string) key.Binding {
	if ok {
		return b
	}
	return Off(b, why)
}

// Hits tells whether msg is a key of b, be it on or off.
func Hits(msg tea.KeyMsg, b key.Binding) bool {
	pressed := msg.String()
	for _, name := range b.Keys() {
		if name == pressed {
			return true
		}
	}
	return false
}

// Refusal is why a pressed key does nothing: the help of the first binding that is
// off and has this key. It is empty if there is none.
func Refusal(msg tea.KeyMsg, bindings ...key.Binding) string {
	for _, b := range bindings {
		if !b.Enabled() && Hits(msg, b) {
			return b.Help().Desc
		}
	}
	return ""
}

// Flat lists the bindings of all groups.
func Flat(groups [][]key.Binding) []key.Binding {
	var all []key.Binding
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

// Why splits the help of a binding that is off into what it does and why it is off.
func Why(b key.Binding) (does, why string) {
	does, why, _ = strings.Cut(b.Help().Desc, ": ")
	return does, why
}

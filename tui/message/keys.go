package message

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
)

func backKey() key.Binding {
	return keys.Bind("enter", "back to the lessons", "enter", "esc", "q", "ctrl+q")
}

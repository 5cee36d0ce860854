package widget

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
)

type questionKeys struct{ Yes, No key.Binding }

func newQuestionKeys(agree, refuse string) questionKeys {
	return questionKeys{
		Yes: keys.Bind("y", agree, "y", "Y"),
		No:  keys.Bind("n", refuse, "n", "N", "esc", "ctrl+q", "q"),
	}
}

type menuKeys struct{ Close key.Binding }

func newMenuKeys() menuKeys {
	return menuKeys{Close: keys.Bind("esc", "close the menu", "esc", "ctrl+g", "ctrl+c")}
}

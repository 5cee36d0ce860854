package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/term"
)

// examined is everything that doctor judges: what was looked at, and no more looking.
type examined struct {
	terminal   term.Capabilities
	env        func(string) string
	find       func(string) (string, error) // programs
	flow       *bool                        // the terminal stops at ctrl+s; nil where not known
	measured   map[string]int               // cells that texts take; nil if the terminal did not say
	state      stateFacts
	lessons    int
	lessonsErr error

	version, system string
}

// finding is one thing that doctor looked at.
type finding struct {
	Name   string `json:"name"`
	Status string `json:"status"` // ok, note, warning or fail
	Found  string `json:"found"`
	Advice string `json:"advice"`
	bars   bar
}

const (
	statusOK      = "ok"
	statusNote    = "note"
	statusWarning = "warning"
	statusFail    = "fail"
)

// bar is what a finding makes impossible.
type bar uint8

const (
	barsNothing bar = iota
	barsTutor
	barsAll
)

func (e examined) findings() []finding {
	all := []finding{e.interactive(), e.size(), e.colours(), e.background(), e.unicode(), e.keys()}
	if e.terminal.Multiplexer != "" {
		all = append(all, e.multiplexer())
	}
	if e.terminal.SSH {
		all = append(all, finding{Name: "ssh", Status: statusNote, Found: "the terminal is at the other end of an SSH connection",
			Advice: "On a slow connection --plain sends the least."})
	}
	return append(all, e.editor(), e.progress(), e.catalogue(), e.program())
}

func (e examined) interactive() finding {
	f := finding{Name: "terminal", Status: statusOK, Found: "TERM is " + e.terminal.Term}
	if p := e.terminal.Program; p != "" {
		f.Found += ", the program is " + p
	}
	if !e.terminal.Interactive {
		f.Status, f.bars, f.Found = statusFail, barsTutor, e.terminal.Reason
		f.Advice = "netpol-tutor --plain plays line by line. For frames start it in a terminal, without a pipe."
		switch {
		case strings.Contains(f.Found, "not a terminal"):
		case e.terminal.Term == "":
			f.Advice = "Set TERM to what your terminal is, for example xterm-256color; or use netpol-tutor --plain."
		default:
			f.Advice = "netpol-tutor plays line by line here by itself. If the terminal can draw frames, TERM=xterm-256color says so."
		}
	}
	return f
}

// The sizes that the tutor is drawn for, in cells: below the least it shows nothing.
const (
	leastWide, leastHigh = 60, 20
	wholeWide, wholeHigh = 80, 24
	bestWide, bestHigh   = 120, 40
)

func (e examined) size() finding {
	w, h := e.terminal.Width, e.terminal.Height
	f := finding{Name: "size", Found: fmt.Sprintf("%d columns, %d rows", w, h)}
	switch {
	case w == 0 || h == 0:
		f.Status, f.Found = statusNote, "not known"
		f.Advice = fmt.Sprintf("The tutor needs %dx%d, and is best from %dx%d.", leastWide, leastHigh, bestWide, bestHigh)
	case w < leastWide || h < leastHigh:
		f.Status, f.bars = statusFail, barsTutor
		f.Advice = fmt.Sprintf("The tutor needs %dx%d: make the window larger or the letters smaller.", leastWide, leastHigh)
	case w < wholeWide || h < wholeHigh:
		f.Status, f.Advice = statusNote, fmt.Sprintf("Enough, but tight; %dx%d shows everything, %dx%d side by side.", wholeWide, wholeHigh, bestWide, bestHigh)
	case w < bestWide || h < bestHigh:
		f.Status, f.Advice = statusOK, fmt.Sprintf("From %dx%d the task and the editor stand side by side.", bestWide, bestHigh)
	default:
		f.Status = statusOK
	}
	return f
}

func (e examined) colours() finding {
	f := finding{Name: "colours", Status: statusOK}
	switch {
	case e.env("NO_COLOR") != "":
		f.Found = "none, because NO_COLOR is set; bold and reverse mark what matters"
	case e.terminal.Attributes:
		f.Found = "none; bold and reverse mark what matters"
	case e.terminal.Profile == termenv.TrueColor:
		f.Found = "16 million"
	case e.terminal.Profile == termenv.ANSI256:
		f.Found = "256"
	case e.terminal.Profile == termenv.ANSI:
		f.Status, f.Found = statusNote, "16"
		f.Advice = "If the terminal can do more, TERM=xterm-256color or COLORTERM=truecolor says so."
	default:
		f.Status, f.Found = statusNote, "none"
	}
	return f
}

func (e examined) background() finding {
	shade, other := "dark", "light"
	if !e.terminal.Dark {
		shade, other = other, shade
	}
	f := finding{Name: "background", Status: statusOK}
	switch e.terminal.DarkKnown {
	case "asked":
		f.Found = shade + ", as the terminal answers; one that does not answer counts as dark"
	case "COLORFGBG":
		f.Found = shade + ", as COLORFGBG says"
	case "said":
		f.Found = shade + ", as you said"
	default:
		f.Status, f.Found = statusNote, "not known, taken for "+shade
	}
	if e.terminal.DarkKnown != "said" {
		f.Advice = "If that is wrong: netpol-tutor --background " + other
	}
	return f
}

// probeTexts are those whose width a terminal is asked for: an arrow, a rule with a
// cross, and letters that are two cells wide.
func probeTexts() []string { return []string{"▶", "──✗", "日本"} }

func (e examined) unicode() finding {
	f := finding{Name: "unicode", Status: statusOK, Found: "the locale is one of UTF-8"}
	if !e.terminal.Unicode {
		f.Status, f.Found = statusWarning, "the locale is not one of UTF-8, so arrows and frames may come out as other letters"
		f.Advice = "Set LANG to a locale that ends in UTF-8, for example C.UTF-8."
		return f
	}
	if !e.terminal.Interactive {
		return f
	}
	if e.measured == nil {
		f.Found += "; the terminal did not say how wide it draws arrows and frames"
		return f
	}
	for _, text := range probeTexts() {
		if got, known := e.measured[text]; known && got != ansi.StringWidth(text) {
			f.Status = statusWarning
			f.Found = fmt.Sprintf("%s takes %d cells and not %d, so frames will be crooked", text, got, ansi.StringWidth(text))
			f.Advice = "Set characters of ambiguous width to narrow in the settings of the terminal, and the locale to UTF-8."
			return f
		}
	}
	f.Found += "; arrows, frames and wide letters are as wide as they should be"
	return f
}

// keys tells whether the keys of the tutor arrive. What stands between could swallow
// some, and cannot be asked.
func (e examined) keys() finding {
	f := finding{Name: "keys", Status: statusOK, Found: "ctrl+s, ctrl+q and ctrl+g should arrive"}
	switch {
	case !e.terminal.Interactive:
		f.Status, f.Found = statusNote, "not known without a terminal"
		return f
	case e.terminal.Multiplexer == "zellij":
		f.Status, f.Found = statusWarning, "zellij keeps ctrl+s, ctrl+q and ctrl+g for itself"
		f.Advice = "ctrl+g locks zellij; then all other keys arrive. F2 to F9 are aliases."
		return f
	case e.terminal.Program == "vscode":
		f.Status, f.Found = statusNote, "VS Code may keep ctrl+g for itself"
		f.Advice = "If the menu does not open, set terminal.integrated.sendKeybindingsToShell there, or use F2 to F9."
		return f
	case e.terminal.Multiplexer == "screen":
		f.Status, f.Found = statusNote, "screen keeps ctrl+a, and with flow control on also ctrl+s and ctrl+q"
		f.Advice = "ctrl+g then s submits as well; ctrl+a f switches flow control off."
		return f
	}
	if e.flow != nil && *e.flow {
		f.Found += ": the shell's flow control (stty ixon) is switched off while the tutor runs"
		f.Advice = "Should the screen ever stand still after ctrl+s, ctrl+q frees it; ctrl+g then s submits as well."
	}
	return f
}

func (e examined) multiplexer() finding {
	m := e.terminal.Multiplexer
	f := finding{Name: "multiplexer", Status: statusNote, Found: m + " stands between, so the background is not asked for"}
	if m == "tmux" {
		f.Advice = "If esc feels slow: set -sg escape-time 20 in tmux.conf."
		if !strings.HasPrefix(e.terminal.Term, "tmux") && !strings.HasPrefix(e.terminal.Term, "screen") {
			f.Status = statusWarning
			f.Found += fmt.Sprintf("; TERM is %s, which is not what tmux is", e.terminal.Term)
			f.Advice = "Set default-terminal to tmux-256color in tmux.conf."
		}
	}
	return f
}

func (e examined) editor() finding {
	words, from, err := editor(e.env, e.find)
	f := finding{Name: "editor", Status: statusOK}
	switch {
	case err != nil:
		f.Status, f.Found = statusNote, err.Error()
		f.Advice = "The tutor has an editor of its own; this one is only for opening the file in yours."
	case from == "":
		f.Found = words[0] + " was found"
		f.Advice = "VISUAL or EDITOR names another one."
	default:
		f.Found = strings.Join(words, " ") + ", from " + from
	}
	return f
}

// littleSpace is how much a disk should have free, in bytes: far more than the tutor
// ever writes.
const littleSpace = 16 << 20

func (e examined) progress() finding {
	f := finding{Name: "progress", Status: statusOK, Found: "kept in " + e.state.dir}
	switch {
	case errors.Is(e.state.err, progress.ErrNewer):
		f.Status, f.bars, f.Found = statusFail, barsAll, e.state.err.Error()
		f.Advice = "Use that version, or set XDG_STATE_HOME to another folder."
		return f
	case e.state.err != nil:
		f.Status, f.Found = statusWarning, fmt.Sprintf("%s cannot be written: %v", e.state.dir, e.state.err)
		f.Advice = "What you do is kept until you leave. Mend the folder, or set XDG_STATE_HOME to another."
		return f
	case !e.state.exists:
		f.Found += ", which will be made"
	}
	switch {
	case e.state.free == 0:
	case e.state.free < littleSpace:
		f.Status, f.Advice = statusWarning, fmt.Sprintf("Only %d MB are free there.", e.state.free>>20)
	default:
		f.Found += "; " + sizeWords(e.state.free) + " free"
	}
	return f
}

func sizeWords(bytes uint64) string {
	if bytes >= 10<<30 {
		return fmt.Sprintf("%d GB", bytes>>30)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

func (e examined) catalogue() finding {
	if e.lessonsErr != nil {
		return finding{Name: "lessons", Status: statusFail, bars: barsAll, Found: e.lessonsErr.Error(),
			Advice: "The program itself is damaged: get it anew."}
	}
	return finding{Name: "lessons", Status: statusOK, Found: fmt.Sprintf("%d lessons", e.lessons)}
}

func (e examined) program() finding {
	return finding{Name: "program", Status: statusOK,
		Found: "netpol-tutor " + e.version + " for " + e.system + "; it needs no Go, no cluster and no network to run"}
}

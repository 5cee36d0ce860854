package term

import (
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/muesli/termenv"
)

// Probe is what Detect may look at. It is filled in by Here, or by a test.
type Probe struct {
	Env        func(name string) string
	In, Out    bool                           // input and output are terminals
	Size       func() (w, h int, err error)   // of the output
	Background string                         // dark or light if the learner said so
	Ask        func() (dark bool, known bool) // asks the terminal; nil: it is not to be asked
}

// Here is the probe of this process. It asks the terminal nothing; set Ask for that.
func Here(in, out *os.File) Probe {
	return Probe{
		Env:  os.Getenv,
		In:   isatty.IsTerminal(in.Fd()),
		Out:  isatty.IsTerminal(out.Fd()),
		Size: func() (int, int, error) { return windowSize(out.Fd()) },
	}
}

// Capabilities is what a terminal can do.
type Capabilities struct {
	Interactive   bool // keys can be read and frames be shown; else only lines of text
	Reason        string
	Profile       termenv.Profile // colours; Ascii means not even attributes
	Attributes    bool            // attributes (bold, reverse) are wanted, colours are not
	Width, Height int             // 0 where not known
	Dark          bool            // the background; true where not known
	DarkKnown     string          // how the background is known: asked, said, COLORFGBG, or ""
	Unicode       bool            // arrows and frames can be drawn
	Multiplexer   string          // tmux, screen, zellij or ""
	SSH           bool
	Term, Program string // TERM and TERM_PROGRAM
}

// Detect tells what the terminal of p can do.
func Detect(p Probe) Capabilities {
	c := Capabilities{
		Term:        p.Env("TERM"),
		Program:     p.Env("TERM_PROGRAM"),
		Unicode:     unicodeLocale(p.Env),
		Multiplexer: multiplexer(p.Env),
		SSH:         p.Env("SSH_CONNECTION") != "" || p.Env("SSH_TTY") != "",
	}
	c.Reason = whyNot(p)
	c.Interactive = c.Reason == ""
	c.Width, c.Height = size(p)
	c.Profile, c.Attributes = colours(p)
	c.Dark, c.DarkKnown = background(p, c)
	return c
}

// whyNot is why the terminal cannot show frames, or "".
func whyNot(p Probe) string {
	switch {
	case !p.In:
		return "the input is not a terminal"
	case !p.Out:
		return "the output is not a terminal"
	case p.Env("TERM") == "dumb":
		return "TERM is dumb: the terminal shows lines only"
	case p.Env("TERM") == "":
		return "TERM is not set, so nothing is known about the terminal"
	}
	return ""
}

// size prefers what the terminal says to what COLUMNS and LINES remember.
func size(p Probe) (w, h int) {
	if p.Out && p.Size != nil {
		if w, h, err := p.Size(); err == nil && w > 0 && h > 0 {
			return w, h
		}
	}
	w, _ = strconv.Atoi(p.Env("COLUMNS"))
	h, _ = strconv.Atoi(p.Env("LINES"))
	return max(w, 0), max(h, 0)
}

// colours is the profile to draw with. NO_COLOR takes the colours away, but not bold and
// reverse, without which a selection would not be seen; so it keeps the smallest profile
// that has attributes and says that a theme must use nothing else.
func colours(p Probe) (profile termenv.Profile, attributes bool) {
	out := termenv.NewOutput(io.Discard, termenv.WithEnvironment(environment(p.Env)), termenv.WithTTY(p.Out))
	dumb := p.Env("TERM") == "dumb" || p.Env("TERM") == ""
	if out.EnvNoColor() {
		if dumb || !p.Out {
			return termenv.Ascii, false
		}
		return termenv.ANSI, true
	}
	profile = out.EnvColorProfile()
	if profile == termenv.Ascii && p.Out && !dumb { // a name that termenv does not know
		return termenv.ANSI, strings.HasPrefix(p.Env("TERM"), "vt")
	}
	return profile, false
}

// environment lets termenv read the environment of a probe.
type environment func(string) string

func (e environment) Getenv(name string) string { return e(name) }
func (e environment) Environ() []string         { return nil }

// background is whether the background is dark, and how that is known. The terminal is
// only asked where the answer is sure to come soon and to the right program: not through
// a multiplexer, which may show it to several terminals, and not over a network.
func background(p Probe, c Capabilities) (dark bool, how string) {
	switch p.Background {
	case "dark", "light":
		return p.Background == "dark", "said"
	}
	if _, back, ok := cutLast(p.Env("COLORFGBG"), ";"); ok {
		if n, err := strconv.Atoi(back); err == nil {
			return n < 7 || n == 8, "COLORFGBG"
		}
	}
	if p.Ask != nil && c.Interactive && c.Multiplexer == "" && !c.SSH && c.Term != "linux" {
		if dark, known := p.Ask(); known {
			return dark, "asked"
		}
	}
	return true, ""
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// unicodeLocale tells whether the locale is one of UTF-8. Nothing set means the C locale
// of a bare container, whose terminal is somebody's modern one nearly always.
func unicodeLocale(env func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToUpper(env(name)); v != "" {
			return strings.Contains(v, "UTF-8") || strings.Contains(v, "UTF8") || v == "C" || v == "POSIX"
		}
	}
	return true
}

func multiplexer(env func(string) string) string {
	term := env("TERM")
	switch {
	case env("TMUX") != "" || strings.HasPrefix(term, "tmux"):
		return "tmux"
	case env("STY") != "" || strings.HasPrefix(term, "screen"):
		return "screen"
	case env("ZELLIJ") != "":
		return "zellij"
	}
	return ""
}

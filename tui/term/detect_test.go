package term

import (
	"errors"
	"testing"

	"github.com/muesli/termenv"
)

func TestDetect(t *testing.T) {
	asked := func() (bool, bool) { return false, true }
	cases := []struct {
		name   string
		env    map[string]string
		change func(*Probe)
		want   Capabilities
	}{
		{"a terminal of today", map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_US.UTF-8"}, nil,
			Capabilities{Interactive: true, Profile: termenv.TrueColor, DarkKnown: "asked", Unicode: true}},
		{"256 colours", map[string]string{"TERM": "xterm-256color"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI256, DarkKnown: "asked", Unicode: true}},
		{"16 colours", map[string]string{"TERM": "xterm"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, DarkKnown: "asked", Unicode: true}},
		{"the console is not asked", map[string]string{"TERM": "linux"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, Dark: true, Unicode: true}},
		{"no colours in the terminal", map[string]string{"TERM": "vt100"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, Attributes: true, DarkKnown: "asked", Unicode: true}},
		{"no colours wanted", map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, Attributes: true, DarkKnown: "asked", Unicode: true}},
		{"NO_COLOR that is empty", map[string]string{"TERM": "xterm", "NO_COLOR": ""}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, DarkKnown: "asked", Unicode: true}},
		{"dumb", map[string]string{"TERM": "dumb", "NO_COLOR": "1"}, nil,
			Capabilities{Reason: "TERM is dumb: the terminal shows lines only", Profile: termenv.Ascii, Dark: true, Unicode: true}},
		{"no TERM", nil, nil,
			Capabilities{Reason: "TERM is not set, so nothing is known about the terminal", Profile: termenv.Ascii, Dark: true, Unicode: true}},
		{"piped out", map[string]string{"TERM": "xterm-256color"}, func(p *Probe) { p.Out = false },
			Capabilities{Reason: "the output is not a terminal", Profile: termenv.Ascii, Dark: true, Unicode: true}},
		{"piped out, colours forced", map[string]string{"TERM": "xterm-256color", "CLICOLOR_FORCE": "1"}, func(p *Probe) { p.Out = false },
			Capabilities{Reason: "the output is not a terminal", Profile: termenv.ANSI, Dark: true, Unicode: true}},
		{"piped in", map[string]string{"TERM": "xterm"}, func(p *Probe) { p.In = false },
			Capabilities{Reason: "the input is not a terminal", Profile: termenv.ANSI, Dark: true, Unicode: true}},
		{"tmux is not asked", map[string]string{"TERM": "tmux-256color", "TMUX": "/run/x,1,0"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI256, Dark: true, Unicode: true, Multiplexer: "tmux"}},
		{"screen", map[string]string{"TERM": "screen"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, Dark: true, Unicode: true, Multiplexer: "screen"}},
		{"SSH is not asked", map[string]string{"TERM": "xterm", "SSH_CONNECTION": "a 1 b 2"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, Dark: true, Unicode: true, SSH: true}},
		{"light by COLORFGBG", map[string]string{"TERM": "xterm", "COLORFGBG": "0;default;15"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, DarkKnown: "COLORFGBG", Unicode: true}},
		{"the learner knows best", map[string]string{"TERM": "xterm", "COLORFGBG": "0;15"}, func(p *Probe) { p.Background = "dark" },
			Capabilities{Interactive: true, Profile: termenv.ANSI, Dark: true, DarkKnown: "said", Unicode: true}},
		{"an answer that never came", map[string]string{"TERM": "xterm"}, func(p *Probe) { p.Ask = func() (bool, bool) { return false, false } },
			Capabilities{Interactive: true, Profile: termenv.ANSI, Dark: true, Unicode: true}},
		{"an old locale", map[string]string{"TERM": "xterm", "LANG": "de_DE.ISO-8859-1"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, DarkKnown: "asked"}},
		{"LC_ALL wins", map[string]string{"TERM": "xterm", "LANG": "de_DE.ISO-8859-1", "LC_ALL": "C.utf8"}, nil,
			Capabilities{Interactive: true, Profile: termenv.ANSI, DarkKnown: "asked", Unicode: true}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := Probe{Env: func(name string) string { return c.env[name] }, In: true, Out: true, Ask: asked}
			if c.change != nil {
				c.change(&p)
			}
			c.want.Term = c.env["TERM"]
			if got := Detect(p); got != c.want {
				t.Errorf("Detect =\n%+v, want\n%+v", got, c.want)
			}
		})
	}
}

func TestDetectSize(t *testing.T) {
	env := map[string]string{"COLUMNS": "100", "LINES": "-3"}
	cases := []struct {
		name string
		w, h int
		err  error
		want [2]int
	}{
		{"from the terminal", 80, 24, nil, [2]int{80, 24}},
		{"from the environment", 0, 0, errors.New("no terminal"), [2]int{100, 0}},
		{"a terminal that does not know", 0, 0, nil, [2]int{100, 0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Detect(Probe{Env: func(name string) string { return env[name] }, Out: true,
				Size: func() (int, int, error) { return c.w, c.h, c.err }})
			if got.Width != c.want[0] || got.Height != c.want[1] {
				t.Errorf("the size is %dx%d, want %v", got.Width, got.Height, c.want)
			}
		})
	}
}

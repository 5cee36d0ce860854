package term

import (
	"io"
	"os"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestOutput(t *testing.T) {
	full := func(o *Output) { o.WriteString(ansi.SetModeAltScreenSaveCursor) }
	cases := []struct {
		name, term string
		do         func(o *Output)
		want       string
	}{
		{"no screen of its own", "xterm", func(o *Output) { o.Place(1, 2, true) }, "frame"},
		{"a cursor", "xterm", func(o *Output) { full(o); o.Place(1, 2, true) },
			"\x1b[?1049h\x1b[6 q\x1b[?25lframe\x1b[3;2H\x1b[?25h"},
		{"none", "xterm", func(o *Output) { full(o); o.Place(1, 2, false) }, "\x1b[?1049h\x1b[6 qframe"},
		{"no more", "xterm", func(o *Output) { full(o); o.Place(0, 0, true); o.Write(nil); o.Place(0, 0, false) },
			"\x1b[?1049h\x1b[6 q\x1b[?25l\x1b[H\x1b[?25h\x1b[?25lframe"},
		{"the console", "linux", func(o *Output) { full(o) }, "\x1b[?1049hframe"},
		{"after the screen", "xterm", func(o *Output) { full(o); o.Place(1, 2, true); o.WriteString(ansi.ResetModeAltScreenSaveCursor) },
			"\x1b[?1049h\x1b[6 q\x1b[?1049l\x1b[0 qframe"},
		{"titles pass", "xterm", func(o *Output) { io.WriteString(o, "\x1b]2;a\x07") }, "\x1b]2;a\x07frame"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			o := NewOutput(w, c.term)
			c.do(o)
			if n, err := o.Write([]byte("frame")); n != 5 || err != nil {
				t.Errorf("Write = %d, %v", n, err)
			}
			w.Close()
			got, err := io.ReadAll(r)
			if err != nil || string(got) != c.want {
				t.Errorf("the terminal gets %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

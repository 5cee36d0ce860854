package term

import (
	"os"
	"testing"
	"time"
)

func TestEndingOf(t *testing.T) {
	cases := []struct {
		name, input string
		want        ending
	}{
		{"letters", "abc", whole},
		{"nothing", "", whole},
		{"a lone escape", "\x1b", escape},
		{"an escape behind letters", "abc\x1b", escape},
		{"alt and a letter", "\x1bx", whole},
		{"alt+[ or the start of a sequence", "\x1b[", escape},
		{"alt+O or the start of a key", "\x1bO", escape},
		{"an arrow", "\x1b[A", whole},
		{"an application arrow", "\x1bOA", whole},
		{"half an arrow with ctrl", "\x1b[1;", unfailing},
		{"an arrow with ctrl", "\x1b[1;5C", whole},
		{"an arrow and letters", "\x1b[1;5Cabc", whole},
		{"two arrows, the second half", "\x1b[A\x1b[1", unfailing},
		{"half a paste", "\x1b[200~ab\x1b[20", unfailing},
		{"a paste", "\x1b[200~ab\x1b[201~", whole},
		{"half a key of the Linux console", "\x1b[[", unfailing},
		{"a key of the Linux console", "\x1b[[A", whole},
		{"half a mouse report", "\x1b[M !", unfailing},
		{"a mouse report", "\x1b[M !!", whole},
		{"half a new mouse report", "\x1b[<0;1;", unfailing},
		{"a new mouse report", "\x1b[<0;1;1M", whole},
		{"half a letter", "a\xc3", unfailing},
		{"half an emoji", "a\xf0\x9f\x9a", unfailing},
		{"an emoji", "a🚀", whole},
		{"no letter at all", "a\xff", whole},
		{"alt and half a letter", "\x1b\xc3", unfailing},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := endingOf([]byte(c.input)); got != c.want {
				t.Errorf("endingOf(%q) = %d, want %d", c.input, got, c.want)
			}
		})
	}
}

// piecewise is an Input whose pieces arrive one by one, each when it is waited for.
func piecewise(t *testing.T, pieces ...string) (in *Input, waits *[]time.Duration) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	waits = new([]time.Duration)
	send := func(time.Duration) bool {
		if len(pieces) == 0 {
			return false
		}
		_, err := w.WriteString(pieces[0])
		pieces = pieces[1:]
		return err == nil
	}
	send(0)
	return &Input{File: r, ready: func(d time.Duration) bool {
		if readable(r.Fd(), 0) {
			return true
		}
		*waits = append(*waits, d)
		return send(d)
	}}, waits
}

func TestInputKeepsKeysWhole(t *testing.T) {
	cases := []struct {
		name   string
		pieces []string
		want   string
		waits  []time.Duration
	}{
		{"letters are not held", []string{"abc", "d"}, "abc", nil},
		{"an arrow in two", []string{"\x1b", "[A"}, "\x1b[A", []time.Duration{holdEscape}},
		{"an arrow in four", []string{"a\x1b", "[", "1;5", "C"}, "a\x1b[1;5C", []time.Duration{holdEscape, holdEscape, holdRest}},
		{"a letter in two", []string{"\xc3", "\xa4"}, "ä", []time.Duration{holdRest}},
		{"what follows is left alone", []string{"\x1b", "[Axyz"}, "\x1b[A", []time.Duration{holdEscape}},
		{"a lone escape", []string{"\x1b"}, "\x1b", []time.Duration{holdEscape}},
		{"a sequence that never ends", []string{"\x1b[1;"}, "\x1b[1;", []time.Duration{holdRest}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			in, waits := piecewise(t, c.pieces...)
			var p [256]byte
			n, err := in.Read(p[:])
			if err != nil || string(p[:n]) != c.want {
				t.Errorf("Read = %q, %v; want %q", p[:n], err, c.want)
			}
			if len(*waits) != len(c.waits) {
				t.Fatalf("it waited %v, want %v", *waits, c.waits)
			}
			for i, d := range c.waits {
				if (*waits)[i] != d {
					t.Errorf("it waited %v, want %v", *waits, c.waits)
				}
			}
		})
	}
}

func TestInputNeverFillsTheBuffer(t *testing.T) {
	long := make([]byte, 1000)
	for i := range long {
		long[i] = "ä"[i%2]
	}
	in, _ := piecewise(t, string(long))
	got := ""
	for len(got) < len(long) {
		var p [256]byte
		n, err := in.Read(p[:])
		if err != nil || n == 0 || n == len(p) || n%2 != 0 {
			t.Fatalf("Read = %d, %v: full, empty, or half a letter", n, err)
		}
		got += string(p[:n])
	}
	if got != string(long) {
		t.Error("the input was changed")
	}
}

func TestReadable(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if readable(r.Fd(), time.Millisecond) {
		t.Error("an empty pipe is readable")
	}
	if _, err := w.WriteString("x"); err != nil {
		t.Fatal(err)
	}
	if !readable(r.Fd(), time.Hour) {
		t.Error("a filled pipe is not readable")
	}
}

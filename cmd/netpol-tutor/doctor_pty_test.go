//go:build linux

package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// answering is a terminal that says where its cursor stands, as width counts cells.
func answering(t *testing.T, before string, width func(string) int) *os.File {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { master.Close(); tty.Close() })
	go func() {
		var heard []byte
		buf := make([]byte, 256)
		for {
			n, err := master.Read(buf)
			if err != nil {
				return
			}
			heard = append(heard, buf[:n]...)
			for {
				text, rest, asked := bytes.Cut(heard, []byte("\x1b[6n"))
				if !asked {
					break
				}
				heard = rest
				if w := width(string(bytes.TrimPrefix(text, []byte("\r")))); w >= 0 {
					fmt.Fprintf(master, "%s\x1b[7;%dR", before, w+1)
				}
			}
		}
	}()
	return tty
}

func TestMeasure(t *testing.T) {
	arrowsWide := func(s string) int { return ansi.StringWidth(s) + bytes.Count([]byte(s), []byte("▶")) }
	silent := func(string) int { return -1 }
	cases := []struct {
		name, before string
		width        func(string) int
		want         map[string]int
	}{
		{"as it should be", "", ansi.StringWidth, map[string]int{"▶": 1, "──✗": 3, "日本": 4}},
		{"wide arrows", "", arrowsWide, map[string]int{"▶": 2, "──✗": 3, "日本": 4}},
		{"keys come before the answer", "ab\x1b[A", ansi.StringWidth, map[string]int{"▶": 1, "──✗": 3, "日本": 4}},
		{"no answer", "", silent, nil},
		{"always the first column", "", func(string) int { return 0 }, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tty := answering(t, c.before, c.width)
			patience := 20 * time.Second
			if c.want == nil {
				patience = 10 * time.Millisecond
			}
			was := modesOf(t, tty)
			if got := measure(tty, tty, probeTexts(), patience); !maps.Equal(got, c.want) {
				t.Errorf("measure = %v, want %v", got, c.want)
			}
			if modesOf(t, tty) != was {
				t.Error("the modes of the terminal are not as they were")
			}
		})
	}
}

func modesOf(t *testing.T, tty *os.File) unix.Termios {
	t.Helper()
	modes, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return *modes
}

func TestFlowControl(t *testing.T) {
	tty := answering(t, "", ansi.StringWidth)
	modes := modesOf(t, tty)
	for _, on := range []bool{true, false} {
		modes.Iflag &^= unix.IXON
		if on {
			modes.Iflag |= unix.IXON
		}
		if err := unix.IoctlSetTermios(int(tty.Fd()), unix.TCSETS, &modes); err != nil {
			t.Fatal(err)
		}
		if got := flowControl(tty); got == nil || *got != on {
			t.Errorf("flowControl = %v, want %v", got, on)
		}
	}
}

// The terminal is one that says nothing about itself, as through tmux.
func TestDoctorInATerminal(t *testing.T) {
	got := transcript(t, []string{"TERM=tmux-256color", "LANG=C.UTF-8", "LC_ALL="}, "", "doctor")
	says(t, got, "The tutor can open in this terminal.", "80 columns, 24 rows", "did not say how wide", "it needs no Go")
}

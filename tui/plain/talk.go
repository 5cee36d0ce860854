package plain

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"netpol-tutor/grader/render"
)

const (
	usualWidth = 80
	leastWidth = 20
	// mostLine bounds one line of input, in bytes; no line of a manifest comes near it.
	mostLine = 64 << 10
)

// talk asks and says. After the first error of writing, or at the end of the input, it
// asks no more.
type talk struct {
	in    *bufio.Reader
	out   io.Writer
	width int
	echo  bool
	done  bool  // the input has ended
	err   error // of writing
}

func newTalk(in io.Reader, out io.Writer, env Env) *talk {
	width := env.Width
	if width <= 0 {
		width = usualWidth
	}
	return &talk{in: bufio.NewReader(in), out: out, width: max(width, leastWidth), echo: env.Echo}
}

func (t *talk) ended() bool { return t.done || t.err != nil }

// ask puts a question and answers the line that is typed behind it; ok is false when
// there will be no answer.
func (t *talk) ask(prompt string) (line string, ok bool) {
	if t.ended() {
		return "", false
	}
	t.put(prompt)
	line, ok = t.read()
	switch {
	case !ok:
		t.put("\n")
	case t.echo:
		t.put(shown(line) + "\n")
	}
	return line, ok && t.err == nil
}

// answer is ask for a command: blanks around it mean nothing.
func (t *talk) answer(prompt string) (string, bool) {
	line, ok := t.ask(prompt)
	return strings.TrimSpace(line), ok
}

// agreed asks a question that is answered by y or n. Anything else is no.
func (t *talk) agreed(question string) bool {
	t.say("%s", question)
	word, ok := t.answer("y or n> ")
	return ok && (strings.EqualFold(word, "y") || strings.EqualFold(word, "yes"))
}

// waiting tells whether more input is there already, as after a paste.
func (t *talk) waiting() bool { return t.in.Buffered() > 0 }

// read answers the next line. Its rest beyond mostLine is left out.
func (t *talk) read() (line string, ok bool) {
	var b strings.Builder
	for {
		part, err := t.in.ReadSlice('\n')
		b.Write(part[:min(len(part), mostLine-b.Len())])
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			t.done = true
		}
		line = typed(b.String())
		return line, err == nil || line != ""
	}
}

// keys are what arrows and their like send to a program that reads lines.
var keys = regexp.MustCompile(`\x1b(\[[0-9;?]*[ -/]*[@-~]|O[A-Za-z])`)

// typed is a line as it was meant: what keys sent that print nothing goes, and every other
// character that cannot be seen becomes a visible mark, so that no words vanish.
func typed(line string) string {
	line = strings.ToValidUTF8(strings.TrimRight(line, "\r\n"), "\ufffd")
	line = strings.ReplaceAll(keys.ReplaceAllString(line, ""), "\x1b", "\ufffd")
	return strings.ReplaceAll(render.Clean(strings.ReplaceAll(line, "\r", "\ufffd")), "\n", "\ufffd")
}

// put writes text out. It is the only way out, so that nothing leaves that a terminal
// would obey.
func (t *talk) put(text string) {
	if t.err != nil {
		return
	}
	if _, err := io.WriteString(t.out, render.Clean(strings.ReplaceAll(text, "\t", tabWord))); err != nil {
		t.err = fmt.Errorf("write to the terminal: %w", err)
	}
}

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
)

// usualEditors are looked for where neither VISUAL nor EDITOR is set.
var usualEditors = []string{"nano", "vim", "vi", "notepad"}

// editor is the command line of the learner's editor, without a file, and where it is
// said: VISUAL, EDITOR, or "" for one that was found.
func editor(getenv func(string) string, find func(string) (string, error)) (words []string, from string, err error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		text := getenv(name)
		if strings.TrimSpace(text) == "" {
			continue
		}
		words, err := shellWords(text)
		if runtime.GOOS == "windows" {
			words, err = []string{text}, nil // its paths are full of backslashes and blanks
		}
		if err != nil {
			return nil, name, fmt.Errorf("%s is %q: %w", name, text, err)
		}
		if _, err := find(words[0]); err != nil {
			return nil, name, fmt.Errorf("%s is %q, and there is no program %s", name, text, words[0])
		}
		return words, name, nil
	}
	for _, name := range usualEditors {
		if _, err := find(name); err == nil {
			return []string{name}, "", nil
		}
	}
	return nil, "", errors.New("no editor was found: set VISUAL or EDITOR to the one that you use")
}

// openEditor lets the learner change a file in their own editor, and answers when it
// has ended. Ctrl+c belongs to the editor until then.
func (a *app) openEditor(file string) error {
	words, _, err := editor(a.getenv, exec.LookPath)
	if err != nil {
		return err
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	cmd := exec.Command(words[0], append(words[1:], file)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.stdin, a.screen, a.stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the editor %s did not end well: %w", words[0], err)
	}
	return nil
}

// shellWords splits a command line as sh does: at blanks, with quotation marks and
// backslashes. What only a shell could do (variables, pipes, several commands) is refused.
func shellWords(line string) ([]string, error) {
	s := splitter{rest: line}
	for s.rest != "" && s.err == nil {
		s.next()
	}
	s.endWord()
	switch {
	case s.err != nil:
		return nil, s.err
	case len(s.words) == 0:
		return nil, errors.New("it names no program")
	}
	return s.words, nil
}

// splitter goes through a command line, a character or a quotation at a time.
type splitter struct {
	rest  string
	words []string
	word  strings.Builder
	begun bool // a word has begun; it may be empty, as '' is
	err   error
}

func (s *splitter) next() {
	c := s.rest[0]
	s.rest = s.rest[1:]
	switch {
	case c == ' ' || c == '\t' || c == '\n':
		s.endWord()
	case c == '\'':
		s.single()
	case c == '"':
		s.double()
	case c == '\\':
		s.escaped()
	case strings.IndexByte("$`|&;<>()", c) >= 0:
		s.err = fmt.Errorf("the %c needs a shell: put it into a script, and name that", c)
	default:
		s.add(c)
	}
}

func (s *splitter) add(c byte) {
	s.begun = true
	s.word.WriteByte(c)
}

func (s *splitter) endWord() {
	if s.begun {
		s.words = append(s.words, s.word.String())
	}
	s.word.Reset()
	s.begun = false
}

// single takes everything up to the next single quotation mark as it is.
func (s *splitter) single() {
	text, rest, closed := strings.Cut(s.rest, "'")
	if !closed {
		s.err = errOpenQuote
		return
	}
	s.begun, s.rest = true, rest
	s.word.WriteString(text)
}

var errOpenQuote = errors.New("a quotation mark is not closed")

// double takes everything up to the next double quotation mark, but for backslashes.
func (s *splitter) double() {
	s.begun = true
	for s.rest != "" {
		c := s.rest[0]
		s.rest = s.rest[1:]
		switch {
		case c == '"':
			return
		case c == '$' || c == '`':
			s.err = fmt.Errorf("the %c needs a shell: put it into a script, and name that", c)
			return
		case c == '\\' && s.rest != "" && strings.IndexByte("$`\"\\\n", s.rest[0]) >= 0:
			s.escaped()
		default:
			s.add(c)
		}
	}
	s.err = errOpenQuote
}

// escaped takes the character behind a backslash as it is; a line break there is nothing.
func (s *splitter) escaped() {
	if s.rest == "" {
		s.add('\\')
		return
	}
	if s.rest[0] != '\n' {
		s.add(s.rest[0])
	}
	s.rest = s.rest[1:]
}

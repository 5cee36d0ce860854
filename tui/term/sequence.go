package term

import (
	"bytes"
	"unicode/utf8"
)

// ending tells how a piece of input ends.
type ending uint8

const (
	whole     ending = iota // at the end of a key
	escape                  // with an escape that may be a key or the start of one
	unfailing               // within a sequence or a character: more is sure to come
)

const esc = 0x1b

// reach is how far back the start of an unfinished key is looked for. No key that
// Bubble Tea knows is longer.
const reach = 16

// endingOf tells how b ends.
func endingOf(b []byte) ending {
	tail := b[max(0, len(b)-reach):]
	if i := bytes.LastIndexByte(tail, esc); i >= 0 {
		if e := sequenceEnding(tail[i+1:]); e != whole {
			return e
		}
	}
	if splitCharacter(tail) {
		return unfailing
	}
	return whole
}

// sequenceEnding tells how input ends whose last escape is followed by rest.
func sequenceEnding(rest []byte) ending {
	switch {
	case len(rest) == 0:
		return escape
	case rest[0] == 'O' && len(rest) == 1: // application mode; alone it is alt+O
		return escape
	case rest[0] == '[' && len(rest) == 1: // alone it is alt+[
		return escape
	case rest[0] == '[' && !closed(rest[1:]):
		return unfailing
	}
	return whole
}

// closed tells whether a control sequence has its last byte.
func closed(rest []byte) bool {
	switch rest[0] {
	case '[': // function keys of the Linux console
		return len(rest) > 1
	case 'M': // old mouse reports: three bytes follow
		return len(rest) > 3
	}
	for _, c := range rest {
		if c < 0x20 || c > 0x3f {
			return true
		}
	}
	return false
}

// splitCharacter tells whether b ends within a UTF-8 character.
func splitCharacter(b []byte) bool {
	for i := len(b) - 1; i >= 0 && len(b)-i < utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			return !utf8.FullRune(b[i:])
		}
	}
	return false
}

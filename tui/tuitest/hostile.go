package tuitest

import "math/rand/v2"

// hostilePieces are what keys and answers of terminals begin with, what terminals obey, and
// what is no text at all.
var hostilePieces = []string{
	"\x1b", "\x1b[", "\x1bO", "\x1b[M", "\x1b[<0;1;1M", "\x1b[<999999999999;1m", "\x1b[200~", "\x1b[201~", "\x1b[A", "\x1b[1;5D", "\x1b[1;2B",
	"\x1b[99999999999999999999~", "\x1b[;;;;;", "\x1b]11;rgb:zz/\x07", "\x1b]52;c;?\x07", "\x1bP+r\x1b\\", "\x1b[?1;2c", "\x1b[1;1R", "\x1b[I", "\x1b[O",
	"\xff\xfe", "\xc3", "\xe2\x82", "\xf0\x9f\x92", "\xed\xa0\x80", "\u202e", "\u200d", "e\u0301\u0301\u0301", "👩‍👩‍👧", "日本", "\x00", "\t", "\r", "\n", "\x7f",
	"\x07", "\x13", "\x18", "\x16", "\x1a", "\x19", "\x01", "\x06", "\x0c", "\x0b", "- {[&*!|>'\"%@`", "kind: NetworkPolicy\r",
}

// Hostile is a string that nobody would send who meant well.
func Hostile(random *rand.Rand) string {
	var text []byte
	for range 1 + random.IntN(12) {
		if random.IntN(3) > 0 {
			text = append(text, hostilePieces[random.IntN(len(hostilePieces))]...)
			continue
		}
		for range 1 + random.IntN(6) {
			text = append(text, byte(random.IntN(256)))
		}
	}
	return string(text)
}

package manifest

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// newFile is a file as kubectl reads it.
func newFile(src Source, index int) *file {
	return &file{name: src.Name, index: index, text: decoded(src.Text), raw: strings.HasPrefix(src.Text, byteOrderMark)}
}

// decoded is the text of a file in UTF-8. Kubectl reads UTF-16 where a byte order mark
// says so, and puts U+FFFD for bytes that are no UTF-8. In both cases the places of what
// is read from JSON or UTF-16 refer to the text after decoding; YAML in UTF-8 is read in
// place.
func decoded(text string) string {
	switch {
	case isJSON(text):
		return valid(text)
	case strings.HasPrefix(text, "\xff\xfe"):
		return fromUTF16(text[2:], binary.LittleEndian)
	case strings.HasPrefix(text, "\xfe\xff"):
		return fromUTF16(text[2:], binary.BigEndian)
	}
	return text
}

func fromUTF16(text string, order binary.ByteOrder) string {
	raw := []byte(text)
	units := make([]uint16, 0, len(raw)/2+1)
	for ; len(raw) >= 2; raw = raw[2:] {
		units = append(units, order.Uint16(raw))
	}
	if len(raw) == 1 {
		units = append(units, 0xFFFD)
	}
	return string(utf16.Decode(units))
}

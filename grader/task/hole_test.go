package task

import (
	"strings"
	"testing"
)

func TestOpenHole(t *testing.T) {
	cases := []struct {
		name, text string
		want       int
	}{
		{"alone", "___", 0},
		{"at the end", "port: ___", 6},
		{"a comment first", "# fill in ___\nport: ___\n", 20},
		{"within a word", "a___b: x\n", -1},
		{"beside letters of other alphabets", "ä: ___\n", 4},
		{"nothing", "", -1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := OpenHole(c.text, "___"); got != c.want {
				t.Errorf("at %d, want %d", got, c.want)
			}
			if got := OpenHole(c.text, ""); got != -1 {
				t.Errorf("without a mark at %d", got)
			}
		})
	}
}

// BenchmarkOpenHole looks through a long text, as every key does in a lesson with holes.
func BenchmarkOpenHole(b *testing.B) {
	text := strings.Repeat("a: b\n", 20_000)
	for b.Loop() {
		OpenHole(text, "___")
	}
}

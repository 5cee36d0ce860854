package lessons

import "testing"

func TestOpenHole(t *testing.T) {
	cases := []struct {
		name string
		kind Kind
		text string
		want int
	}{
		{"in a flow map", Complete, "ports:\n- {protocol: ___, port: 53}\n", 2},
		{"at the end of a line", Complete, "port: ___", 1},
		{"between quotes", Complete, `port: "___"`, 1},
		{"before a comment", Complete, "port: ___ # which?", 1},
		{"after an ending of Windows", Complete, "a: 1\r\nport: ___\r\n", 2},
		{"all filled", Complete, "port: 53\n", 0},
		{"only spoken of", Complete, "# fill in ___\nport: 53 # no ___ left\n", 0},
		{"within a name", Complete, "name: a___b\n", 0},
		{"longer", Complete, "name: ______\n", 0},
		{"another kind", Fix, "port: ___", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := (&Lesson{Kind: c.kind}).OpenHole(c.text); got != c.want {
				t.Errorf("the first hole is in line %d, want %d", got, c.want)
			}
		})
	}
}

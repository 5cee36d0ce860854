package diagnostic

import "testing"

func TestApply(t *testing.T) {
	cases := []struct {
		name, text, want string
		edits            []Edit
		fails            bool
	}{
		{"no edits", "abc", "abc", nil, false},
		{"out of order", "abc", "Xbc!", []Edit{{3, 3, "!"}, {0, 1, "X"}}, false},
		{"insertions keep order", "ab", "a12b", []Edit{{1, 1, "1"}, {1, 1, "2"}}, false},
		{"touching", "abcd", "XY", []Edit{{0, 2, "X"}, {2, 4, "Y"}}, false},
		{"overlapping", "abcd", "", []Edit{{0, 3, "X"}, {2, 4, "Y"}}, true},
		{"outside", "ab", "", []Edit{{1, 5, ""}}, true},
		{"backwards", "ab", "", []Edit{{2, 1, ""}}, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Apply(c.text, c.edits)
			if (err != nil) != c.fails || got != c.want {
				t.Errorf("Apply = %q, %v; want %q, failure %v", got, err, c.want, c.fails)
			}
		})
	}
}

func TestPositionAt(t *testing.T) {
	text := "a\näö: x\n"
	cases := []struct {
		offset int
		want   Position
	}{
		{0, Position{1, 1}}, {1, Position{1, 2}}, {2, Position{2, 1}},
		{6, Position{2, 3}}, {len(text), Position{3, 1}}, {-4, Position{1, 1}}, {99, Position{3, 1}},
	}
	for _, c := range cases {
		if got := PositionAt(text, c.offset); got != c.want {
			t.Errorf("PositionAt(%d) = %v, want %v", c.offset, got, c.want)
		}
	}
}

package widget

import "testing"

func TestShare(t *testing.T) {
	cases := []struct {
		name                string
		width, height, wish int
		second              bool
		want                Share
	}{
		{"side by side", 120, 40, 99, false, Share{true, 60, 38, 60, 38}},
		{"an odd width", 101, 40, 5, true, Share{true, 51, 38, 50, 38}},
		{"one above the other", 80, 22, 12, false, Share{false, 80, 12, 80, 7}},
		{"too much is wished for", 80, 22, 99, false, Share{false, 80, 15, 80, 4}},
		{"the second has the keys", 80, 22, 12, true, Share{false, 80, 7, 80, 12}},
		{"no room at all", 10, 3, 9, false, Share{false, 10, 1, 10, 1}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := NewShare(c.width, c.height, c.wish, c.second); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

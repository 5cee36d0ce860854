package lessons

import (
	"testing"
)

func TestSuggest(t *testing.T) {
	known := []string{"space1-space2", "open-by-default", "deny-ingress", "one-label-only", "db-from-api", "dns-only"}
	cases := []struct {
		typed string
		want  string // the first suggestion
	}{
		{"space1-space", "space1-space2"},
		{"f01-space1-space2", "space1-space2"},
		{"space2-space1", "space1-space2"},
		{"Open-By-Default", "open-by-default"},
		{"default", "open-by-default"},
		{"dns", "dns-only"},
		{"deny-ingres", "deny-ingress"},
		{"dney-ingress", "deny-ingress"},
		{"ingress-deny", "deny-ingress"},
		{"db-form-api", "db-from-api"},
		{"xyzzy", ""},
		{"", ""},
	}
	for _, c := range cases {
		t.Run(c.typed, func(t *testing.T) {
			got := suggest(c.typed, known)
			if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || got[0] != c.want) {
				t.Errorf("suggest = %v, want %q first", got, c.want)
			}
			if len(got) > 3 {
				t.Errorf("%d suggestions", len(got))
			}
		})
	}
}

func TestDistance(t *testing.T) {
	cases := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"kind", "kind", 0}, {"kind", "knid", 1}, {"titel", "title", 1},
		{"allow", "alow", 1}, {"deny", "dense", 2}, {"abc", "xyz", 3},
	}
	for _, c := range cases {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, s := range []string{"a", "space1-space2", "0", "a-b-c"} {
		if !isSlug(s) {
			t.Errorf("%q is a slug", s)
		}
	}
	bad := map[string]string{"": "", "-a": "a", "a-": "a", "a--b": "a-b", "A": "a", "a_b": "a-b", "ä": "", "a b": "a-b", "../a": "a"}
	for s, want := range bad {
		if isSlug(s) || Slug(s) != want {
			t.Errorf("%q: slug %v, suggestion %q, want %q", s, isSlug(s), Slug(s), want)
		}
	}
}

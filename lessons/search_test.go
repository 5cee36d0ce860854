package lessons

import (
	"slices"
	"testing"
)

func TestSearch(t *testing.T) {
	catalogue, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, query, finds string
		also               string // a lesson that must not be found
	}{
		{"a title", "one way", "space1-space2", "deny-ingress"},
		{"words in any order, any case", "WAY spaces", "space1-space2", "deny-ingress"},
		{"a cause", "protocol-default-tcp", "silent-udp", "deny-ingress"},
		{"a part of a cause", "dns", "nested-dns", "one-label-only"},
		{"an object that the task names", "np-space2", "space1-space2", "deny-ingress"},
		{"a pod of the cluster", "microservice1-0", "space1-space2", "deny-ingress"},
		{"a kind", "predict", "two-policies", "space1-space2"},
		{"what a step teaches", "policies add up", "two-policies", "space1-space2"},
		{"nothing at all", "", "space1-space2", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found := catalogue.Search(c.query)
			has := func(id string) bool {
				return slices.ContainsFunc(found, func(l *Lesson) bool { return l.ID == id })
			}
			if !has(c.finds) || has(c.also) {
				t.Errorf("%q finds %d lessons: %s %v, %s %v", c.query, len(found), c.finds, has(c.finds), c.also, has(c.also))
			}
		})
	}
	if found := catalogue.Search("two spaces"); len(found) < 2 || found[0].ID != "space1-space2" {
		t.Errorf("of %d lessons the one called so is not the first", len(found))
	}
	if found := catalogue.Search("no lesson speaks of this"); len(found) > 0 {
		t.Errorf("found %q", found[0].ID)
	}
}

func BenchmarkSearch(b *testing.B) {
	catalogue, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		catalogue.Search("dns egress")
	}
}

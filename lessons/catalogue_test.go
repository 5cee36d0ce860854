package lessons

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestCatalogue(t *testing.T) {
	catalogue, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	all := catalogue.Lessons()
	if all[0].ID != "open-by-default" {
		t.Errorf("the path begins with %s", all[0].ID)
	}
	tracks := catalogue.Tracks()
	if tracks[0].ID != "foundations" || tracks[0].Title != "Foundations" {
		t.Errorf("the first track is %+v", tracks[0])
	}
	counted := 0
	for _, track := range tracks {
		counted += len(track.Lessons)
	}
	if counted != len(all) {
		t.Errorf("%d lessons in tracks, %d in all", counted, len(all))
	}
	if _, ok := catalogue.Find("space1-space3"); ok || !slices.Contains(catalogue.Suggest("space1-space3"), "space1-space2") {
		t.Error("space1-space3 should not be there, and space1-space2 be suggested")
	}
}

func TestCatalogueWith(t *testing.T) {
	own, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := Load(soundPack(nil), "evening")
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	both, problems := own.With(pack)
	if l, ok := both.Find("knock-knock"); !ok || l.Pack != "evening" || len(problems) > 0 {
		t.Errorf("found %v, problems: %s", ok, lines(problems))
	}
	if all := both.Lessons(); all[len(all)-1].ID != "knock-knock" {
		t.Error("a foreign lesson should come last")
	}
	if _, ok := own.Find("knock-knock"); ok {
		t.Error("the catalogue itself was changed")
	}
	if _, problems := both.With(pack); len(problems) != 1 || problems[0].Line != 2 {
		t.Errorf("an id that is taken: %s", lines(problems))
	}
}

func TestDebugOpensWithUnprotected(t *testing.T) {
	text := `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
# a word before
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: open}   # here
spec: {}
--- # separated
kind: NetworkPolicy
metadata: {name: kept, namespace: shop}
---
kind: NetworkPolicy
metadata: {name: kept, namespace: tools}
`
	want := `# a word before
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: open}   # here
spec: {}
---
kind: NetworkPolicy
metadata: {name: kept, namespace: tools}
`
	if got := unprotected(text, "default", []string{"shop/kept"}); got != want {
		t.Errorf("unprotected = %s", got)
	}
	if got := unprotected(text, "shop", []string{"shop/kept", "shop/open"}); strings.Contains(got, "open") {
		t.Errorf("the namespace of kubectl counts: %s", got)
	}
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestUnproved holds the short way of reading a built-in lesson to the long one.
func TestUnproved(t *testing.T) {
	catalogue, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	bare := func(l *Lesson) Lesson {
		c := *l
		c.wrong, c.accept, c.places, c.world, c.task, c.whole = nil, nil, nil, nil, nil, nil
		c.twin, c.twinOf = nil, nil
		return c
	}
	for _, l := range catalogue.Lessons() {
		if whole := l.whole().lesson; whole == l || !reflect.DeepEqual(bare(l), bare(whole)) {
			t.Errorf("%s: something stands behind the list of wrong answers in lesson.yaml", l.ID)
		}
	}
}

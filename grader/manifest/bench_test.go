package manifest

import (
	"os"
	"testing"
)

func benchmarkText(b *testing.B) string {
	b.Helper()
	text, err := os.ReadFile("testdata/space1-space2.yaml")
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

func BenchmarkRead(b *testing.B) {
	files := []Source{{"np.yaml", benchmarkText(b)}}
	o := Options{Namespaces: []string{"default", "space1", "space2"}}
	b.ReportAllocs()
	for b.Loop() {
		if r := Read(files, o); len(r.Objects) != 2 {
			b.Fatal(r.Stderr)
		}
	}
}

func BenchmarkTree(b *testing.B) {
	text := benchmarkText(b)
	s := newSplitter(text)
	p, err := s.next()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		parseTree(text, p.start, p.end, Limits{}.withDefaults(false))
	}
}

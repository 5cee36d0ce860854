package manifest

import (
	"reflect"
	"sync"
	"testing"
)

// Several may read at once, also the same text over the same objects, and get the same.
func TestReadAtOnce(t *testing.T) {
	existing := Read([]Source{{"a.yaml", ordinary}}, Options{}).Objects
	var records []truth
	for i, r := range readTruth(t, "testdata/validation.jsonl") {
		if r.plainApply() && i%10 == 0 {
			records = append(records, r)
		}
	}
	answers := make([][]string, 4)
	var wait sync.WaitGroup
	for i := range answers {
		wait.Go(func() {
			for _, r := range records {
				got := Read([]Source{{r.File, r.Input}}, Options{Existing: existing, Namespaces: []string{"default", "space1"}})
				answers[i] = append(answers[i], got.Stdout+got.Stderr)
				for _, o := range got.Objects {
					o.Span("spec.podSelector")
				}
			}
		})
	}
	wait.Wait()
	for _, a := range answers[1:] {
		if !reflect.DeepEqual(a, answers[0]) {
			t.Error("the same text was answered otherwise")
		}
	}
}

package manifest

import (
	"fmt"
	"os"
	"testing"
)

func TestShow(t *testing.T) {
	for _, r := range readTruth(t, "testdata/validation.jsonl") {
		if !r.plainApply() {
			continue
		}
		res := r.run()
		for _, w := range res.Warnings {
			fmt.Printf("W %s %s | %s %v-%v %q %s\n", r.ID, r.Title, w.Code, w.Span.Start, w.Span.End, w.Path, w.Message)
		}
		if os.Getenv("REF") != "" {
			for _, x := range res.Refusals {
				fmt.Printf("R %s %s | %v-%v %q stage %d\n   %s\n   help: %s\n", r.ID, r.Title, x.Span.Start, x.Span.End, x.Path, x.Stage, trunc(x.Message), x.Help)
				if len(x.Causes) > 1 {
					for _, c := range x.Causes {
						fmt.Printf("     - %v %s %s | %s\n", c.Span.Start, c.Path, trunc(c.Message), c.Help)
					}
				}
			}
		}
	}
}
func trunc(s string) string {
	if len(s) > 200 {
		return s[:200]
	}
	return s
}

package grader_test

import (
	"fmt"
	"strings"
	"testing"

	"netpol-tutor/grader"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/progress"
)

func signs(c grader.Comparison) string {
	var out strings.Builder
	for _, r := range c.Rows {
		fmt.Fprintf(&out, "%s want %s:", r.Connection, r.Want)
		for _, cell := range r.Cells {
			sign := " -"
			if cell.Allowed {
				sign = " +"
			}
			if cell.Wrong {
				sign += "!"
			}
			out.WriteString(sign)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestCompare(t *testing.T) {
	catalogue, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l, _ := catalogue.Find("deny-stays")
	a, err := play.Begin(l, progress.Memory(nil))
	if err != nil {
		t.Fatal(err)
	}
	want := `studio/cutter-0 > vault/reels-0:8700 want allow: + -! + + -!
studio/cutter-0 > svc vault/reels want allow: + -! + + -!
studio/sound-0 > vault/reels-0:8700 want deny: - - - +! -
street/cutter-old-0 > vault/reels-0:8700 want deny: - - - - -
studio/cutter-0 > vault/reels-0:9700 want deny: +! - - - -
studio/cutter-0 > vault/index-0:8700 want deny: - - - - -
street/cutter-old-0 > studio/cutter-0:8700 want deny: - - - - -
vault/reels-0 > studio/cutter-0:8700 want deny: - +! - - -
`
	if got := signs(a.Compare()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := grader.Compare(nil); len(got.Rows) != 0 {
		t.Errorf("of nothing: %+v", got)
	}
}

package lens

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

// changedLines counts the lines that differ between two states of some files.
func changedLines(before, after []manifest.Source) int {
	n := 0
	for i := range before {
		if before[i].Text != after[i].Text {
			n += differing(strings.Split(before[i].Text, "\n"), strings.Split(after[i].Text, "\n"))
		}
	}
	return n
}

// differing counts the lines of both texts that are not in their longest common
// subsequence.
func differing(a, b []string) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	above := make([]int, len(b)+1) // lengths for the lines of a below the current one
	for i := len(a) - 1; i >= 0; i-- {
		row := make([]int, len(b)+1)
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				row[k] = above[k+1] + 1
			} else {
				row[k] = max(above[k], row[k+1])
			}
		}
		above = row
	}
	return len(a) + len(b) - 2*above[0]
}

package diagnose

// wayOff is a difference in length beyond which slips need not be counted.
const wayOff = 20

// distance counts the slips between two words: a letter too many, too few, another,
// or two neighbours exchanged.
func distance(a, b string) int {
	if a == b {
		return 0
	}
	if more := max(len(a)-len(b), len(b)-len(a)); more > wayOff {
		return more
	}
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now := make([]int, len(b)+1)
		now[0] = i
		for j := 1; j <= len(b); j++ {
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last = last, now
	}
	return last[len(b)]
}

func differ(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}

// slip tells whether two words differ by a slip or two, and not in substance.
func slip(a, b string) bool {
	d := distance(a, b)
	return d == 1 || d == 2 && max(len(a), len(b)) > 2
}

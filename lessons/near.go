package lessons

import (
	"slices"
	"strings"
)

// nearest answers the candidate that a mistyped word probably means, or "".
func nearest(word string, candidates []string) string {
	best, least := "", 1+max(1, len(word)/3)
	for _, c := range candidates {
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	return best
}

// didYouMean is a sentence with the nearest candidate, or else with all of them.
func didYouMean(word string, candidates []string) string {
	if n := nearest(word, candidates); n != "" {
		return "Did you mean " + n + "?"
	}
	return "Known are " + enumerate(candidates) + "."
}

func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// distance counts the insertions, deletions, changes and swaps of neighbours between
// two words (optimal string alignment). Words beyond 64 bytes are cut: names that
// long are never near by accident.
func distance(a, b string) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	before, above := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			change := above[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above = above, row
	}
	return above[len(b)]
}

// suggest answers up to three known ids that somebody who typed id may have meant,
// the likeliest first.
func suggest(id string, known []string) []string {
	id = strings.ToLower(strings.TrimSpace(id))
	type guess struct {
		id     string
		unlike int
	}
	var guesses []guess
	for _, k := range known {
		if u, ok := unlikeness(id, k); ok {
			guesses = append(guesses, guess{k, u})
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return a.unlike - b.unlike })
	var ids []string
	for _, g := range guesses[:min(3, len(guesses))] {
		ids = append(ids, g.id)
	}
	return ids
}

// unlikeness orders guesses: slips of the keyboard before parts of a name before
// names that share a word.
func unlikeness(id, known string) (int, bool) {
	d := distance(id, known)
	switch {
	case d <= max(2, len(known)/4):
		return d, true
	case len(id) >= 3 && (strings.Contains(known, id) || strings.Contains(id, known)):
		return 100 + d, true
	case shareWord(id, known):
		return 200 + d, true
	}
	return 0, false
}

func shareWord(a, b string) bool {
	words := strings.Split(b, "-")
	return slices.ContainsFunc(strings.Split(a, "-"), func(w string) bool {
		return len(w) >= 4 && slices.Contains(words, w)
	})
}

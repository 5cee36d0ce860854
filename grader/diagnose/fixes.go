package diagnose

import (
	"slices"
	"strings"
)

// fixed is one thing that a cure does, in a list of its own.
func fixed(words string) []string { return []string{words} }

// addFixes are the phrases of two cures, each once.
func addFixes(all, more []string) []string {
	sum := slices.Clone(all)
	for _, one := range more {
		if !slices.Contains(sum, one) {
			sum = append(sum, one)
		}
	}
	return sum
}

// listedFixes says what is done.
func listedFixes(fixes []string) string {
	groups := groupedFixes(fixes)
	if len(groups) > 2 {
		return strings.Join(groups, "; ")
	}
	return strings.Join(groups, ", and ")
}

// groupedFixes says of neighbours that differ in one word what is the same only once:
// podSelector and ingress under spec.
func groupedFixes(fixes []string) []string {
	var groups []string
	for i := 0; i < len(fixes); {
		first, n := fixes[i], i+1
		if words, rest := sameButWord(fixes[i:], splitFirst); len(words) > 1 {
			first, n = joined(words, "and")+rest, i+len(words)
		} else if words, rest := sameButWord(fixes[i:], splitLast); len(words) > 1 {
			first, n = rest+joined(words, "and"), i+len(words)
		}
		groups = append(groups, first)
		i = n
	}
	return groups
}

// sameButWord are the words in which the first phrases differ, and what they have in common.
func sameButWord(phrases []string, split func(phrase string) (word, rest string)) (words []string, rest string) {
	word, rest := split(phrases[0])
	words = append(words, word)
	for _, phrase := range phrases[1:] {
		next, same := split(phrase)
		if rest == "" || same != rest {
			break
		}
		words = append(words, next)
	}
	return words, rest
}

// splitFirst and splitLast part a word from the rest of a phrase, which is "" if there is none.
func splitFirst(phrase string) (word, rest string) {
	i := strings.IndexByte(phrase, ' ')
	if i < 0 {
		return phrase, ""
	}
	return phrase[:i], phrase[i:]
}

func splitLast(phrase string) (word, rest string) {
	i := strings.LastIndexByte(phrase, ' ')
	return phrase[i+1:], phrase[:i+1]
}

// Package mutation is test support: slips of random kinds in texts that were right, as
// people make them. It knows nothing of what tells slips from each other, so that
// diagnosing is held to something that does not share its ideas.
//
//	text.go   slips of typing: lines, dashes, indents, characters
//	tree.go   slips of thinking: the documents read, and one thing in them changed
//	list.go   what goes wrong with an item of a list
//	value.go  what goes wrong with a key or its value
package mutation

import "math/rand/v2"

// Mutate makes one slip in a text of YAML documents, and names its kind. The same draws
// make the same slip; at times it changes nothing, or nothing that matters.
func Mutate(r *rand.Rand, text string) (mutated, kind string) {
	if r.IntN(2) == 0 {
		if mutated, ok := tree(r, text); ok {
			return mutated, "tree"
		}
	}
	return typed(r, text)
}

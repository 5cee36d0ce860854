// Package lens answers two questions about a text of policies: what is the smallest
// edit that opens or closes one connection, and what depends on each of its lines. Both
// answers come from edited copies of the text that were read and judged like any other
// text; nothing is recognised by how it is spelled.
//
//	scene.go    a text, what it puts in force, and edited copies of it
//	effect.go   what an edit changes, over all flows
//	parts.go    the parts of a text, and what depends on each
//	flip.go     the search for the smallest edit
//	open.go     edits that may open a connection
//	close.go    edits that may close one
//	rules.go    how rules, peers and ports are changed
//	build.go    new parts of a text
//	selector.go selectors that tell one pod from the others
//	lines.go    how many lines an edit changes
package lens

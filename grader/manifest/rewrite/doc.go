// Package rewrite changes YAML and JSON texts the way a careful person would: only
// where something changes, in the style that the text already has, with comments,
// order, quotes and line ends kept.
//
// A Value is read from a syntax tree and changed like any small tree: set a key,
// append an item, move a part somewhere else. Edits then compares it with the tree
// it was read from and answers the text edits that turn one into the other. Parts
// that were moved bring their own text along; parts that are new are written in the
// style of their surroundings.
//
//	value.go     the tree and its changes
//	morph.go     one tree turned into another with few changes
//	read.go      from syntax to values, and whether both mean the same
//	patch.go     which parts of a text must change
//	block.go     changes inside block mappings and sequences
//	flow.go      changes inside {..} and [..]
//	write.go     how a value is written
//	scalar.go    how a scalar is written so that YAML 1.1 reads it back
//	style.go     the habits of a text: indentation, line ends, quotes
//	document.go  whole documents
package rewrite

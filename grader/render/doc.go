// Package render shows what the grader found: as text for people, as JSON and JUnit
// for programs, and as a picture of who reaches whom. It also cleans untrusted text
// for terminals; everything it writes has been through Clean.
//
//	clean.go       untrusted text
//	wrap.go        prose broken into lines
//	piece.go       lines made of pieces that have a meaning, which a terminal may colour
//	excerpt.go     the learner's text with labels below their places
//	diagnostic.go  one diagnostic: excerpt, what one would see, the fix
//	diff.go        what differs between two texts
//	text.go        a whole report
//	words.go       checks and connections in words
//	journey.go     one connection, step by step
//	reading.go     what a policy means, what a code means
//	json.go        the stable JSON form of a report
//	junit.go       the JUnit form
//	picture.go     the picture
package render

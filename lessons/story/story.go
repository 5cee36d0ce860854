// Package story is the first four minutes as data: a question on the very first start,
// and for somebody who is new a story that shows the trap this program exists for. A flat
// network is predicted, a policy is applied before their eyes, two bets are laid, both
// commands run with their real words and their real delay, and two missing values mend it.
// Every outcome comes from the grader on the lesson in content/; nothing is known
// beforehand. The screen and the plain mode tell it each in their own way.
//
//	frame.go    the frames in their order, what they say, the four guesses
//	ask.go      the one question, and the day of an exam
//	scene.go    the cluster, its policy, and what came of every connection
//	row.go      what of that a frame shows
//	file.go     the file with two holes
//	try.go      what came of filling it in
//	words.go    words that do not belong to one frame
//	place.go    where the learner is, kept for the next start
package story

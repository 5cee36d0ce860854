// Package term is the plumbing between the tutor and a real terminal: an input that
// delivers keys whole (input.go, sequence.go), an output that leaves the terminal's own
// cursor where the learner works (output.go), a run that survives its own mistakes
// (run.go, crash.go), and what can be known about a terminal before it is used
// (detect.go). Everything works on real files, because Bubble Tea switches a terminal
// to raw mode, and asks for its size, only if it is given one.
package term

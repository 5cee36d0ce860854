// Package diagnose finds out why a submission fails, as a good teacher would, and
// the smallest change of this very text that mends it.
//
// Causes are found by trying. A table of repairs (table.go) proposes changes of the
// learner's text, each with the cause that it would mend; every change is made on a
// copy (draft.go) and judged like a submission (try.go, wrong.go). What turns wrong
// connections right and breaks none is a candidate, and the order of teaching picks
// among those (rank.go), with changes that give nobody more than is meant before others
// (oversteps.go). If something is left to mend, the search goes on from the
// repaired copy (plan.go, search.go). So no cause is recognised by how it is spelled, and no
// change is offered that was not tried.
//
//	run.go        the whole way from an input to diagnostics
//	scene.go      a submission with what is in force and what is wrong with it
//	change.go     a change of the text, and what to say if it proves right; several.go the
//	              same slip in several places
//	written.go    repeated keys and missing separators; twice.go repeated names; dns*.go
//	              lookups; place*.go, direction.go, sides.go whom and which way;
//	              selectors.go, peers.go, rule*.go, port*.go, addresses.go, names.go the
//	              other causes
//	models.go     parts taken over from the bounds of the task; flows.go and needs.go
//	              rules made for connections: both for what has no name of its own
//	refused*.go   documents that the server refuses: the shape they should have
//	              (schema.go), slips of writing line by line (refused_lines.go), what was
//	              copied with them (refused_paste.go); several slips, one after the other
//	              (refused_steps.go), or the same in several documents (refused_alike.go);
//	              names for addresses (refused_hosts.go)
//	holes.go      values that are left to fill in
//	remarks.go    what is right today and not robust; warnings.go what was swallowed, and
//	              what hangs on it
//	tell.go       diagnostics from repairs; sight.go what one would have seen;
//	              words.go, fixes.go and misses.go how things and changes are said
//	explain.go    the pages of all codes, pages_*.go
package diagnose

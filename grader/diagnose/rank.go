package diagnose

import (
	"cmp"
)

// group is the first criterion between repairs.
type group uint8

const (
	misplaced group = iota // the policy is in the wrong place, or counts for the wrong direction
	lookups                // names do not resolve, while addresses work
	ordinary
	reworked // parts written anew: only where nothing smaller helps
)

// groupOf is the group of an attempt in a scene.
func (s *scene) groupOf(a *attempt) group {
	switch {
	case a.effort == rework:
		return reworked
	case isMisplacement(a.code) && !a.idle:
		return misplaced
	case s.dns.namesOnly && (isDNS(a.code) || !isGeneral(a.code) && s.dns.touches(a.change)):
		return lookups
	}
	return ordinary
}

func isMisplacement(code string) bool {
	switch code {
	case "policy-in-wrong-namespace", "selects-nothing", "wrong-direction", "policytypes-missing-egress", "doc-separator-missing", "duplicate-key", "same-name-twice", "protected-changed":
		return true
	}
	return false
}

// isDNS tells the codes of lookups.
func isDNS(code string) bool {
	for _, page := range dnsPages {
		if page.Code == code {
			return true
		}
	}
	return false
}

// settles tells whether nothing is wrong after a repair with a name, of what is there
// already. Then no other mistake need be looked for.
func (a *attempt) settles() bool {
	return a.passes && !isGeneral(a.code) && !a.adds() && !a.idle
}

// better orders attempts: what settles everything, the group, of lookups those that touch the learner's own
// rule, what gives nobody more than is meant, what passes, wrong checks mended, wrong pairs mended, causes with a name, text
// kept, the order of teaching, the size of a change without a name, the order of proposing.
func (s *scene) better(a, b *attempt) int {
	return cmp.Or(
		truth(s.groupOf(a) == reworked, s.groupOf(b) == reworked),
		truth(b.settles(), a.settles()),
		cmp.Compare(s.groupOf(a), s.groupOf(b)),
		cmp.Compare(second(a), second(b)),
		truth(a.idle, b.idle),
		truth(s.oversteps(a), s.oversteps(b)),
		truth(b.passes, a.passes),
		cmp.Compare(b.checks, a.checks),
		cmp.Compare(b.pairs, a.pairs),
		cmp.Compare(b.ends, a.ends),
		cmp.Compare(class(a), class(b)),
		cmp.Compare(a.effort, b.effort),
		cmp.Compare(order(a.code), order(b.code)),
		cmp.Compare(a.size(), b.size()),
		cmp.Compare(a.seq, b.seq),
	)
}

// size is how many bytes of the text a change without a name takes and gives. Changes with
// one are offered with the best first.
func (a *attempt) size() int {
	n := 0
	if !isGeneral(a.code) {
		return n
	}
	for _, edits := range a.draft.edits {
		for _, e := range edits {
			n += e.End - e.Start + len(e.Text)
		}
	}
	return n
}

// second puts a further rule for DNS behind every repair of a rule that is there.
func second(a *attempt) int {
	if a.code == "dns-egress-missing" {
		return 1
	}
	return 0
}

// class puts causes with a name before changes without, and what is nearly right
// before what is added.
func class(a *attempt) int {
	adds := a.effort == addRule || a.effort == addPolicy
	switch {
	case !isGeneral(a.code) && !adds:
		return 0
	case a.effort <= entry:
		return 1
	case !isGeneral(a.code):
		return 2
	}
	return 3
}

func truth(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

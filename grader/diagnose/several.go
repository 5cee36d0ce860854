package diagnose

import (
	"cmp"
	"slices"
)

// inAllPlaces are sums of the changes for one cause that stand in several places, of each
// place the first, or those that do the same: some help only together.
func inAllPlaces(all []*change) []*change {
	var sums []*change
	sum := func(key func(c *change) string) {
		for _, group := range grouped(all, func(c *change) string {
			if c.code == "" || c.effort > splitJoin {
				return ""
			}
			return key(c)
		}) {
			sums = append(sums, sumOf(onePerPlace(group)))
		}
	}
	sum(func(c *change) string { return c.code })
	sum(func(c *change) string { return c.code + "\n" + c.fix })
	return slices.DeleteFunc(sums, func(sum *change) bool { return len(sum.also) == 0 })
}

// alike are sums of changes that help one by one, and that are the same slip: they have
// one cause, or else do the same to the same words.
func (s *scene) alike(clean []*attempt) []*change {
	best := slices.SortedStableFunc(slices.Values(clean), s.better)
	var sums []*change
	for _, group := range grouped(best, func(a *attempt) string {
		switch {
		case a.policy == nil || a.effort == rework || len(a.also) > 0:
			return ""
		case isGeneral(a.code):
			return a.policy.File + "\n" + a.fix + "\n" + s.spelt(s.place(a.policy.Object, a.at))
		}
		return a.policy.File + "\n" + a.code
	}) {
		group = onePerPlace(group)
		slices.SortStableFunc(group, func(a, b *attempt) int { return cmp.Compare(a.seq, b.seq) })
		var changes []*change
		for _, a := range group {
			changes = append(changes, a.change)
		}
		sums = append(sums, sumOf(changes))
	}
	return slices.DeleteFunc(sums, func(sum *change) bool { return len(sum.also) == 0 })
}

// beyond tells whether a sum does more than any of the changes in it: two rules that allow
// the same need not both be written.
func (a *attempt) beyond(clean []*attempt) bool {
	return !slices.ContainsFunc(clean, func(b *attempt) bool {
		return b.code == a.code && b.checks >= a.checks && b.pairs >= a.pairs && b.ports >= a.ports
	})
}

// grouped puts together what has the same key, in the order of the first of each; what has
// none is left out.
func grouped[T any](all []T, key func(T) string) [][]T {
	var groups [][]T
	index := map[string]int{}
	for _, one := range all {
		k := key(one)
		if k == "" {
			continue
		}
		i, known := index[k]
		if !known {
			i = len(groups)
			index[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], one)
	}
	return groups
}

// onePerPlace keeps the first change of each place.
func onePerPlace[T interface{ where() string }](all []T) []T {
	var kept []T
	for _, one := range all {
		if !slices.ContainsFunc(kept, func(k T) bool { return k.where() == one.where() }) {
			kept = append(kept, one)
		}
	}
	return kept
}

// sumOf makes all of some changes, from behind, so that no place moves before its turn. A
// document that one of them takes away is left to that one.
func sumOf(all []*change) *change {
	sum := *all[0]
	fixes := []string{sum.fix}
	for _, c := range all[1:] {
		if c.policy == nil || slices.ContainsFunc(sum.edits, c.collides) {
			continue
		}
		sum.also = append(sum.also, mark{policy: c.policy, path: c.at.path, key: c.at.key, text: cmp.Or(c.at.text, "and here")})
		sum.edits = slices.Concat(c.edits, sum.edits)
		if !slices.Contains(fixes, c.fix) {
			fixes = append(fixes, c.fix)
		}
	}
	if sum.fix = listedFixes(fixes); len(fixes) == 1 && len(sum.also) > 0 {
		sum.fix += ", and the same in " + counted(len(sum.also), "other place", "other places")
	}
	return &sum
}

// collides tells whether a change and an edit beside it touch a document that one of them
// takes away, or add one.
func (c *change) collides(e edit) bool {
	return slices.ContainsFunc(c.edits, func(own edit) bool {
		whole := own.do == nil || e.do == nil
		return whole && (own.object == nil || e.object == nil || together(own.object, e.object))
	})
}

package diagnose

import "slices"

// repair is a cause, and what proposes changes that would mend it. Whether they do
// is found out by trying.
type repair struct {
	code    string
	propose func(s *scene, offer func(*change))
}

// repairs are all of them, in no order that matters: rank.go decides.
func repairs() []repair {
	return slices.Concat(
		writtenRepairs, dnsRuleRepairs, dnsPeerRepairs, placeRepairs, directionRepairs, sideRepairs,
		selectorRepairs, peerRepairs, ruleRepairs, portRepairs, numberRepairs, addressRepairs, nameRepairs,
		modelRepairs, flowRepairs,
	)
}

// mostChanges bounds how many changes are tried for one scene.
const mostChanges = 400

// propose lists the changes worth trying. No two of them are the same by name and place.
func (s *scene) propose() []*change { return slices.Clone(s.proposeOnce.get(s.findChanges)) }

func (s *scene) findChanges() []*change {
	var all []*change
	for _, r := range repairs() {
		r.propose(s, func(c *change) {
			if len(all) < mostChanges {
				all = append(all, c)
			}
		})
	}
	return all
}

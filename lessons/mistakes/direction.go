package mistakes

import "netpol-tutor/grader/manifest/rewrite"

var directions = []operator{
	{"wrong-direction", mirror},
	{"policytypes-missing-egress", unlistRules},
	{"accidental-isolation", listTooMuch},
	{"egress-empty-list", emptyList},
}

// mirror writes a policy for the other direction.
func mirror(s *sheet) {
	for _, p := range s.policies {
		for _, w := range ways {
			if !isolates(p.NetworkPolicySpec, w) || isolates(p.NetworkPolicySpec, w.other()) {
				continue
			}
			names := "egress-instead-of-ingress|what-they-send|" + p.Name + "-the-wrong-way"
			if w == egress {
				names = "ingress-instead-of-egress|what-they-receive|" + p.Name + "-the-wrong-way"
			}
			s.write(names, func(d *draft) {
				for _, r := range d.spec(p).Get(string(w)).Items() {
					r.Rename(w.peers(), w.other().peers())
				}
				d.spec(p).Rename(string(w), string(w.other()))
				setTypes(d.spec(p), w.other())
			})
		}
	}
}

// unlistRules leaves out of policyTypes what there are rules for.
func unlistRules(s *sheet) {
	for _, p := range s.policies {
		for _, w := range ways {
			if len(p.rulesOf(w)) == 0 || !isolates(p.NetworkPolicySpec, w) {
				continue
			}
			s.write("types-say-"+string(w.other())+"|"+string(w)+"-not-listed|rules-that-nobody-reads", func(d *draft) {
				setTypes(d.spec(p), w.other())
			})
		}
	}
}

// listTooMuch lists a direction that is to be left alone, or leaves it to the server.
func listTooMuch(s *sheet) {
	for _, p := range s.policies {
		for _, w := range ways {
			if isolates(p.NetworkPolicySpec, w) {
				continue
			}
			s.write("both-directions-listed|"+string(w)+"-listed-too|"+p.Name+"-closes-"+string(w)+"-as-well", func(d *draft) { setTypes(d.spec(p), w.other(), w) })
			s.write("no-types-at-all|policytypes-left-out", func(d *draft) { d.spec(p).Drop("policyTypes") })
		}
	}
}

// emptyList writes a list without rules where the rules should be.
func emptyList(s *sheet) {
	for _, p := range s.policies {
		for _, w := range ways {
			if !isolates(p.NetworkPolicySpec, w) {
				continue
			}
			empty := func(d *draft) { d.spec(p).Set(string(w), rewrite.List().Compact()) }
			if len(p.rulesOf(w)) > 0 {
				s.write("empty-brackets|"+string(w)+"-with-an-empty-list|no-rules-between-the-brackets", empty)
			}
			if w == egress {
				s.write("empty-brackets-without-types|brackets-that-do-not-count", func(d *draft) {
					empty(d)
					d.spec(p).Drop("policyTypes")
				})
			}
		}
	}
}

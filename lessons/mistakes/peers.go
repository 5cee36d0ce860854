package mistakes

import "netpol-tutor/grader/manifest/rewrite"

var peers = []operator{
	{"and-or-dash-split", splitPeer},
	{"and-or-dash-joined", joinPeers},
	{"namespace-label-guess", guessKey},
	{"podselector-for-other-namespace", forgetNamespaceOfPods},
	{"namespace-label-in-podselector", askPodsForNamespace},
	{"empty-selector-too-wide", emptySelector},
}

func (p peer) ofBoth() bool { return p.NamespaceSelector != nil && p.PodSelector != nil }

// splitPeer makes two items of one.
func splitPeer(s *sheet) {
	s.eachPeer(func(p peer) {
		if p.ofBoth() {
			s.write("one-dash-too-many|two-dashes|namespace-or-label", func(d *draft) {
				pods := p.value(d).Drop("podSelector")
				p.items(d).Insert(p.number+1, field("podSelector", pods))
			})
		}
	})
}

// joinPeers makes one item of a namespace and of pods at home.
func joinPeers(s *sheet) {
	s.eachPeer(func(p peer) {
		for i, other := range p.peers {
			if p.NamespaceSelector == nil || p.PodSelector != nil || other.PodSelector == nil || other.NamespaceSelector != nil {
				continue
			}
			s.write("one-dash-too-few|both-under-one-dash|namespace-and-label", func(d *draft) {
				pods := p.items(d).Items()[i].Drop("podSelector")
				p.value(d).Set("podSelector", pods)
				p.items(d).Remove(i)
			})
		}
	})
}

// guessKey writes another key for the name of namespaces, wherever it stands.
func guessKey(s *sheet) {
	for _, guess := range [][2]string{
		{"name", "label-called-name|name-as-label|guessed-name"},
		{"namespace", "label-called-namespace|namespace-as-label"},
	} {
		s.write(guess[1], func(d *draft) {
			s.eachPeer(func(p peer) {
				selector := p.value(d).Get("namespaceSelector")
				selector.Get("matchLabels").Rename(nameLabel, guess[0])
				for _, e := range selector.Get("matchExpressions").Items() {
					if e.Get("key").Scalar() == nameLabel {
						e.Set("key", rewrite.Text(guess[0]))
					}
				}
			})
		})
	}
}

// forgetNamespaceOfPods asks for pods of another namespace by their label alone.
func forgetNamespaceOfPods(s *sheet) {
	s.eachPeer(func(p peer) {
		if p.NamespaceSelector == nil || p.rule.isDNS() {
			return
		}
		if p.PodSelector != nil {
			s.write("namespace-left-out|pods-looked-for-at-home|no-namespace-for-the-peer", func(d *draft) { p.value(d).Drop("namespaceSelector") })
			return
		}
		if key, value, ok := badge(s.matched(p)); ok {
			s.write("pods-of-the-wrong-namespace|"+value+"-looked-for-at-home|label-without-its-namespace", func(d *draft) {
				p.items(d).Items()[p.number].Become(field("podSelector", labelled(key, value)))
			})
		}
	})
}

// askPodsForNamespace asks pods for the label of their namespace.
func askPodsForNamespace(s *sheet) {
	s.eachPeer(func(p peer) {
		switch {
		case p.NamespaceSelector == nil || p.rule.isDNS() || len(p.NamespaceSelector.MatchLabels) == 0:
		case p.PodSelector == nil:
			s.write("namespace-label-on-pods|podselector-by-namespace-name|pods-asked-for-their-namespace", func(d *draft) {
				p.value(d).Rename("namespaceSelector", "podSelector")
			})
		case len(p.PodSelector.MatchLabels) > 0:
			s.write("both-labels-on-the-pod|all-labels-in-one-selector|namespace-among-pod-labels", func(d *draft) {
				spaces := p.value(d).Drop("namespaceSelector").Get("matchLabels")
				for _, key := range spaces.Keys() {
					p.value(d).At("podSelector.matchLabels").SetFirst(key, spaces.Drop(key))
				}
			})
		}
	})
}

// emptySelector leaves braces empty that should say who is meant.
func emptySelector(s *sheet) {
	s.eachPeer(func(p peer) {
		if p.rule.isDNS() {
			return
		}
		if p.NamespaceSelector != nil && keysOf(p.NamespaceSelector) > 0 {
			s.write("any-namespace|every-namespace|all-namespaces-by-braces", func(d *draft) {
				p.value(d).Set("namespaceSelector", rewrite.Map())
			})
		}
		if p.PodSelector != nil && keysOf(p.PodSelector) > 0 {
			s.write("any-pod|every-pod|all-pods-by-braces", func(d *draft) { p.value(d).Set("podSelector", rewrite.Map()) })
		}
		if p.NamespaceSelector == nil && p.PodSelector != nil {
			s.write("namespaces-instead-of-pods|everybody-by-braces|any-namespace-at-all", func(d *draft) {
				p.items(d).Items()[p.number].Become(field("namespaceSelector", rewrite.Map()))
			})
		}
	})
}

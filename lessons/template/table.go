package template

import "netpol-tutor/lessons"

// All lists the templates, in the order of the path. Their ids and titles do not tell the
// cause. The first choice of each is what neighbours differ in.
func All() []Template {
	return []Template{
		{
			ID: "right-room", Title: "A policy without effect", Kind: lessons.Debug, Track: "debugging", Minutes: 3,
			Causes:  []string{"policy-in-wrong-namespace", "selects-nothing", "wrong-direction"},
			choices: []choice{bothWays(), {"stands", []string{"them", "default", "far"}}, welcomes()},
		},
		{
			ID: "which-way", Title: "The wrong side is closed", Kind: lessons.Fix, Track: "foundations", Minutes: 3,
			Causes:  []string{"wrong-direction", "accidental-isolation"},
			choices: []choice{bothWays(), subjects(), bystanders()},
		},
		{
			ID: "silent-list", Title: "Nobody is meant", Kind: lessons.Debug, Track: "selectors", Minutes: 3,
			Causes:  []string{"namespace-label-guess", "namespace-label-in-podselector", "label-typo"},
			choices: []choice{bothWays(), subjects(), welcomes(), {"guess", []string{"name", "namespace"}}},
		},
		{
			ID: "one-visitor", Title: "The right one alone", Kind: lessons.Fix, Track: "selectors", Minutes: 3,
			Causes:  []string{"and-or-dash-split", "empty-selector-too-wide", "namespace-label-guess"},
			choices: []choice{bothWays(), subjects(), bystanders()},
		},
		{
			ID: "either-will-do", Title: "Both are welcome", Kind: lessons.Debug, Track: "selectors", Minutes: 4,
			Causes:  []string{"and-or-dash-joined", "empty-selector-too-wide"},
			choices: []choice{bothWays(), bystanders()},
		},
		{
			ID: "from-elsewhere", Title: "Right label, no match", Kind: lessons.Fix, Track: "selectors", Minutes: 3,
			Causes:  []string{"podselector-for-other-namespace", "empty-selector-too-wide", "namespace-label-guess"},
			choices: []choice{bothWays(), {"namesake", []string{"none", "here"}}, subjects()},
		},
		{
			ID: "outbound", Title: "One call and no other", Kind: lessons.Write, Track: "egress-dns", Minutes: 4,
			Causes:  []string{"dns-egress-missing", "dns-udp-only", "dns-nested-in-app-rule"},
			choices: []choice{outwards(), subjects(), welcomes(), bystanders()},
		},
		{
			ID: "half-a-question", Title: "Names do not resolve", Kind: lessons.Complete, Track: "egress-dns", Minutes: 2,
			Causes:  []string{"dns-udp-only", "dns-tcp-only", "dns-wrong-port", "dns-egress-missing"},
			choices: []choice{outwards(), welcomes(), subjects(), {"holes", []string{"all", "some"}}, bystanders()},
		},
		{
			ID: "wrong-drawer", Title: "Calls without an answer", Kind: lessons.Fix, Track: "egress-dns", Minutes: 3,
			Causes:  []string{"dns-nested-in-app-rule", "dns-egress-missing", "empty-rule-allows-all"},
			choices: []choice{outwards(), subjects(), {"ports", []string{"alone", "beside"}}, welcomes(), bystanders()},
		},
		{
			ID: "unread-rules", Title: "Rules that are not obeyed", Kind: lessons.Debug, Track: "debugging", Minutes: 3,
			Causes:  []string{"policytypes-missing-egress", "accidental-isolation", "wrong-direction"},
			choices: []choice{bothWays(), welcomes(), subjects()},
		},
	}
}

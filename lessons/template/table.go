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
			ID: "which-way", Title: "Open where it should be closed", Kind: lessons.Fix, Track: "foundations", Minutes: 3,
			Causes:  []string{"wrong-direction", "accidental-isolation"},
			choices: []choice{bothWays(), subjects(), bystanders()},
		},
		{
			ID: "silent-list", Title: "Nobody gets through", Kind: lessons.Debug, Track: "selectors", Minutes: 3,
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
		{
			ID: "quiet-side", Title: "More is closed than was meant", Kind: lessons.Debug, Track: "debugging", Minutes: 3,
			Causes:  []string{"accidental-isolation", "policytypes-missing-egress", "egress-empty-list"},
			choices: []choice{bothWays(), subjects(), welcomes(), {"written", []string{"left out", "list"}}},
		},
		{
			ID: "both-ends", Title: "Two locks", Kind: lessons.Write, Track: "debugging", Minutes: 5,
			Causes:  []string{"one-side-only", "podselector-for-other-namespace"},
			choices: []choice{bystanders(), {"opened", []string{"none", "caller", "server"}}},
		},
		{
			ID: "sum-of-rules", Title: "Right, and still open", Kind: lessons.Debug, Track: "debugging", Minutes: 3,
			Causes:  []string{"deny-rule-thinking", "empty-rule-allows-all"},
			choices: []choice{bothWays(), subjects(), welcomes(), {"wide", []string{"rule", "port"}}},
		},
		{
			ID: "everyone-here", Title: "Not only this one", Kind: lessons.Fix, Track: "foundations", Minutes: 2,
			Causes:  []string{"selects-too-little", "wrong-direction"},
			choices: []choice{bothWays(), welcomes(), bystanders(), {"subject", []string{"space"}}},
		},
		{
			ID: "closed-by-default", Title: "A night of rest", Kind: lessons.Fix, Track: "foundations", Minutes: 3,
			Causes:  []string{"empty-rule-allows-all"},
			choices: []choice{bothWays(), subjects(), bystanders()},
		},
		{
			ID: "one-sentence", Title: "Two leaks", Kind: lessons.Fix, Track: "ports", Minutes: 3,
			Causes:  []string{"rule-split-by-dash", "empty-selector-too-wide"},
			choices: []choice{bothWays(), welcomes(), subjects(), {"side", []string{"door"}}},
		},
		{
			ID: "pairs", Title: "Who may use which door", Kind: lessons.Write, Track: "ports", Minutes: 5,
			Causes:  []string{"peers-times-ports", "rule-split-by-dash"},
			choices: []choice{bothWays(), {"second", []string{"pal", "far"}}, bystanders(), {"side", []string{"door"}}},
		},
		{
			ID: "the-counter", Title: "Calls to a Service", Kind: lessons.Fix, Track: "ports", Minutes: 3,
			Causes:  []string{"service-port-not-target-port", "named-port-mismatch"},
			choices: []choice{bothWays(), bystanders(), {"service", []string{"front"}}},
		},
		{
			ID: "no-reply", Title: "It is only quiet", Kind: lessons.Debug, Track: "ports", Minutes: 3,
			Causes:  []string{"protocol-default-tcp"},
			choices: []choice{bothWays(), welcomes(), subjects(), bystanders(), {"protocol", []string{"udp"}}},
		},
		{
			ID: "by-its-address", Title: "Lookups work, calls do not", Kind: lessons.Fix, Track: "ip-blocks", Minutes: 3,
			Causes:  []string{"ipblock-for-service", "service-port-not-target-port"},
			choices: []choice{outwards(), subjects(), bystanders(), {"service", []string{"same", "front"}}, {"address", []string{"known"}}},
		},
		{
			ID: "outside-only", Title: "Out of the house", Kind: lessons.Write, Track: "ip-blocks", Minutes: 4,
			Causes:  []string{"ipblock-matches-pods", "dns-egress-missing"},
			choices: []choice{outwards(), subjects(), {"ports", []string{"any", "one"}}, bystanders()},
		},
		{
			ID: "either-label", Title: "This label or that", Kind: lessons.Fix, Track: "selectors", Minutes: 3,
			Causes:  []string{"labels-are-anded", "duplicate-key"},
			choices: []choice{bothWays(), bystanders(), {"pal", []string{"other team"}}},
		},
	}
}

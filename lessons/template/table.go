package template

import "netpol-tutor/lessons"

// All lists the templates. Their ids and titles do not tell the cause.
func All() []Template {
	return []Template{
		{
			ID: "outbound", Title: "One call and no other", Kind: lessons.Write, Track: "egress-dns", Minutes: 4,
			Causes:  []string{"dns-egress-missing", "dns-udp-only", "dns-nested-in-app-rule"},
			choices: []choice{outwards(), subjects(), welcomes(), bystanders()},
		},
		{
			ID: "one-visitor", Title: "The right one alone", Kind: lessons.Fix, Track: "selectors", Minutes: 3,
			Causes:  []string{"and-or-dash-split", "empty-selector-too-wide", "namespace-label-guess"},
			choices: []choice{bothWays(), subjects(), bystanders()},
		},
	}
}

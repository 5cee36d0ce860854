package mistakes

import (
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

var written = []operator{
	{"duplicate-key", repeatKey},
	{"doc-separator-missing", forgetSeparator},
	{"ports-indented-into-peer", indentPorts},
	{"label-syntax", miswriteLabel},
}

// repeatKey loses a dash between items with the same keys, or writes a key once more
// for a second item.
func repeatKey(s *sheet) {
	for _, p := range s.policies {
		eachNode(p.Root(), func(n *manifest.Node) {
			if n.Kind != manifest.Sequence || n.Flow || n.Len() < 2 || n.Values[1].Kind != manifest.Mapping || n.Values[1].Flow {
				return
			}
			if shareKey(n.Values[0], n.Values[1]) {
				s.edit("a-dash-missing|second-dash-forgotten|two-entries-under-one-dash", diagnostic.Edit{Start: n.Dashes[1], End: n.Dashes[1] + 1, Text: " "})
			}
			if key := keyOf(n); key != nil {
				line := manifest.LineStart(s.Text, n.Dashes[1])
				at := manifest.LineStart(s.Text, key.Start)
				blank := strings.Repeat(" ", key.Start-at)
				if lead := strings.TrimLeft(s.Text[at:key.Start], " "); lead == "" {
					s.edit(key.Value+"-twice|the-same-key-again|"+key.Value+"-once-more", diagnostic.Edit{Start: line, End: line, Text: blank + key.Value + ":" + rewrite.Newline(s.Text)})
				}
			}
		})
	}
}

// eachNode visits a node and all below it.
func eachNode(n *manifest.Node, visit func(*manifest.Node)) {
	visit(n)
	for _, v := range n.Values {
		eachNode(v, visit)
	}
}

func shareKey(a, b *manifest.Node) bool {
	return a.Kind == manifest.Mapping && slices.ContainsFunc(a.Keys, func(k *manifest.Node) bool { return b.Get(k.Value) != nil })
}

// keyOf is the key under which a value stands, nil for an item of a list.
func keyOf(n *manifest.Node) *manifest.Node {
	if n.Parent == nil || n.Parent.Kind != manifest.Mapping {
		return nil
	}
	return n.Parent.Keys[n.Index()]
}

// forgetSeparator writes two documents without a line between them.
func forgetSeparator(s *sheet) {
	for at, line := 0, ""; at < len(s.Text); at += len(line) {
		line, _, _ = strings.Cut(s.Text[at:], "\n")
		line = s.Text[at:min(at+len(line)+1, len(s.Text))]
		if strings.HasPrefix(line, "---") && at > 0 {
			s.edit("no-line-between|three-dashes-forgotten|two-objects-in-one-document", diagnostic.Edit{Start: at, End: at + len(line)})
		}
	}
}

// indentPorts puts ports into the peer above them.
func indentPorts(s *sheet) {
	s.eachRule(func(r rule) {
		if len(r.peers) > 0 && len(r.ports) > 0 {
			s.write("ports-inside-the-peer|ports-too-deep|ports-two-steps-to-the-right", func(d *draft) {
				peers := r.in(d).Get(r.way.peers()).Items()
				peers[len(peers)-1].Set("ports", r.in(d).Drop("ports"))
			})
		}
	})
}

// miswriteLabel writes a label as something else than a key and a value.
func miswriteLabel(s *sheet) {
	for i, x := range s.selectors() {
		if len(x.MatchLabels) != 1 {
			continue
		}
		for key, value := range x.MatchLabels {
			if (s.hash()+i)%2 == 0 {
				s.write("label-with-an-equals-sign|an-equals-sign|"+value+"-behind-an-equals-sign", func(d *draft) {
					x.value(d).Set("matchLabels", rewrite.Text(key+"="+value))
				})
			} else {
				s.write("labels-as-a-list|a-dash-before-the-label|label-in-a-list", func(d *draft) {
					x.value(d).Set("matchLabels", rewrite.List(field(key, rewrite.Text(value))))
				})
			}
		}
	}
	for _, p := range s.policies {
		eachNode(p.Root(), func(n *manifest.Node) {
			if key := keyOf(n); key == nil || key.Value != "matchLabels" || n.Len() != 1 || n.Flow {
				return
			}
			s.edit("no-blank-after-the-colon|blank-forgotten|colon-without-a-blank", diagnostic.Edit{Start: n.Keys[0].End, End: n.Values[0].Start, Text: ":"})
		})
	}
}

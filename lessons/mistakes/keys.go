package mistakes

import (
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

var keys = []operator{
	{"wrong-api-version", oldVersion},
	{"unknown-field", misspellKey},
	{"required-name-missing", rename},
}

func oldVersion(s *sheet) {
	versions := [][2]string{
		{"v1", "version-without-a-group|version-of-pods|core-version"},
		{"networking/v1", "group-cut-short|half-a-group"},
		{"networking.k8s.io/v1beta1", "a-beta-version|version-that-never-was"},
		{"extensions/v1beta1", "old-version|version-of-long-ago"},
		{"apps/v1", "version-of-deployments|group-of-another-kind"},
	}
	version := versions[s.hash()%len(versions)]
	s.write(version[1], func(d *draft) {
		for _, root := range d.roots {
			root.Set("apiVersion", rewrite.Text(version[0]))
		}
	})
}

// misspellKey writes a key, or a direction, in other letters: a few of many slips, other
// ones in other answers.
func misspellKey(s *sheet) {
	for i, slip := range [][2]string{
		{"matchLabels", "matchlabels"}, {"matchLabels", "matchLabel"}, {"policyTypes", "policytypes"}, {"policyTypes", "policyType"},
		{"podSelector", "podselector"}, {"podSelector", "podSelectors"}, {"namespaceSelector", "namespaceselector"},
		{"ports", "port"}, {"ipBlock", "ipblock"}, {"from", "form"}, {"egress", "egres"}, {"ingress", "Ingress"},
		{"Ingress", "ingress"}, {"Egress", "egress"},
	} {
		if (s.hash()+i)%3 != 0 {
			continue
		}
		for _, p := range s.policies {
			if n := firstWord(p.Root(), slip[0]); n != nil {
				s.edit(namesOfSlip(slip[0], slip[1]), diagnostic.Edit{Start: n.Start, End: n.End, Text: slip[1]})
				break
			}
		}
	}
}

func namesOfSlip(word, wrong string) string {
	word = strings.ToLower(word)
	if strings.EqualFold(word, wrong) {
		return word + "-in-the-wrong-case|small-and-capital-letters|" + word + "-by-its-letters"
	}
	return word + "-misspelt|one-letter-off|nearly-" + word
}

// firstWord is the first key or value of a document that is a word.
func firstWord(root *manifest.Node, word string) *manifest.Node {
	var found *manifest.Node
	eachNode(root, func(n *manifest.Node) {
		for _, key := range n.Keys {
			if found == nil && key.Value == word {
				found = key
			}
		}
		if found == nil && n.Kind == manifest.Scalar && n.Value == word {
			found = n
		}
	})
	return found
}

// rename gives a policy another name than the task demands.
func rename(s *sheet) {
	for _, p := range s.policies {
		if slices.Contains(s.Objects, p.Key()) {
			name := s.pick(p.Name + "-policy|my-" + p.Name + "|netpol-" + p.Name)
			s.write("another-name|called-"+name, func(d *draft) { d.roots[p.number].Get("metadata").Set("name", rewrite.Text(name)) })
		}
	}
}

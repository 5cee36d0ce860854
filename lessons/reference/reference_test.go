package reference

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

// paths walks a Go type and answers the path of every field that JSON knows.
func paths(of reflect.Type, under string) []string {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || of.Name() == "IntOrString" {
		return nil
	}
	var all []string
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, under+"."+name)
		all = append(all, paths(f.Type, under+"."+name)...)
	}
	return all
}

func TestEveryFieldOfTheSpecHasAPage(t *testing.T) {
	want := paths(reflect.TypeFor[networkingv1.NetworkPolicySpec](), "spec")
	if len(want) < 40 {
		t.Fatalf("the spec has only %d fields", len(want))
	}
	for _, path := range want {
		p, _ := Find(path)
		if p == nil || p.Path != path {
			t.Errorf("%s has no page of its own", path)
			continue
		}
		if p.Says == "" || p.LeftOut == "" || p.API == "" || p.Type == "" || p.Example == "" || p.Trap == "" {
			t.Errorf("the page of %s is not whole: %+v", path, p)
		}
	}
}

func TestEveryNoteIsUsed(t *testing.T) {
	said := map[string]bool{}
	for p := range Root().All() {
		said[p.Says] = true
		if p.Says == "" || p.Example == "" && len(p.Pages) == 0 {
			t.Errorf("the page %q says nothing", p.Path)
		}
		if p.Trap != "" && !slices.Contains(diagnose.Codes(), p.Trap) {
			t.Errorf("the page %q names a trap %q that nobody knows", p.Path, p.Trap)
		}
	}
	for _, some := range [][]note{objectNotes, ruleNotes, selectorNotes} {
		for _, n := range some {
			if !said[n.says] {
				t.Errorf("no page uses the note %s", n.of)
			}
		}
	}
}

func TestExamplesOfFieldsAreShort(t *testing.T) {
	for p := range Root().All() {
		if p.Type != "" && strings.Count(p.Example, "\n") > 3 {
			t.Errorf("the example of %s has more than four lines", p.Path)
		}
	}
}

// TestPatternsAreAccepted makes whole policies of the patterns and asks the server.
func TestPatternsAreAccepted(t *testing.T) {
	for _, p := range mustFind(t, "patterns").Pages {
		if p.Name == "verify" {
			continue
		}
		read := manifest.Read([]manifest.Source{{Name: "p.yaml", Text: whole(p.Example)}}, manifest.Options{})
		if len(read.Refusals) > 0 || len(read.Objects) == 0 {
			t.Errorf("%s: %d objects, refused: %v", p.Name, len(read.Objects), read.Refusals)
		}
	}
}

// whole puts around a part of a policy what it lacks.
func whole(part string) string {
	var docs []string
	for _, doc := range strings.Split(part, "---\n") {
		for i, alternative := range strings.Split(doc, "# or\n") {
			docs = append(docs, wholeOne(alternative, i))
		}
	}
	return strings.Join(docs, "---\n")
}

func wholeOne(part string, i int) string {
	indent := func(by string) string { return by + strings.ReplaceAll(part, "\n", "\n"+by) + "\n" }
	const head = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
	const named = head + "metadata: {name: x, namespace: blog}\n"
	switch {
	case strings.HasPrefix(part, "apiVersion"):
		return part
	case strings.HasPrefix(part, "metadata"):
		return head + part
	case strings.HasPrefix(part, "spec"):
		return named + part
	case strings.HasPrefix(part, "- "):
		return named + "spec:\n  egress:\n" + indent("  ")
	case strings.HasPrefix(part, "egress"):
		return named + "spec:\n" + indent("  ")
	}
	// two alternatives of from, each behind a comment
	var both strings.Builder
	for alternative := range strings.SplitSeq(part, "# ") {
		if _, from, ok := strings.Cut(alternative, "\n"); ok && strings.HasPrefix(from, "from:") {
			both.WriteString("  - " + strings.TrimSuffix(strings.ReplaceAll(from, "\n", "\n    "), "    "))
		}
	}
	return named + "spec:\n  ingress:\n" + both.String()
}

// TestNoPatternSolvesALesson holds that the reference may be read in an exam.
func TestNoPatternSolvesALesson(t *testing.T) {
	catalogue, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range catalogue.Lessons() {
		if !l.Kind.Graded() {
			continue
		}
		c, err := l.Task()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range mustFind(t, "patterns").Pages {
			read := c.Read([]manifest.Source{{Name: "p.yaml", Text: whole(p.Example)}})
			if p.Name != "verify" && c.Judge(task.Of(read)).Passed {
				t.Errorf("%s solves %s", p.Name, l.ID)
			}
		}
	}
}

func mustFind(t *testing.T, name string) *Page {
	t.Helper()
	p, near := Find(name)
	if p == nil {
		t.Fatalf("no page %q, perhaps %v", name, near)
	}
	return p
}

func TestFind(t *testing.T) {
	for name, want := range map[string]string{
		"":                                "",
		"networkpolicy":                   "",
		"netpol.spec.egress":              "spec.egress",
		"spec.egress[0].to":               "spec.egress.to",
		"SPEC.PODSELECTOR":                "spec.podSelector",
		"podSelector":                     "spec.podSelector",
		"egress.to":                       "spec.egress.to",
		"to":                              "spec.egress.to",
		"endport":                         "spec.ingress.ports.endPort",
		"from.podselector":                "spec.ingress.from.podSelector",
		"allow-dns":                       "patterns.allow-dns",
		"networkpolicies.spec.egress.to.": "spec.egress.to",
	} {
		if p, _ := Find(name); p == nil || p.Path != want {
			t.Errorf("Find(%q) = %+v", name, p)
		}
	}
	for name, near := range map[string]string{
		"ports":          "spec.ingress.ports spec.egress.ports",
		"spec.egress.tu": "spec.egress.ports spec.egress.to",
		"nonsense":       "",
	} {
		p, all := Find(name)
		var got []string
		for _, n := range all {
			got = append(got, n.Path)
		}
		if p != nil || strings.Join(got, " ") != near {
			t.Errorf("Find(%q) = %v, near %v", name, p, got)
		}
	}
}

func TestSearch(t *testing.T) {
	for query, first := range map[string]string{
		"dns":             "patterns.allow-dns",
		"and or":          "patterns.and-or",
		"endport":         "spec.ingress.ports.endPort",
		"KUBE-DNS":        "patterns.allow-dns",
		"capital letters": "",
		"default deny":    "patterns.deny-all",
		"except":          "spec.ingress.from.ipBlock.except",
	} {
		found := Search(query)
		if first == "" {
			if len(found) > 0 {
				t.Errorf("%q is found at %s", query, found[0].Path)
			}
			continue
		}
		if len(found) == 0 || found[0].Path != first {
			t.Errorf("%q is not first found at %s", query, first)
		}
	}
	if found := Search("matchLabels"); len(found) < 2 || found[1].Name == "matchLabels" {
		t.Error("pages that say the same are listed twice")
	}
	if Search("  ") != nil {
		t.Error("nothing finds something")
	}
}

func TestAt(t *testing.T) {
	const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a, namespace: blog}
spec:
  podSelector: {matchLabels: {app: page}}
  policyTypes:
  - Egress
  egress:
  - to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: press
      podSelector: {matchExpressions: [{key: app, operator: In}]}

    ports:
    - {protocol: UDP, port: 53}
    # a comment
    - port: 80
      
  -
---
spec:
  ingress:
    - from: 
`
	lines := strings.Split(text, "\n")
	for _, c := range []struct {
		part string // the place is at its end, on the line that begins with it
		want string
	}{
		{"apiV", "apiVersion"},
		{"metadata: {name: a, names", "metadata.namespace"},
		{"metadata: {na", "metadata.name"},
		{"metadata: {", "metadata.name"},
		{"sp", "spec"},
		{"  podSelector: {matchLabels: {app: page", "spec.podSelector.matchLabels"},
		{"  podSelector: {matchLabels: {app: page}}", "spec.podSelector"},
		{"  podSel", "spec.podSelector"},
		{"  - Egr", "spec.policyTypes"},
		{"  - to:", "spec.egress.to"},
		{"    - names", "spec.egress.to.namespaceSelector"},
		{"          kubernetes.io/", "spec.egress.to.namespaceSelector.matchLabels"},
		{"      podSelector: {matchExpressions: [{key: app, op", "spec.egress.to.podSelector.matchExpressions.operator"},
		{"    ports", "spec.egress.ports"},
		{"    - {protocol: UDP, po", "spec.egress.ports.port"},
		{"    - {pro", "spec.egress.ports.protocol"},
		{"    - port: 8", "spec.egress.ports.port"},
		{"      ", "spec.egress.ports"},
		{"  -", "spec.egress"},
		{"    - from: ", "spec.ingress.from"},
	} {
		line := slices.IndexFunc(lines, func(l string) bool {
			return strings.HasPrefix(l, c.part) && (strings.TrimSpace(c.part) != "" && strings.TrimSpace(c.part) != "-" || l == c.part)
		})
		if got := At(text, line+1, len(c.part)+1).Path; got != c.want {
			t.Errorf("at the end of %q: %q, want %q", c.part, got, c.want)
		}
	}
	for _, odd := range []string{"", "---", "\t{[:,]}}", "- - - a: {b", "ünïcöde: {ä: ö"} {
		for column := range 20 {
			At(odd, 1, column)
			At(odd, 2, column)
		}
	}
}

func TestLinesFit(t *testing.T) {
	for p := range Root().All() {
		for _, width := range []int{40, 78} {
			for _, l := range p.Lines(width) {
				if code := len(l) > 1 && l[1].Role == render.Code; l.Width() > width && !code {
					t.Errorf("%s at %d: %q", p.Path, width, l)
				}
			}
		}
	}
}

package assets

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// text is a licence, and those it belongs to with their own notices.
type text struct {
	title, body string
	owners      []owner
}

type owner struct {
	name    string
	notices []string
}

// document is all that the program prints: the table, then each text once.
func document(t *testing.T, modules []*linkedModule) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Licences of what is linked into netpol-tutor\n\n")
	b.WriteString(table(modules))
	for _, t := range texts(t, modules) {
		b.WriteString("\n" + ruler + t.title + "\n\n")
		for _, o := range t.owners {
			b.WriteString(o.name + "\n")
			for _, n := range o.notices {
				b.WriteString("    " + n + "\n")
			}
		}
		b.WriteString("\n" + t.body + "\n")
	}
	return b.String()
}

func table(modules []*linkedModule) string {
	rows := [][2]string{{goName, "BSD-3-Clause"}}
	for _, m := range modules {
		rows = append(rows, [2]string{m.path + " " + m.version, m.license()})
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r[0]))
	}
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%-*s  %s\n", width, r[0], r[1])
	}
	return b.String()
}

func (m *linkedModule) license() string {
	var names []string
	for _, f := range m.files {
		names = append(names, f.kinds...)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}

// goName and goLike stand for the standard library. Its licence is that of the Go
// project's other modules, which, unlike it, have their version in go.mod.
const (
	goName = "Go standard library"
	goLike = "golang.org/x/sys"
)

// texts puts together what differs in its copyright notices alone.
func texts(t *testing.T, modules []*linkedModule) []*text {
	t.Helper()
	var all []*text
	byKey := map[string]*text{}
	add := func(name string, f licenseFile) {
		one, notices := textOf(f)
		key := one.title + "\n" + strings.Join(strings.Fields(one.body), " ")
		if byKey[key] == nil {
			byKey[key] = one
			all = append(all, one)
		}
		byKey[key].owners = append(byKey[key].owners, owner{name, notices})
	}
	for _, m := range modules {
		for _, f := range m.files {
			if m.path == goLike {
				add(goName, f)
			}
			add(m.path+" "+m.version+inFile(f.name), f)
		}
	}
	if !slices.ContainsFunc(modules, func(m *linkedModule) bool { return m.path == goLike }) {
		t.Fatalf("%s is not linked: whose licence stands for the standard library's?", goLike)
	}
	slices.SortStableFunc(all, func(a, b *text) int { return cmp.Compare(a.title, b.title) })
	return all
}

// inFile names the file of a licence that does not hold for the whole module.
func inFile(name string) string {
	if !strings.Contains(name, "/") {
		return ""
	}
	return " (" + name[:strings.LastIndex(name, "/")] + ")"
}

// textOf takes a file apart, where one licence with its notices is all that it holds.
func textOf(f licenseFile) (one *text, notices []string) {
	one = &text{title: strings.Join(f.kinds, ", "), body: strings.Trim(f.text, "\n")}
	switch {
	case len(f.kinds) == 0:
		one.title = "Notice"
	case f.name == "README.md":
		one.title += ", as the README says"
	case one.title == "Apache-2.0":
		notices, one.body = terms(f.text)
	case len(f.kinds) == 1:
		notices, one.body = taken(f.text)
	}
	return one, notices
}

var (
	heading = regexp.MustCompile(`(?i)^\s*(the )?(mit|isc) license( \(mit\))?\.?\s*$`)
	notice  = regexp.MustCompile(`^\s*Copyright .*(\d{4}|\([cC]\)|©)`)
	endOf   = "END OF TERMS AND CONDITIONS"
)

// terms leaves the appendix of the Apache licence away, which explains how to apply it,
// but for a notice that was filled in there.
func terms(text string) (notices []string, body string) {
	body, appendix, found := strings.Cut(text, endOf)
	if !found {
		return nil, strings.Trim(text, "\n")
	}
	notices, _ = taken(appendix)
	return notices, strings.Trim(body+endOf, "\n")
}

// taken tells the copyright notices of a licence from its text. Where a notice takes
// more than a line, all remains as it is.
func taken(text string) (notices []string, body string) {
	var kept []string
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case notice.MatchString(line):
			if i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" && !notice.MatchString(lines[i+1]) {
				return nil, strings.Trim(text, "\n")
			}
			notices = append(notices, strings.TrimSpace(line))
		case !heading.MatchString(line):
			kept = append(kept, strings.TrimRight(line, " \t"))
		}
	}
	return notices, strings.Trim(strings.Join(kept, "\n"), "\n")
}

package mistakes_test

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"netpol-tutor/lessons/mistakes"
)

// write adds the wrong answers that a lesson lacks, in forms and under names that differ
// from lesson to lesson.
func (e exercise) write(t *testing.T) {
	t.Helper()
	folder := filepath.Join("..", "content", filepath.FromSlash(e.Folder))
	var list strings.Builder
	made := byCause(e.mistakes())
	for _, cause := range mistakes.Causes() {
		if made[cause] == nil || e.shows(cause) || e.shownOtherwise(cause, made[cause]) {
			continue
		}
		w, first, ok := e.choose(cause)
		if !ok {
			t.Errorf("no form shows %s", cause)
			continue
		}
		name := e.freeName(folder, w)
		if err := os.WriteFile(filepath.Join(folder, "wrong", name), []byte(w.Text), 0o644); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&list, "  - {file: wrong/%s, cause: %s}\n", name, first)
	}
	lesson := filepath.Join(folder, "lesson.yaml")
	text, err := os.ReadFile(lesson)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(lesson, append(text, list.String()...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// choose takes one of the mistakes of a cause that are told as such, in one of the forms
// in which people write.
func (e exercise) choose(cause string) (w mistakes.Wrong, first string, ok bool) {
	forms := e.forms()
	n := number(e.ID + cause)
	for i := range forms {
		made := byCause(e.in(forms[(n+i)%len(forms)]))[cause]
		for k := range made {
			w := made[(n/7+k)%len(made)]
			if first := told(e.grade(w.Text)); first == cause && !e.passes(w.Text) {
				return w, first, true
			}
		}
	}
	return w, "", false
}

func number(s string) int {
	h := fnv.New32a()
	h.Write([]byte(s))
	return int(h.Sum32() >> 1)
}

// forms are right answers: as the author writes, denser, and unusual ones.
func (e exercise) forms() []string {
	forms := []string{e.Solution, dense(e.Solution), indentless(e.Solution)}
	if e.Tightest != "" {
		forms = append(forms, e.Tightest, dense(e.Tightest))
	}
	for _, a := range e.Accept() {
		if !strings.HasPrefix(strings.TrimSpace(a.Text), "{") && !strings.Contains(a.Text, "kind: List") {
			forms = append(forms, a.Text)
		}
	}
	return forms
}

var (
	oneItem  = regexp.MustCompile(`(?m)^( *)policyTypes:\n +- (\w+)\n( +- (\w+)\n)?`)
	onePort  = regexp.MustCompile(`- protocol: (\w+)\n +port: (\w+)(\n +endPort: \d+)?\n`)
	oneLabel = regexp.MustCompile(`matchLabels:\n +([^\n]+)\n`)
)

// dense writes short things on one line.
func dense(text string) string {
	text = oneItem.ReplaceAllStringFunc(text, func(s string) string {
		m := oneItem.FindStringSubmatch(s)
		types := m[2]
		if m[4] != "" {
			types += ", " + m[4]
		}
		return m[1] + "policyTypes: [" + types + "]\n"
	})
	text = onePort.ReplaceAllStringFunc(text, func(s string) string {
		m := onePort.FindStringSubmatch(s)
		if m[3] != "" {
			return s
		}
		return "- {protocol: " + m[1] + ", port: " + m[2] + "}\n"
	})
	return oneLabel.ReplaceAllString(text, "matchLabels: {$1}\n")
}

// indentless writes lists in the column of their key, as kubectl does.
func indentless(text string) string {
	var out []string
	var keys []int // columns of the dashes that moved left
	for _, line := range strings.Split(text, "\n") {
		column := len(line) - len(strings.TrimLeft(line, " "))
		if line == "---" {
			keys = nil
		}
		for len(keys) > 0 && column < keys[len(keys)-1] {
			keys = keys[:len(keys)-1]
		}
		if strings.HasPrefix(line[column:], "- ") && (len(keys) == 0 || column > keys[len(keys)-1]) {
			keys = append(keys, column)
		}
		out = append(out, line[min(column, 2*len(keys)):])
	}
	return strings.Join(out, "\n")
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// freeName is a name for a file that the lesson does not have yet.
func (e exercise) freeName(folder string, w mistakes.Wrong) string {
	names := slices.DeleteFunc(slices.Clone(w.Names), func(s string) bool { return !slug.MatchString(s) || len(s) > 45 })
	names = append(names, w.Cause)
	n := number(e.ID + w.Cause)
	for i := range names {
		name := names[(n+i)%max(len(names)-1, 1)] + ".yaml"
		if i == len(names)-1 {
			name = w.Cause + ".yaml"
		}
		if _, err := os.Stat(filepath.Join(folder, "wrong", name)); os.IsNotExist(err) {
			return name
		}
	}
	return w.Cause + "-again.yaml"
}

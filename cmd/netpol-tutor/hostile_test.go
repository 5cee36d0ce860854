package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"netpol-tutor/tui/tuitest"
)

// obeyed is the first thing in a text that a terminal would obey or hide, or that is no
// text; "" if there is none.
func obeyed(text string) string {
	if !utf8.ValidString(text) {
		return "bytes that are not UTF-8"
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return fmt.Sprintf("%U", r)
		}
	}
	return ""
}

// hostileWay is a way in which a string may come into the program. It may put files into
// the folder in which the program then runs.
type hostileWay struct {
	name  string
	files func(s string) map[string]string
	args  func(s string) []string
	stdin bool // the string comes in there
	works bool // the program does what it is asked, whatever the string is
}

func words(args ...string) func(string) []string {
	return func(s string) []string {
		all := make([]string, len(args))
		for i, a := range args {
			all[i] = strings.ReplaceAll(a, "%", s)
		}
		return all
	}
}

func holding(name, text string) func(string) map[string]string {
	return func(s string) map[string]string {
		return map[string]string{strings.ReplaceAll(name, "%", fileName(s)): strings.ReplaceAll(text, "%", s)}
	}
}

// fileName is what of a string may be the name of a file.
func fileName(s string) string {
	s = strings.NewReplacer("/", "_", "\x00", "_").Replace(s)
	return "f" + s[:min(len(s), 200)]
}

const someCluster = `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x, labels: {app: "%"}}, spec: {containers: [{name: "%"}]}}`

func hostileWays() []hostileWay {
	ways := []hostileWay{
		{name: "the text of a file", args: words("grade", "space1-space2", "-"), stdin: true},
		{name: "a policy", files: holding("a.yaml", "# %\nkind: \"%\"\nmetadata: {name: '%', namespace: %}\n"), args: words("grade", "space1-space2", "a.yaml")},
		{name: "the same as JSON", files: holding("a.yaml", "# %\nkind: \"%\"\n"), args: words("grade", "space1-space2", "a.yaml", "-o", "json")},
		{name: "the same as JUnit", files: holding("a.yaml", "# %\nkind: \"%\"\n"), args: words("grade", "space1-space2", "a.yaml", "-o", "junit")},
		{name: "a name of a file", files: holding("%.yaml", "kind: x"), args: func(s string) []string { return []string{"grade", "space1-space2", fileName(s) + ".yaml"} }},
		{name: "a name of a file as JSON", files: holding("%.yaml", "kind: x"), args: func(s string) []string {
			return []string{"grade", "space1-space2", fileName(s) + ".yaml", "-o", "json"}
		}},
		{name: "a name in a folder", files: holding("d/%.yaml", "kind: x"), args: words("grade", "space1-space2", "d")},
		{name: "policies to explain", files: holding("a.yaml", "%"), args: words("explain", "-f", "a.yaml")},
		{name: "a file to explain", files: holding("%", "a: ["), args: func(s string) []string { return []string{"explain", "-f", fileName(s)} }},
		{name: "a cluster", files: holding("a.yaml", "%"), args: words("matrix", "-f", "a.yaml")},
		{name: "names in a cluster", files: holding("a.yaml", someCluster), args: words("matrix", "-f", "a.yaml", "-o", "json")},
		{name: "ends of a probe", files: holding("a.yaml", someCluster), args: words("probe", "-f", "a.yaml", "%", "%")},
		{name: "a cluster with a name", files: holding("%", someCluster), args: func(s string) []string { return []string{"probe", "-f", fileName(s), "x/a", "%"} }},
		{name: "a port", files: holding("a.yaml", someCluster), args: words("matrix", "-f", "a.yaml", "--port", "%")},
		{name: "a pack", files: holding("p/x/lesson.yaml", "%"), args: words("--lessons", "p", "list")},
		{name: "the name of a pack", files: holding("%/x/lesson.yaml", "format: 1"), args: func(s string) []string { return []string{"--lessons", fileName(s), "list"} }},
		{name: "a pack that is not there", args: words("--lessons", "no%", "list")},
		{name: "a pack to prove", files: holding("p/x/lesson.yaml", "format: 1\nid: x\ntitle: %\n"), args: words("verify", "p")},
		{name: "a folder to write to", args: func(s string) []string { return []string{"export", "space1-space2", "-d", fileName(s)} }},
		{name: "what is completed", args: words("__complete", "show", "%")},
	}
	for _, args := range [][]string{
		{"show", "x"}, {"show", "x", "--hint", "1"}, {"show", "x", "--solution"}, {"list"}, {"list", "-o", "json"}, {"verify", "p"},
		{"export", "x"}, {"export", "x", "-d", "out"}, {"grade", "x", "-"}, {"grade", "x", "-", "-o", "json"}, {"grade", "x", "-", "-o", "junit"},
		{"grade", "x", "-", "-o", "picture"}, {"progress"}, {"__complete", "show", ""},
	} {
		all := append([]string{"--lessons", "p"}, args...)
		ways = append(ways, hostileWay{name: "a lesson, for " + strings.Join(args, " "), files: hostileLesson, args: func(string) []string { return all }, works: args[0] == "show" || args[0] == "export"})
	}
	for _, command := range []string{"", "show", "grade", "explain", "docs", "export", "verify", "list", "help", "progress"} {
		ways = append(ways, hostileWay{name: "an argument of " + command, args: func(s string) []string {
			if command == "" {
				return []string{s}
			}
			return []string{command, s}
		}})
	}
	for _, flags := range [][]string{{"list", "-o", "%"}, {"show", "space1-space2", "--hint", "%"}, {"--background", "%"}, {"--plain", "%"}, {"doctor", "-o", "%"}, {"--%"}} {
		ways = append(ways, hostileWay{name: strings.Join(flags, " "), args: words(flags...)})
	}
	return ways
}

// hostileLesson is a pack of one lesson that says what its author would like a terminal
// to obey, wherever a lesson that is not refused can say something.
func hostileLesson(s string) map[string]string {
	said := "said " + strings.ToValidUTF8(s, "?")
	line := strings.NewReplacer("\n", " ", "\r", " ").Replace(said)
	title := []rune(line)
	quoted, head := strconv.QuoteToASCII(said), strconv.QuoteToASCII(string(title[:min(len(title), 70)]))
	comment := "# " + strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError { // YAML has no such comments
			return -1
		}
		return r
	}, line) + "\n"
	policy := comment + "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: door\n  namespace: a\n  annotations: {said: " + quoted + "}\nspec:\n  podSelector: {}\n"
	return map[string]string{
		"p/x/lesson.yaml": comment + "format: 1\nid: x\ntitle: " + head + "\nkind: write\ntrack: foundations\ndifficulty: easy\n" +
			"minutes: 3\nallow: [c/d > a/b:80]\nhints: [" + quoted + "]\nobjects: [a/door]\n",
		"p/x/brief.md":      said,
		"p/x/debrief.md":    "> " + line,
		"p/x/start.yaml":    comment,
		"p/x/solution.yaml": policy + "  ingress: [{}]\n",
		"p/x/cluster.yaml": comment + "apiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: a, annotations: {said: " + quoted + "}}\nspec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}\n---\n" +
			"apiVersion: v1\nkind: Pod\nmetadata: {name: d, namespace: c}\nspec: {containers: [{name: c, image: i}]}\n",
	}
}

// TestHostileStringsOnTheCommandLine lets 200 strings in by every way there is. Nothing
// that a terminal obeys comes out, on standard output or as an error, and nothing breaks.
func TestHostileStringsOnTheCommandLine(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("XDG_STATE_HOME", filepath.Join(t.TempDir(), "state"))
	random := rand.New(rand.NewPCG(5, 6))
	ways := hostileWays()
	const many = 200
	for i := range many {
		s := tuitest.Hostile(random)
		for j, way := range ways {
			if (i+j)%12 != 0 && i >= 3 { // the first ones come in by every way
				continue
			}
			letIn(t, way, s)
		}
	}
}

func FuzzCommandLine(f *testing.F) {
	ways := hostileWays()
	for i, s := range []string{"\x1b]52;c;aGk=\x07", "\u202e\u009b31m", "\xff\x00\r\n", "- {[&*", "../x"} {
		f.Add(uint8(i*7), s)
	}
	f.Fuzz(func(t *testing.T, way uint8, s string) {
		if len(s) > 4000 {
			return
		}
		t.Chdir(t.TempDir())
		t.Setenv("XDG_STATE_HOME", filepath.Join(t.TempDir(), "state"))
		letIn(t, ways[int(way)%len(ways)], s)
	})
}

func letIn(t *testing.T, way hostileWay, s string) {
	t.Helper()
	if way.files != nil {
		for name, text := range way.files(s) {
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	stdin := ""
	if way.stdin {
		stdin = s
	}
	var out, errs bytes.Buffer
	code := newApp(strings.NewReader(stdin), &out, &errs).run(way.args(s))
	if way.works && code != exitPassed {
		t.Errorf("%s, %q: exit code %d, %s", way.name, s, code, errs.String())
	}
	if code == exitInternal {
		t.Errorf("%s, %q: the program broke: %s", way.name, s, errs.String())
	}
	for stream, text := range map[string]string{"output": out.String(), "errors": errs.String()} {
		if what := obeyed(text); what != "" {
			t.Errorf("%s, %q: %s in the %s\n%q", way.name, s, what, stream, text[:min(len(text), 600)])
		}
	}
	for _, name := range []string{"out/README.md", "out/cluster.yaml", "out/verify.sh"} {
		text, _ := os.ReadFile(name) // only one way writes them
		if what := obeyed(string(text)); what != "" {
			t.Errorf("%s, %q: %s in %s\n%q", way.name, s, what, name, text)
		}
	}
	clearFolder(t)
}

// clearFolder empties the folder in which the test runs.
func clearFolder(t *testing.T) {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.RemoveAll(e.Name()); err != nil {
			t.Fatal(err)
		}
	}
}

package lessons

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	soundLesson = `format: 1
id: knock-knock
title: Knock, knock
kind: write
track: ingress
objects: [shop/door]
allow:
  - shop/web-0 > dns
deny:
  - tools/probe-0 > shop/web-0:8080
hints: [one, two, three]
wrong:
  - {file: wrong/none.yaml, cause: selects-nothing}
`
	soundCluster = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: tools}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: busybox:1.38, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: probe-0, namespace: tools, labels: {app: probe}}
spec: {containers: [{name: probe, image: busybox:1.38}]}
`
	soundSolution = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: door, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
`
)

// soundPack is a pack of one sound lesson; a test changes what it is about.
func soundPack(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"door/lesson.yaml":     soundLesson,
		"door/brief.md":        "Create `door` in `shop`: nobody gets in.\n",
		"door/cluster.yaml":    soundCluster,
		"door/solution.yaml":   soundSolution,
		"door/debrief.md":      "> Selected and no rule: closed.\n",
		"door/wrong/none.yaml": strings.Replace(soundSolution, "podSelector: {}", "podSelector: {matchLabels: {app: cart}}", 1),
	}
	for name, text := range changes {
		files[name] = text
	}
	pack := fstest.MapFS{}
	for name, text := range files {
		if text != "-" {
			pack[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return pack
}

func TestLoadSound(t *testing.T) {
	pack := soundPack(map[string]string{
		"door/accept/a.yaml": soundSolution, "door/accept/b.json": "{}", "door/accept/README.md": "not an answer",
		"deep/er/still/lesson.yaml": strings.Replace(soundLesson, "knock-knock", "deeper", 1),
		".git/lesson.yaml":          "not: a lesson",
	})
	for _, name := range []string{"brief.md", "cluster.yaml", "solution.yaml", "wrong/none.yaml"} {
		pack["deep/er/still/"+name] = pack["door/"+name]
	}
	found, problems := Load(pack, "evening")
	for _, p := range problems {
		t.Errorf("problem: %s", p)
	}
	if len(found) != 2 || found[0].ID != "deeper" || found[1].ID != "knock-knock" {
		t.Fatalf("lessons: %v", found)
	}
	l := found[1]
	if l.Pack != "evening" || l.Folder != "door" || l.Kind != Write || l.Namespace != "default" || l.Difficulty != "medium" {
		t.Errorf("lesson = %+v", l)
	}
	if len(l.Accept()) != 2 || l.Wrong()[0].Text == "" || l.Wrong()[0].Cause != "selects-nothing" || len(l.Hints) != 3 {
		t.Errorf("answers = %+v, %+v", l.Accept(), l.Wrong())
	}
}

// edit replaces a piece of the sound lesson.yaml.
func edit(old, new string) map[string]string {
	if !strings.Contains(soundLesson, old) {
		panic("the sound lesson does not hold " + old)
	}
	return map[string]string{"door/lesson.yaml": strings.Replace(soundLesson, old, new, 1)}
}

func TestLoadFaults(t *testing.T) {
	tab := "\t"
	cases := []struct {
		name    string
		changes map[string]string
		want    []string // the start of each fault, in order; the rest is free
		help    string   // part of the first one's help
	}{
		{"no lesson", map[string]string{"door/lesson.yaml": "-"}, []string{"evening: fault: there is no lesson.yaml"}, "netpol-tutor new"},
		{"empty", map[string]string{"door/lesson.yaml": "# soon\n"}, []string{"door/lesson.yaml:1:1: fault: the file is empty"}, "format: 1"},
		{"a list", map[string]string{"door/lesson.yaml": "- a\n"}, []string{"door/lesson.yaml:1:1: fault: a lesson is a mapping, this is a list"}, ""},
		{"not YAML", map[string]string{"door/lesson.yaml": "format: 1\nid: [a\n"}, []string{"door/lesson.yaml:"}, ""},
		{"tabs", map[string]string{"door/lesson.yaml": "format: 1\nhints:\n" + tab + "- a\n"}, []string{"door/lesson.yaml:"}, "spaces"},
		{"two documents", edit("hints: [one, two, three]", "---\nhints: []"), []string{"door/lesson.yaml:", "door/wrong/none.yaml: fault: lesson.yaml does not list"}, "a folder and a lesson.yaml of its own"},
		{"a format to come", edit("format: 1", "format: 2\nshape: round"), []string{"door/lesson.yaml:1:9: fault: unknown format \"2\""}, "newer netpol-tutor"},
		{"a format in words", edit("format: 1", "format: one"), []string{"door/lesson.yaml:1:9: fault: unknown format \"one\""}, "reads format 1"},
		{"no format", edit("format: 1\n", ""), []string{"door/lesson.yaml:1:1: fault: format is missing"}, "format: 1"},
		{"a misspelt field", edit("title:", "titel:"), []string{"door/lesson.yaml:1:1: fault: title is missing", "door/lesson.yaml:3:1: fault: unknown field \"titel\""}, ""},
		{"another case", edit("title:", "Title:"), []string{"door/lesson.yaml:1:1: fault: title is missing", "door/lesson.yaml:3:1: fault: unknown field \"Title\""}, ""},
		{"a field from nowhere", edit("track: ingress", "zzzzzzz: 1"), []string{"door/lesson.yaml:5:1: fault: unknown field \"zzzzzzz\""}, "Known are format, id"},
		{"a field of an item", edit("cause:", "couse:"), []string{"door/lesson.yaml:13:5: fault: wrong[0]: cause is missing", "door/lesson.yaml:13:29: fault: unknown field \"couse\""}, ""},
		{"a field twice", edit("track: ingress", "track: ingress\ntrack: ports"), []string{"door/lesson.yaml:6:1: fault: track is given twice"}, ""},
		{"merge keys", edit("track: ingress", "<<: {track: ingress}"), []string{"door/lesson.yaml:5:1: fault: unknown field \"<<\""}, ""},
		{"no kind", edit("kind: write\n", ""), []string{"door/lesson.yaml:1:1: fault: kind is missing"}, ""},
		{"kind is null", edit("kind: write", "kind:"), []string{"door/lesson.yaml:1:1: fault: kind is missing"}, ""},
		{"a misspelt kind", edit("kind: write", "kind: wirte"), []string{"door/lesson.yaml:4:7: fault: kind: unknown value \"wirte\""}, "Did you mean write?"},
		{"not a slug", edit("id: knock-knock", "id: Knock Knock!"), []string{"door/lesson.yaml:2:5: fault: id: \"Knock Knock!\""}, "For example knock-knock."},
		{"a way out as id", edit("id: knock-knock", "id: ../../x"), []string{"door/lesson.yaml:2:5: fault: id:"}, "For example x."},
		{"a list for a text", edit("title: Knock, knock", "title: [Knock, knock]"), []string{"door/lesson.yaml:3:8: fault: title is a text, this is a list"}, ""},
		{"a text for a list", edit("hints: [one, two, three]", "hints: one"), []string{"door/lesson.yaml:11:8: fault: hints is a list, this is a single value"}, "behind a dash"},
		{"a mapping in a list", edit("hints: [one, two, three]", "hints:\n  - one: two"), []string{"door/lesson.yaml:12:5: fault: hints[0] is a text, this is a mapping"}, "quotes"},
		{"an empty hint", edit("[one, two, three]", "[one, \"\"]"), []string{"door/lesson.yaml:11:14: fault: hints[1]: the text is empty"}, ""},
		{"a long title", edit("Knock, knock", strings.Repeat("knock ", 20)), []string{"door/lesson.yaml:3:8: fault: title: a title is one line"}, ""},
		{"too many items", edit("[one, two, three]", "["+strings.Repeat("a,", 300)+"]"), []string{"door/lesson.yaml:11:8: fault: hints has 300 items"}, ""},
		{"a bad connection", edit("shop/web-0 > dns", "shop/web-0 -> dns"), []string{"door/lesson.yaml:8:5: fault: allow[0]:"}, "a > alone"},
		{"a bad object", edit("[shop/door]", "[door]"), []string{"door/lesson.yaml:6:11: fault: objects[0]: \"door\" is not the name of an object"}, "NAMESPACE/NAME"},
		{"a bad number", edit("track: ingress", "minutes: soon"), []string{"door/lesson.yaml:5:10: fault: minutes is a whole number"}, ""},
		{"a bad truth", edit("track: ingress", "strict: maybe"), []string{"door/lesson.yaml:5:9: fault: strict is true or false"}, ""},
		{"a bad address", edit("track: ingress", "outside: [{name: a.example, ip: 1.2.3}]"), []string{"door/lesson.yaml:5:33: fault: outside[0].ip: \"1.2.3\" is not an IP address"}, ""},
		{"a host without a name", edit("track: ingress", "outside: [{ip: 1.2.3.4}]"), []string{"door/lesson.yaml:5:11: fault: outside[0]: name is missing"}, ""},
		{"questions of a write lesson", edit("track: ingress", "questions: [{connection: shop/web-0 > dns, answer: allow}]"), []string{"door/lesson.yaml:5:12: fault: a write lesson has no questions"}, "predict and symptom"},
		{"a predict lesson without questions", edit("kind: write", "kind: predict"), []string{"door/lesson.yaml:1:1: fault: a predict lesson needs questions", "door/lesson.yaml:6:10: fault: a predict lesson has no objects", "door/lesson.yaml:8:3: fault: a predict lesson has no allow", "door/lesson.yaml:10:3: fault: a predict lesson has no deny", "door/lesson.yaml:13:3: fault: a predict lesson has no wrong"}, ""},
		{"no checks", edit("allow:\n  - shop/web-0 > dns\ndeny:\n  - tools/probe-0 > shop/web-0:8080\n", ""), []string{"door/lesson.yaml:1:1: fault: a write lesson needs checks"}, ""},
		{"no brief", map[string]string{"door/brief.md": "-"}, []string{"door/brief.md: fault: the file is missing"}, "what is asked"},
		{"an empty brief", map[string]string{"door/brief.md": " \n"}, []string{"door/brief.md: fault: the file is empty"}, ""},
		{"no solution", map[string]string{"door/solution.yaml": "-"}, []string{"door/solution.yaml: fault: the file is missing"}, "bounds: checks"},
		{"no start of a fix lesson", edit("kind: write", "kind: fix"), []string{"door/start.yaml: fault: the file is missing"}, ""},
		{"not text", map[string]string{"door/brief.md": "Door\n\xff\xfe"}, []string{"door/brief.md:2: fault: the file is not UTF-8"}, "Save it as UTF-8"},
		{"too large", map[string]string{"door/cluster.yaml": strings.Repeat("# long\n", 60_000)}, []string{"door/cluster.yaml: fault: the file has 420000 bytes"}, ""},
		{"a lesson too large", map[string]string{"door/lesson.yaml": strings.Repeat("# long\n", 60_000)}, []string{"door/lesson.yaml: fault: the file has 420000 bytes"}, ""},
		{"a wrong answer that is not there", edit("wrong/none.yaml", "wrong/nome.yaml"), []string{"door/lesson.yaml:13:12: fault: wrong/nome.yaml: the file is missing", "door/wrong/none.yaml: fault: lesson.yaml does not list this file"}, "Did you mean wrong/none.yaml?"},
		{"a way out as file", edit("wrong/none.yaml", "../../etc/passwd"), []string{"door/lesson.yaml:13:12: fault: wrong[0].file:", "door/wrong/none.yaml: fault: lesson.yaml does not list"}, "folder of lesson.yaml"},
		{"an absolute file", edit("wrong/none.yaml", "/etc/passwd.yaml"), []string{"door/lesson.yaml:13:12: fault: wrong[0].file:", "door/wrong/none.yaml: fault: lesson.yaml does not list"}, "folder of lesson.yaml"},
		{"a file of another kind", edit("wrong/none.yaml", "brief.md"), []string{"door/lesson.yaml:13:12: fault: wrong[0].file: \"brief.md\" is not a manifest", "door/wrong/none.yaml: fault: lesson.yaml does not list"}, ""},
		{"an id twice", map[string]string{"e/lesson.yaml": soundLesson, "e/brief.md": "x", "e/cluster.yaml": soundCluster, "e/solution.yaml": soundSolution, "e/wrong/none.yaml": soundSolution}, []string{"e/lesson.yaml:2:5: fault: the id knock-knock is already that of door"}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Load(soundPack(c.changes), "evening")
			faults := Faults(problems)
			if len(faults) != len(c.want) {
				t.Fatalf("faults: %s", lines(faults))
			}
			for i, w := range c.want {
				if !strings.HasPrefix(faults[i].String(), w) {
					t.Errorf("fault %d: %s, want %s", i, faults[i], w)
				}
			}
			if !strings.Contains(faults[0].Help, c.help) {
				t.Errorf("help: %q, want %q in it", faults[0].Help, c.help)
			}
		})
	}
}

func lines(problems []Problem) string {
	var all strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&all, "\n  %s", p)
	}
	return all.String()
}

func TestLoadWarnsOfStrangers(t *testing.T) {
	_, problems := Load(soundPack(map[string]string{"door/tightets.yaml": "x", "door/README.md": "x", "door/picture.png": "x"}), "")
	if len(problems) != 1 || problems[0].Severity != Warning || problems[0].Help != "Did you mean tightest.yaml?" {
		t.Errorf("problems: %s", lines(problems))
	}
}

func TestLoadAnchors(t *testing.T) {
	changes := edit("deny:\n  - tools/probe-0 > shop/web-0:8080\nhints: [one, two, three]", "deny:\n  - &one tools/probe-0 > shop/web-0:8080\nhints: [*one, *one, three]")
	found, problems := Load(soundPack(changes), "")
	if len(found) != 1 || found[0].Hints[1] != "tools/probe-0 > shop/web-0:8080" {
		t.Errorf("lessons %v, problems: %s", found, lines(problems))
	}
	for name, text := range map[string]string{"in itself": "hints: &a [*a]", "bomb": "causes: &a [x,x,x,x,x,x,x,x,x]\nhints: [*a,*a,*a,*a,*a,*a,*a,*a,*a]"} {
		t.Run(name, func(t *testing.T) {
			_, problems := Load(soundPack(edit("hints: [one, two, three]", text)), "")
			if len(Faults(problems)) == 0 {
				t.Error("no fault")
			}
		})
	}
}

func TestLoadDirStaysInside(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	write := func(dir string) {
		for name, file := range soundPack(nil) {
			at := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	cases := []struct {
		name, file, target, want string
	}{
		{"a link out", "door/wrong/none.yaml", outside, "leads out of the pack"},
		{"a relative link out", "door/solution.yaml", "../../" + filepath.Base(filepath.Dir(outside)) + "/secret.yaml", "leads out of the pack"},
		{"a folder out", "door/accept", filepath.Dir(outside), "leads out of the pack"},
		{"the lesson itself", "door/lesson.yaml", outside, "leads out of the pack"},
		{"a device", "door/brief.md", "/dev/zero", "leads out of the pack"},
		{"a circle", "door/brief.md", "brief.md", "cannot be read"},
		{"a link inside", "door/accept/again.yaml", "../solution.yaml", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(dir)
			at := filepath.Join(dir, filepath.FromSlash(c.file))
			_ = os.MkdirAll(filepath.Dir(at), 0o700)
			_ = os.Remove(at)
			if err := os.Symlink(c.target, at); err != nil {
				t.Skip("no symbolic links here")
			}
			found, problems := LoadDir(dir)
			all := lines(problems)
			if c.want == "" && (len(found) != 1 || len(problems) != 0) || !strings.Contains(all, c.want) {
				t.Errorf("%d lessons, problems: %s", len(found), all)
			}
			for _, l := range found {
				if strings.Contains(fmt.Sprintf("%+v", l.Wrong())+l.Solution, "secret") {
					t.Error("the secret was read")
				}
			}
		})
	}
}

func TestLoadDirOddities(t *testing.T) {
	if _, problems := LoadDir(filepath.Join(t.TempDir(), "absent")); len(problems) != 1 {
		t.Errorf("problems: %s", lines(problems))
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "lesson.yaml", "lesson.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	if found, problems := LoadDir(dir); len(found) != 0 || len(problems) != 1 {
		t.Errorf("problems: %s", lines(problems))
	}
}

func TestLoadBounds(t *testing.T) {
	pack := fstest.MapFS{}
	deep := strings.Repeat("a/", maxDepth+2)
	pack[deep+"lesson.yaml"] = &fstest.MapFile{}
	if _, problems := Load(pack, ""); len(problems) != 1 || !strings.Contains(problems[0].Message, "deep") {
		t.Errorf("deep: %s", lines(problems))
	}
	pack = fstest.MapFS{}
	for i := range maxLessons + 5 {
		pack[fmt.Sprintf("l%d/lesson.yaml", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	_, problems := Load(pack, "")
	if !slices.ContainsFunc(problems, func(p Problem) bool { return strings.Contains(p.Message, "more than 500 lessons") }) {
		t.Errorf("many: %s", lines(problems[:1]))
	}
}

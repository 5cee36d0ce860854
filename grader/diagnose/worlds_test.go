package diagnose_test

import (
	"net/netip"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	networkingv1 "k8s.io/api/networking/v1"
	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// world is a small task with right answers, and wrong ones under the name of their cause.
type world struct {
	name  string
	task  *task.Compiled
	right []answer
	wrong []answer

	witness func() *witness
}

type answer struct{ name, cause, text string }

// worlds reads testdata/worlds. In each, right/ holds right answers beside the
// solution, and wrong/CAUSE/ those whose primary cause must be CAUSE.
func worlds(t testing.TB) []*world {
	t.Helper()
	files, err := filepath.Glob("testdata/worlds/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no worlds: %v", err)
	}
	var all []*world
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, readWorld(t, strings.TrimSuffix(filepath.Base(file), ".txtar"), a))
	}
	return all
}

type demands struct {
	Namespace          string
	Resolver           string
	Bounds             string
	Strict             bool
	Objects, Protected []string
	Allow, Deny        []string
	Outside            []struct{ Name, IP string }
}

func readWorld(t testing.TB, name string, a *txtar.Archive) *world {
	t.Helper()
	texts := map[string]string{}
	w := &world{name: name}
	for _, f := range a.Files {
		texts[f.Name] = string(f.Data)
		dir, base := path.Split(f.Name)
		switch {
		case f.Name == "solution.yaml" || dir == "right/":
			w.right = append(w.right, answer{base, "", string(f.Data)})
		case strings.HasPrefix(dir, "wrong/"):
			w.wrong = append(w.wrong, answer{base, path.Base(dir), string(f.Data)})
		}
	}
	var d demands
	if err := yaml.UnmarshalStrict([]byte(texts["task"]), &d); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	w.task = compile(t, name, d, texts)
	w.witness = sync.OnceValue(func() *witness { return newWitness(w.task) })
	return w
}

func compile(t testing.TB, name string, d demands, texts map[string]string) *task.Compiled {
	t.Helper()
	options := cluster.Options{Defaults: true, Addresses: true, Resolver: cluster.Resolver(d.Resolver)}
	for _, h := range d.Outside {
		options.Outside = append(options.Outside, cluster.Host{Name: h.Name, IP: netip.MustParseAddr(h.IP)})
	}
	c, problems := cluster.New(read(t, d.Namespace, texts["cluster.yaml"]), options)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", name, problems)
	}
	tk := task.Task{
		ID: name, Namespace: d.Namespace, Cluster: c, Start: read(t, d.Namespace, texts["applied.yaml"]),
		Protected: d.Protected, Objects: d.Objects, Strict: d.Strict,
	}
	for _, list := range []struct {
		expect      task.Expect
		connections []string
	}{{task.Allow, d.Allow}, {task.Deny, d.Deny}} {
		for _, text := range list.connections {
			connection, err := journey.Parse(text)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			tk.Checks = append(tk.Checks, task.Check{Connection: connection, Expect: list.expect})
		}
	}
	if d.Bounds == "checks" {
		tk.Bounds = task.ChecksOnly
	} else {
		tk.Tightest = policies(t, d.Namespace, texts, "tightest.yaml")
		tk.Loosest = policies(t, d.Namespace, texts, "loosest.yaml")
	}
	compiled, err := task.Compile(tk)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return compiled
}

func read(t testing.TB, namespace, text string) []*manifest.Object {
	t.Helper()
	r := manifest.Read([]manifest.Source{{Name: "world", Text: text}}, manifest.Options{Namespace: namespace})
	if len(r.Refusals) > 0 {
		t.Fatalf("refused: %s\n%s", r.Stderr, text)
	}
	return r.Objects
}

func policies(t testing.TB, namespace string, texts map[string]string, file string) []*networkingv1.NetworkPolicy {
	t.Helper()
	text, ok := texts[file]
	if !ok {
		text = texts["solution.yaml"]
	}
	var all []*networkingv1.NetworkPolicy
	for _, o := range read(t, namespace, text) {
		all = append(all, o.Policy())
	}
	return all
}

// graded is a submission with everything that came of it.
type graded struct {
	files  []manifest.Source
	read   *manifest.Result
	judged *task.Judgement
}

func (w *world) grade(text string) *graded {
	g := &graded{files: []manifest.Source{{Name: "answer.yaml", Text: text}}}
	g.read = w.task.Read(g.files)
	g.judged = w.task.Judge(task.Of(g.read))
	return g
}

func (g *graded) passed() bool { return g.judged.Passed && len(g.read.Refusals) == 0 }

func (w *world) diagnose(g *graded) []diagnostic.Diagnostic {
	return diagnose.Run(diagnose.Input{Task: w.task, Files: g.files, Read: g.read, Judgement: g.judged})
}

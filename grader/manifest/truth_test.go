package manifest

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"sigs.k8s.io/yaml"
)

var corpus = flag.String("corpus", "", "recorded answers of a real cluster to compare with, one JSON object a line")

// truth is one recorded answer of a real cluster; see testdata/README.md.
type truth struct {
	ID, Family, Title  string
	Input, InputBase64 string
	File               string
	Before             string
	BeforeCommand      string
	Command            string
	ExitCode           int
	Stdout, Stderr     string
	Stored             []struct{ Namespace, Name, YAML string }
	Stdin, OrderVaries bool
}

func readTruth(t testing.TB, path string) []truth {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []truth
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var r truth
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r.decoded(t))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

var repeated = regexp.MustCompile(`<<repeat (.) (\d+)>>`)

// decoded undoes what keeps the recordings readable.
func (r truth) decoded(t testing.TB) truth {
	if r.InputBase64 != "" {
		b, err := base64.StdEncoding.DecodeString(r.InputBase64)
		if err != nil {
			t.Fatal(err)
		}
		r.Input = string(b)
	}
	for _, s := range []*string{&r.Input, &r.Stdout, &r.Stderr} {
		*s = repeated.ReplaceAllStringFunc(*s, func(m string) string {
			var n int
			fmt.Sscan(repeated.FindStringSubmatch(m)[2], &n)
			return strings.Repeat(repeated.FindStringSubmatch(m)[1], n)
		})
	}
	return r
}

// plainApply tells the records that this package answers for: kubectl apply -f FILE.
func (r truth) plainApply() bool {
	return r.Family != "args" && !r.Stdin && r.Command == "kubectl apply -f "+r.File
}

// replayable tells whether it is known here what the cluster holds before a record.
func (r truth) replayable() bool {
	return r.Before == "" || r.BeforeCommand == "kubectl apply -f before.yaml" || r.BeforeCommand == "kubectl create -f before.yaml"
}

// run answers as the package does.
func (r truth) run() *Result {
	o := Options{Namespaces: []string{"default", "kube-system", "kube-public", "kube-node-lease", "space1", "space2"}}
	if r.Before != "" {
		before := Read([]Source{{"before.yaml", r.Before}}, o)
		o.Existing = before.Stored()
		if strings.HasPrefix(r.BeforeCommand, "kubectl create") {
			for _, e := range o.Existing {
				delete(e.Policy().Annotations, corev1.LastAppliedConfigAnnotation)
			}
		}
	}
	return Read([]Source{{r.File, r.Input}}, o)
}

// tally counts agreement within a family of records.
type tally struct{ records, accepted, texts, stored int }

func TestServerTruth(t *testing.T) {
	if *corpus != "" {
		compareAll(t, *corpus)
		return
	}
	for _, name := range []string{"validation", "variations"} {
		t.Run(name, func(t *testing.T) { compareAll(t, "testdata/"+name+".jsonl") })
	}
}

// compareAll holds the answers of the package against all records of a file but those of
// other commands.
func compareAll(t *testing.T, path string) {
	families := map[string]*tally{}
	total, others := &tally{}, 0
	for _, r := range readTruth(t, path) {
		if !r.plainApply() {
			others++
			continue
		}
		if !r.replayable() {
			t.Errorf("%s: cannot run %q", r.ID, r.BeforeCommand)
			continue
		}
		if families[r.Family] == nil {
			families[r.Family] = &tally{}
		}
		r.compare(t, families[r.Family], total)
	}
	if total.records == 0 {
		t.Fatalf("%s holds no record of kubectl apply -f FILE", path)
	}
	t.Logf("%d records of other commands are not for this package", others)
	names := []string{}
	for name := range families {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		families[name].print(t, name)
	}
	total.print(t, "all")
	if total.accepted < total.records || total.stored < total.records || total.texts*100 < total.records*98 {
		t.Errorf("agreement is below 100 %% accepted, 98 %% text, 100 %% stored")
	}
}

func (n *tally) print(t *testing.T, name string) {
	t.Logf("%-10s %4d records: accepted or refused %4d, text %4d, stored %4d", name, n.records, n.accepted, n.texts, n.stored)
}

func (r truth) compare(t *testing.T, tallies ...*tally) {
	got := r.run()
	accepted := (got.ExitCode == 0) == (r.ExitCode == 0) && r.names() == names(got)
	text := r.sameText(got)
	stored := r.storedDifference(got)
	for _, n := range tallies {
		n.records++
		n.accepted += count(accepted)
		n.texts += count(text)
		n.stored += count(stored == "")
	}
	if !accepted || !text {
		t.Logf("%s %s: exit %d\n%s%swant exit %d\n%s%s", r.ID, r.Title, got.ExitCode, got.Stdout, got.Stderr, r.ExitCode, r.Stdout, r.Stderr)
	}
	if stored != "" {
		t.Logf("%s %s: stored otherwise: %s", r.ID, r.Title, stored)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// names are the policies that exist afterwards.
func (r truth) names() string {
	var keys []string
	for _, s := range r.Stored {
		keys = append(keys, s.Namespace+"/"+s.Name)
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

func names(r *Result) string {
	var keys []string
	for _, o := range r.Stored() {
		if o.Policy() != nil {
			keys = append(keys, o.Key())
		}
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

func (r truth) sameText(got *Result) bool {
	if got.ExitCode != r.ExitCode || got.Stdout != r.Stdout {
		return false
	}
	if r.OrderVaries {
		return sortedLines(got.Stderr) == sortedLines(r.Stderr)
	}
	return got.Stderr == r.Stderr
}

func sortedLines(s string) string {
	lines := strings.Split(s, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// storedDifference compares spec and metadata with those stored by the server.
func (r truth) storedDifference(got *Result) string {
	for _, s := range r.Stored {
		for _, o := range got.Stored() {
			if o.Policy() == nil || o.Key() != s.Namespace+"/"+s.Name {
				continue
			}
			js, err := json.Marshal(o.Typed)
			if err != nil {
				return err.Error()
			}
			if g, w := normal(string(js)), normal(s.YAML); !reflect.DeepEqual(g, w) {
				return fmt.Sprintf("\ngot  %v\nwant %v", g, w)
			}
		}
	}
	return ""
}

// normal is a stored policy without what differs from run to run.
func normal(text string) any {
	text = strings.ReplaceAll(text, `"<time>"`, "null")
	var p networkingv1.NetworkPolicy
	if err := yaml.Unmarshal([]byte(text), &p); err != nil {
		return err.Error()
	}
	p.UID, p.ResourceVersion, p.ManagedFields = "", "", nil
	if last, ok := p.Annotations[corev1.LastAppliedConfigAnnotation]; ok {
		p.Annotations[corev1.LastAppliedConfigAnnotation] = strings.ReplaceAll(last, `"resourceVersion":"<rv>"`, `"resourceVersion":"5"`)
	}
	js, _ := json.Marshal(p)
	var v any
	_ = json.Unmarshal(js, &v)
	return v
}

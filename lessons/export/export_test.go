package export

import (
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/equality"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/lessons"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// odd is a lesson that holds whatever a lesson may hold.
func odd(t testing.TB) *lessons.Lesson {
	t.Helper()
	all, problems := lessons.Load(os.DirFS("testdata"), "testdata")
	for _, p := range lessons.Faults(problems) {
		t.Fatal(p)
	}
	return all[0]
}

func everyLesson(t testing.TB) []*lessons.Lesson {
	t.Helper()
	c, err := lessons.Builtin()
	must(t, err)
	return append(c.Lessons(), odd(t))
}

func lesson(t testing.TB, id string) *lessons.Lesson {
	t.Helper()
	all := everyLesson(t)
	i := slices.IndexFunc(all, func(l *lessons.Lesson) bool { return l.ID == id })
	if i < 0 {
		t.Fatalf("no lesson %s", id)
	}
	return all[i]
}

func fileNamed(t testing.TB, files []File, name string) string {
	t.Helper()
	for _, f := range files {
		if f.Name == name {
			return f.Text
		}
	}
	t.Fatalf("no file %s", name)
	return ""
}

// TestManifestsAreTheLesson reads the manifests as an API server would, and compares the
// world they describe with that of the lesson.
func TestManifestsAreTheLesson(t *testing.T) {
	for _, l := range everyLesson(t) {
		t.Run(l.ID, func(t *testing.T) {
			text, err := Manifests(l)
			must(t, err)
			read := manifest.Read([]manifest.Source{{Name: "all.yaml", Text: text}}, manifest.Options{Namespace: "elsewhere"})
			for _, r := range read.Refusals {
				t.Errorf("refused: %s", r.Message)
			}
			compiled, err := l.Task()
			must(t, err)
			got, _ := cluster.New(read.Objects, cluster.Options{})
			samePods(t, got, compiled.Cluster)
			sameServices(t, got, compiled.Cluster)
			sameNamespaces(t, got, compiled.Cluster)
			samePolicies(t, read.Objects, l.Applied())
		})
	}
}

func samePods(t *testing.T, got, want *cluster.Cluster) {
	t.Helper()
	n := 0
	for _, w := range want.Pods {
		g := got.Pod(w.Namespace, w.Name)
		if w.Namespace == "kube-system" || !w.Running() {
			if g != nil {
				t.Errorf("the pod %s is not left out", w.Key())
			}
			continue
		}
		if n++; g == nil {
			t.Errorf("the pod %s is missing", w.Key())
			continue
		}
		if !maps.Equal(g.Labels, w.Labels) || g.HostNetwork != w.HostNetwork || g.Hostname != w.Hostname || g.Subdomain != w.Subdomain {
			t.Errorf("the pod %s is %+v, want %+v", w.Key(), g, w)
		}
		if !sameElements(g.Ports, w.Ports) {
			t.Errorf("the pod %s declares %v, want %v", w.Key(), g.Ports, w.Ports)
		}
	}
	if len(got.Pods) != n {
		t.Errorf("%d pods, want %d", len(got.Pods), n)
	}
}

func sameElements[T comparable](a, b []T) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x T) bool { return !slices.Contains(b, x) })
}

func sameServices(t *testing.T, got, want *cluster.Cluster) {
	t.Helper()
	for _, w := range want.Services {
		g := got.Service(w.Namespace, w.Name)
		switch {
		case w.Namespace == "kube-system":
		case g == nil:
			t.Errorf("the Service %s is missing", w.Key())
		case !maps.Equal(g.Labels, w.Labels) || !maps.Equal(g.Selector, w.Selector) || !slices.Equal(g.Ports, w.Ports) || g.Headless != w.Headless || g.ExternalName != w.ExternalName || len(g.IPs) > 0:
			t.Errorf("the Service %s is %+v, want %+v", w.Key(), g, w)
		}
	}
}

func sameNamespaces(t *testing.T, got, want *cluster.Cluster) {
	t.Helper()
	for _, w := range want.Namespaces {
		g := got.Namespace(w.Name)
		switch {
		case slices.Contains(existing, w.Name):
			if g != nil && len(g.Labels) > 1 {
				t.Errorf("the namespace %s is taken over with %v", w.Name, g.Labels)
			}
		case g == nil || !maps.Equal(g.Labels, w.Labels):
			t.Errorf("the namespace %s is %+v, want %+v", w.Name, g, w)
		}
	}
}

func samePolicies(t *testing.T, got, want []*manifest.Object) {
	t.Helper()
	specs := map[string]*manifest.Object{}
	for _, o := range got {
		if o.Policy() != nil {
			specs[o.Key()] = o
		}
	}
	n := 0
	for _, w := range want {
		if w.Namespace == "kube-system" {
			continue
		}
		n++
		g := specs[w.Key()]
		if g == nil || !equality.Semantic.DeepEqual(g.Policy().Spec, w.Policy().Spec) || !maps.Equal(g.Policy().Labels, w.Policy().Labels) {
			t.Errorf("the policy %s is not as in the lesson", w.Key())
		}
	}
	if len(specs) != n {
		t.Errorf("%d policies, want %d", len(specs), n)
	}
}

// TestServersListenWhereTheyDeclare reads what the containers are told to serve.
func TestServersListenWhereTheyDeclare(t *testing.T) {
	for _, l := range everyLesson(t) {
		s, err := newScene(l)
		must(t, err)
		for _, p := range s.pods {
			listening := map[string]int{}
			for _, c := range containers(p) {
				for _, port := range served(t, c) {
					listening[port]++
				}
			}
			want := map[string]int{}
			for _, port := range p.Ports {
				want[string(port.Protocol)+" "+number(port.Number)] = 1
			}
			if !maps.Equal(listening, want) {
				t.Errorf("%s: the pod %s serves %v, want %v", l.ID, p.Key(), listening, want)
			}
		}
	}
}

// served are the ports that agnhost serves with some arguments.
func served(t *testing.T, c container) []string {
	t.Helper()
	var ports []string
	for _, arg := range c.Args[1:] {
		name, value, _ := strings.Cut(arg, "=")
		switch {
		case name == "--http-port":
			ports = append(ports, "TCP "+value)
		case name == "--udp-port" && value != "-1", c.Args[0] == "serve-hostname" && name == "--port":
			ports = append(ports, "UDP "+value)
		case name == "--sctp-port":
			ports = append(ports, "SCTP "+value)
		}
	}
	for _, v := range c.Env {
		ports = append(ports, "SCTP "+strings.TrimPrefix(v.Name, "SERVE_SCTP_PORT_"))
	}
	switch c.Args[0] {
	case "netexec":
		if !slices.ContainsFunc(c.Args, func(a string) bool { return strings.HasPrefix(a, "--udp-port=") }) {
			t.Error("netexec would serve UDP 8081 by itself")
		}
	case "serve-hostname", "porter", "pause":
	default:
		t.Errorf("what does agnhost %s serve?", c.Args[0])
	}
	return ports
}

func TestScriptsAreShell(t *testing.T) {
	for _, shell := range []string{"sh", "bash", "dash"} {
		if _, err := exec.LookPath(shell); err != nil {
			continue
		}
		for _, l := range everyLesson(t) {
			files, err := Files(l)
			must(t, err)
			if !slices.ContainsFunc(files, func(f File) bool { return f.Name == scriptFile }) {
				continue
			}
			cmd := exec.Command(shell, "-n")
			cmd.Stdin = strings.NewReader(fileNamed(t, files, scriptFile))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s -n refuses the script of %s: %v\n%s", shell, l.ID, err, out)
			}
		}
	}
}

func TestEveryCheckHasItsLine(t *testing.T) {
	for _, l := range everyLesson(t) {
		compiled, err := l.Task()
		must(t, err)
		files, err := Files(l)
		must(t, err)
		if len(compiled.Checks) == 0 {
			continue
		}
		script := fileNamed(t, files, scriptFile)
		for _, c := range compiled.Checks {
			if !strings.Contains(script, " '"+c.Connection.Text+"' ") {
				t.Errorf("%s: no line tries %s", l.ID, c.Connection.Text)
			}
		}
	}
}

func TestWhatIsOtherwiseIsSaid(t *testing.T) {
	files, err := Files(odd(t))
	must(t, err)
	for _, name := range []string{readmeFile, clusterFile} {
		text := strings.Join(strings.Fields(strings.ReplaceAll(fileNamed(t, files, name), "\n#", " ")), " ")
		for _, want := range []string{
			"real.example, address 8.8.4.4",
			"two/done-0 is left out: it does not run",
			"kube-system/helper-0 is left out",
			"kubectl label namespace default team=home",
			Image,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q:\n%s", name, want, text)
			}
		}
	}
	readme := fileNamed(t, files, readmeFile)
	for _, want := range []string{"kubectl delete --ignore-not-found -f policies.yaml -f cluster.yaml", "enforce NetworkPolicies", "flannel"} {
		if !strings.Contains(readme, want) {
			t.Errorf("the README does not say %q", want)
		}
	}
}

func TestHostileWordsStayComments(t *testing.T) {
	got := comment("one\ntwo: %s", "\x1b[31m\nkind: Pod\u2028"+strings.Repeat("long ", 60))
	for _, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
		if !strings.HasPrefix(line, "# ") || len(line) > 110 || strings.ContainsAny(line, "\x1b\u2028") {
			t.Errorf("a line of the comment is %q", line)
		}
	}
	if got := quote("it's\n$(x)\x1b[m"); got != `'it'\''s $(x)'` {
		t.Errorf("quote = %s", got)
	}
}

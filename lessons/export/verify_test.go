package export

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

// The environment of the pretended kubectl.
const (
	envLesson = "EXPORT_TEST_LESSON" // the lesson whose cluster it is
	envAnswer = "EXPORT_TEST_ANSWER" // a file of policies that are applied
	envMood   = "EXPORT_TEST_MOOD"   // absent, or lax: nothing is enforced
)

// TestMain lets the test binary be the kubectl of a cluster that does what the evaluator
// says.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "kubectl" {
		os.Exit(kubectl(os.Args[1:]))
	}
	os.Exit(m.Run())
}

func kubectl(args []string) int {
	world, err := pretended()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	switch {
	case args[0] == "wait":
		if os.Getenv(envMood) == "absent" {
			fmt.Fprintln(os.Stderr, "Error from server (NotFound): pods not found")
			return 1
		}
		return 0
	case args[0] == "get":
		return get(world, args[1:])
	case args[0] == "exec" && args[4] == "-c" && args[5] == mainContainer && args[6] == "--":
		return execute(world, args[2], args[3], args[7:])
	}
	fmt.Fprintf(os.Stderr, "unknown command %q\n", args)
	return 1
}

// pretended is the lesson's cluster with an answer applied.
func pretended() (journey.World, error) {
	l, err := find(os.Getenv(envLesson))
	if err != nil {
		return journey.World{}, err
	}
	t, err := l.Task()
	if err != nil || os.Getenv(envMood) == "lax" {
		return t.World(nil), err
	}
	text, err := os.ReadFile(os.Getenv(envAnswer))
	if err != nil {
		return t.Untouched().World, nil
	}
	return t.Judge(task.Of(t.Read([]manifest.Source{{Name: "np.yaml", Text: string(text)}}))).World, nil
}

// find reads one lesson alone where it can, since every call of kubectl needs it; a
// lesson may speak of others.
func find(id string) (*lessons.Lesson, error) {
	dir := "testdata/odd"
	if found, err := filepath.Glob("../content/*/" + id); err == nil && len(found) == 1 {
		dir = found[0]
	}
	if all, _ := lessons.Load(os.DirFS(dir), dir); len(all) == 1 {
		return all[0], nil
	}
	c, err := lessons.Builtin()
	if err != nil {
		return nil, err
	}
	if l, ok := c.Find(id); ok {
		return l, nil
	}
	return nil, fmt.Errorf("no lesson %q", id)
}

// get answers addresses: -n NAMESPACE NAME, or by the label of the cluster DNS.
func get(w journey.World, args []string) int {
	kind, namespace, name := args[0], args[2], args[3]
	switch {
	case name == "-l":
		fmt.Print(w.Cluster.Pod("kube-system", "coredns-0").Primary())
	case kind == "pod" && w.Cluster.Pod(namespace, name) != nil:
		fmt.Print(w.Cluster.Pod(namespace, name).Primary())
	case kind == "service" && w.Cluster.Service(namespace, name) != nil:
		if s := w.Cluster.Service(namespace, name); s.Headless {
			fmt.Print("None")
		} else {
			fmt.Print(s.IP(false))
		}
	default:
		fmt.Fprintf(os.Stderr, "Error from server (NotFound): %s %q not found\n", kind, name)
		return 1
	}
	return 0
}

// execute does what the tools of the image do.
func execute(w journey.World, namespace, pod string, args []string) int {
	if args[0] == "dig" {
		return dig(w, namespace, pod, args[1:])
	}
	if args[0] != "/agnhost" || args[1] != "connect" {
		fmt.Fprintf(os.Stderr, "unknown tool %q\n", args)
		return 126
	}
	protocol := corev1.Protocol(strings.ToUpper(strings.TrimPrefix(args[3], "--protocol=")))
	at := strings.LastIndexByte(args[4], ':')
	port, err := strconv.ParseUint(args[4][at+1:], 10, 16)
	if err != nil {
		fmt.Fprintf(os.Stderr, "UNKNOWN: %v\n", err)
		return 1
	}
	name := strings.TrimSuffix(strings.Trim(args[4][:at], "[]"), ".")
	j, err := journey.Call(w, namespace, pod, journey.Target{Name: name, Port: uint16(port), Protocol: protocol}, journey.Options{})
	if err != nil {
		fmt.Fprintf(os.Stderr, "UNKNOWN: %v\n", err)
		return 1
	}
	words := map[journey.Stage]string{
		journey.StageDNS: "DNS: lookup " + name + ": i/o timeout", journey.StageName: "DNS: lookup " + name + ": no such host",
		journey.StageRefused: "REFUSED", journey.StageService: "REFUSED", journey.StageEgress: "TIMEOUT", journey.StageIngress: "TIMEOUT",
		journey.StageRoute: "OTHER: no route to host",
	}[j.Stage]
	if words == "" {
		return 0
	}
	fmt.Fprintf(os.Stderr, "%s\ncommand terminated with exit code 1\n", words)
	return 1
}

func dig(w journey.World, namespace, pod string, args []string) int {
	to := "dns"
	if slices.Contains(args, "+tcp") {
		to = "dns-tcp"
	}
	if server, ok := strings.CutPrefix(args[len(args)-1], "@"); ok {
		to = server + ":53"
		if slices.Contains(args, "+notcp") {
			to += "/UDP"
		}
	}
	c, err := journey.Parse(namespace + "/" + pod + " > " + to)
	if err == nil {
		var j journey.Journey
		if j, err = journey.Go(w, c, journey.Options{}); err == nil && j.Allowed {
			fmt.Println("10.96.0.1")
			return 0
		}
	}
	fmt.Println(";; connection timed out; no servers could be reached")
	return 9
}

// tried is what the script said, and how it ended.
type tried struct {
	output string
	lines  map[string]string // ok, not ok or skip, by check
	code   int
}

var said = regexp.MustCompile(`(?m)^(ok|not ok|skip) +(\S+ > .*?)   `)

// verify runs a lesson's script in a pretended cluster.
func verify(t *testing.T, l *lessons.Lesson, answer, mood string) tried {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	must(t, err)
	must(t, os.Symlink(self, filepath.Join(dir, "kubectl")))
	files, err := Files(l)
	must(t, err)
	script := filepath.Join(dir, scriptFile)
	must(t, os.WriteFile(script, []byte(fileNamed(t, files, scriptFile)), 0o700))
	np := filepath.Join(dir, "np.yaml")
	if answer != "" {
		must(t, os.WriteFile(np, []byte(answer), 0o600))
	}
	cmd := exec.Command("sh", script)
	cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), envLesson+"="+l.ID, envAnswer+"="+np, envMood+"="+mood)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	got := tried{output: out.String(), lines: map[string]string{}, code: cmd.ProcessState.ExitCode()}
	for _, m := range said.FindAllStringSubmatch(got.output, -1) {
		got.lines[m[2]] = m[1]
	}
	return got
}

func needShell(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh here")
	}
}

// TestVerifySaysWhatTheGraderSays runs scripts against clusters in which an answer is
// applied, and compares every line with the grader's judgement of that answer.
func TestVerifySaysWhatTheGraderSays(t *testing.T) {
	needShell(t)
	for _, id := range []string{"space1-space2", "half-a-bridge", "silent-udp", "odd"} {
		l := lesson(t, id)
		answers := map[string]string{"the solution": l.Solution, "the start": ""}
		for _, w := range l.Wrong()[:min(2, len(l.Wrong()))] {
			answers[w.File] = w.Text
		}
		for name, answer := range answers {
			t.Run(id+"/"+filepath.Base(name), func(t *testing.T) { compare(t, l, answer) })
		}
	}
}

func compare(t *testing.T, l *lessons.Lesson, answer string) {
	compiled, err := l.Task()
	must(t, err)
	j := compiled.Untouched()
	if answer != "" {
		j = compiled.Judge(task.Of(compiled.Read([]manifest.Source{{Name: "np.yaml", Text: answer}})))
	}
	got := verify(t, l, answer, "")
	failed := false
	for _, c := range j.Checks {
		word := got.lines[c.Connection.Text]
		want := "ok"
		if !c.Passed {
			want = "not ok"
		}
		if word != "skip" && word != want {
			t.Errorf("%s is %q, want %q", c.Connection.Text, word, want)
		}
		failed = failed || word == "not ok"
	}
	if (got.code == 1) != failed || got.code > 1 {
		t.Errorf("exit code %d", got.code)
	}
	if t.Failed() {
		t.Log(got.output)
	}
}

func TestVerifyOfALessonThatAsks(t *testing.T) {
	needShell(t)
	got := verify(t, lesson(t, "open-by-default"), "", "")
	if got.code != 0 || strings.Contains(got.output, "not ok") || got.lines["shop/web-0 > shop/cart-0:9000"] != "ok" {
		t.Errorf("exit code %d\n%s", got.code, got.output)
	}
}

func TestVerifySpeaksPlainly(t *testing.T) {
	needShell(t)
	dns := lesson(t, "space1-space2").Wrong()[0]
	cases := []struct {
		name, lesson, answer, mood string
		code                       int
		want                       []string
	}{
		{"a name that gets no answer", "space1-space2", dns.Text, "", 1, []string{
			"not ok  space1/app1-0 > svc space2/microservice1   must be open, is closed: no answer from DNS; by address it works\n" +
				"        try     kubectl exec -n space1 app1-0 -c server -- /agnhost connect --timeout=5s --protocol=tcp microservice1.space2.svc.cluster.local.:80\n",
			"ok      space1/app1-0 > default/other-0:80   closed: no answer\n"}},
		{"a port that refuses is open", "odd", lesson(t, "odd").Solution, "", 0, []string{
			"ok      one/many-0 > two/bare-0:80   open: refused",
			"skip    example.example > one/many-0:8080   it starts outside the cluster",
			"skip    two/udp-0 > example.example:443   example.example exists in the lesson alone"}},
		{"a plugin that enforces nothing", "half-a-bridge", "", "lax", 1, []string{"does the network plugin of this cluster enforce them?"}},
		{"pods that are not there", "space1-space2", "", "absent", 2, []string{"The pod space1/app1-0 does not run. Make it with: kubectl apply -f cluster.yaml"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := verify(t, lesson(t, c.lesson), c.answer, c.mood)
			if got.code != c.code {
				t.Errorf("exit code %d, want %d", got.code, c.code)
			}
			for _, want := range c.want {
				if !strings.Contains(got.output, want) {
					t.Errorf("%q is not said in\n%s", want, got.output)
				}
			}
		})
	}
}

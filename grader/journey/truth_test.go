package journey

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/cluster"
)

var corpus = flag.String("corpus", "testdata/probes.jsonl", "recorded commands to compare with")

// record is one command as a real tool answered it.
type record struct {
	ID, Situation, Policy, Variant, Stdin string
	Argv                                  []string
	TTY                                   bool
	Stdout, Stderr                        string
	ExitCode                              *int     `json:"exit_code"`
	Elapsed                               float64  `json:"elapsed_s"`
	Names                                 []string // asked for in turn
}

// TestToolTruth compares words, exit codes and delays with those of the real tools.
func TestToolTruth(t *testing.T) {
	bed := newTestbed(t)
	compared := map[string]int{}
	for _, r := range records(t, *corpus) {
		tool, target, known := command(r)
		w, played := bed.world(t, r)
		if !known || !played {
			continue
		}
		compared[fmt.Sprintf("%s, tool %d", r.Situation, tool.Program)]++
		t.Run(r.ID, func(t *testing.T) { compare(t, r, w, tool, target) })
	}
	for _, what := range slices.Sorted(keys(compared)) {
		t.Logf("%s: %d", what, compared[what])
	}
	if len(compared) < 20 {
		t.Errorf("only %d sorts of records were compared", len(compared))
	}
}

func keys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func records(t *testing.T, path string) []record {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []record
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func compare(t *testing.T, r record, w World, tool Tool, target Target) {
	j, err := Call(w, "space1", "test-pod", target, Options{Tool: tool})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := comparable(tool, j.Stdout), comparable(tool, r.Stdout); got != want {
		t.Errorf("stdout %q, want %q", got, want)
	}
	if got, want := comparable(tool, j.Stderr), comparable(tool, r.Stderr); got != want {
		t.Errorf("stderr %q, want %q", got, want)
	}
	if r.ExitCode != nil && j.ExitCode != *r.ExitCode {
		t.Errorf("exit code %d, want %d", j.ExitCode, *r.ExitCode)
	}
	if !near(j.Delay, r.Elapsed) {
		t.Errorf("after %v, want %v s", j.Delay, r.Elapsed)
	}
}

var varies = regexp.MustCompile(`\d+ (ms|milliseconds)|\d\.\d\d seconds`)

// comparable leaves out what varies from run to run: times, and the order in which
// the answers of nslookup and dig come in.
func comparable(tool Tool, text string) string {
	text = varies.ReplaceAllString(text, "some time")
	if tool.Program.asksOnly() {
		lines := strings.Split(text, "\n")
		slices.Sort(lines)
		text = strings.Join(lines, "\n")
	}
	return text
}

// near allows for the noise of the machine that recorded, and for the kernel's
// patience, which differs between versions.
func near(got time.Duration, seconds float64) bool {
	switch {
	case got == 0:
		return seconds < 0.8
	case got == kernelTime:
		return seconds >= 128 && seconds <= 136
	}
	off := seconds - got.Seconds()
	return off > -0.3 && off < 0.8
}

// command reads the argv of records that a Tool can stand for.
func command(r record) (Tool, Target, bool) {
	line := strings.Join(r.Argv, " ")
	if r.TTY {
		return Tool{}, Target{}, false
	}
	for _, shape := range shapes {
		m := shape.pattern.FindStringSubmatch(line)
		if m == nil || !slices.Contains(shape.variants, r.Variant) {
			continue
		}
		tool := shape.tool
		tool.Quiet = strings.Contains(line, "-qO-")
		seconds, _ := strconv.Atoi(m[shape.pattern.SubexpIndex("wait")])
		tool.Timeout = time.Duration(seconds) * time.Second
		target := Target{Name: m[shape.pattern.SubexpIndex("host")], Port: 80, Protocol: corev1.ProtocolTCP}
		if tool.Program == EchoUDP {
			target.Protocol = corev1.ProtocolUDP
		}
		if i := shape.pattern.SubexpIndex("port"); i >= 0 && m[i] != "" {
			port, _ := strconv.Atoi(m[i])
			target.Port = uint16(port)
		}
		return tool, target, true
	}
	return Tool{}, Target{}, false
}

var busybox = []string{"bb138", "bb137"}

var shapes = []struct {
	pattern  *regexp.Regexp
	variants []string
	tool     Tool
}{
	{regexp.MustCompile(`^wget -q?O-( (-T |--timeout=)(?P<wait>\d+))? (http://)?(?P<host>\[[^]]+\]|[^:/ ]+)(:(?P<port>[1-9]\d*))?/?$`), busybox, Tool{Program: Wget}},
	{regexp.MustCompile(`^curl -sS( -m (?P<wait>\d+))? (http://)?(?P<host>\[[^]]+\]|[^:/ ]+)(:(?P<port>\d+))?/?$`), []string{"curl"}, Tool{Program: Curl}},
	{regexp.MustCompile(`^nc -zv -w (?P<wait>\d+) (?P<host>\S+) (?P<port>\d+)$`), busybox, Tool{Program: Netcat}},
	{regexp.MustCompile(`^nc -u -w (?P<wait>\d+) (?P<host>\S+) (?P<port>\d+)$`), busybox, Tool{Program: EchoUDP}},
	{regexp.MustCompile(`^ncat -zv -w (?P<wait>\d+) (?P<host>\S+) (?P<port>\d+)$`), []string{"ncat"}, Tool{Program: NcatSCTP}},
	{regexp.MustCompile(`^nslookup (?P<host>[a-z]\S+)(?P<wait>)$`), busybox, Tool{Program: Nslookup}},
	{regexp.MustCompile(`^dig \+short (?P<host>[a-z]\S+)(?P<wait>)$`), []string{"dig"}, Tool{Program: Dig}},
	{regexp.MustCompile(`^dig \+short \+tcp (?P<host>[a-z]\S+)(?P<wait>)$`), []string{"dig"}, Tool{Program: DigTCP}},
}

// testbed is where the commands were recorded.
type testbed struct {
	manifests string
	policies  map[string]string
	worlds    map[string]World
}

func newTestbed(t *testing.T) *testbed {
	t.Helper()
	manifests, err := os.ReadFile("testdata/testbed.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/policies.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]any{}
	if err := yaml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	bed := &testbed{manifests: string(manifests) + "\n" + more(), policies: map[string]string{}, worlds: map[string]World{}}
	for name, policy := range all {
		one, err := yaml.Marshal(policy)
		if err != nil {
			t.Fatal(err)
		}
		if bed.policies[name] = string(one); policy == nil {
			bed.policies[name] = ""
		}
	}
	bed.policies["no NetworkPolicy, dual-stack pod"] = ""
	bed.policies["egress policy allows only DNS, dual-stack pod"] = bed.policies["egress policy allows only DNS (UDP+TCP 53)"]
	return bed
}

// unlike are names whose servers the test bed does not have: outside pages, servers
// that answer late or with errors, and headless pods in an order of their own.
var unlike = regexp.MustCompile(`slow|status|headless|app1:|kubernetes|quic|/`)

// world is the cluster of a record; not every record was made in one that is known.
func (b *testbed) world(t *testing.T, r record) (World, bool) {
	policy, known := b.policies[r.Policy]
	last := r.Argv[len(r.Argv)-1]
	explicit := strings.HasSuffix(strings.TrimSuffix(last, "/"), ":80") // we never write the usual port
	abroad := strings.Contains(strings.Join(r.Argv, " "), "google.com") || strings.Contains(last, "killercoda")
	switch {
	case explicit || !known || !playedSituations.MatchString(r.Situation):
		return World{}, false
	case unlike.MatchString(strings.TrimPrefix(strings.TrimSuffix(last, "/"), "http://")):
		return World{}, false
	case abroad && r.ExitCode != nil && *r.ExitCode == 0 && !strings.HasPrefix(r.Variant, "dig") && r.Argv[0] != "nslookup":
		return World{}, false
	case abroad && r.Variant == "ncat": // it goes on to the host's other address
		return World{}, false
	case strings.Contains(last, "big") && (r.Policy == "no NetworkPolicy" || r.Argv[0] == "nslookup"):
		return World{}, false
	}
	if _, made := b.worlds[r.Policy]; !made {
		b.worlds[r.Policy] = world(t, b.manifests+dualStack(r.Policy)+"---\n"+policy, outsideHosts)
	}
	return b.worlds[r.Policy], true
}

var playedSituations = regexp.MustCompile(`^(01|02|03|04|05|06|08|09-external-nxdomain|10|13|14)`)

var outsideHosts = cluster.Options{Outside: []cluster.Host{
	{Name: "google.com", IP: netip.MustParseAddr("142.250.185.78")},
	{Name: "google.com", IP: netip.MustParseAddr("2a00:1450:4001:80e::200e")},
	{Name: "killercoda.com", IP: netip.MustParseAddr("93.184.215.14")},
}}

// dualStack is the client with an IPv6 address, where the record says that it has one.
func dualStack(policy string) string {
	if !strings.HasSuffix(policy, "dual-stack pod") {
		return ""
	}
	return `
---
apiVersion: v1
kind: Pod
metadata: {name: test-pod, namespace: space1, labels: {run: test-pod}}
spec: {containers: [{name: c, image: busybox}]}
status: {phase: Running, podIP: 10.244.1.5, podIPs: [{ip: 10.244.1.5}, {ip: 'fd00:10:244:1::5'}]}
`
}

// more are the servers of the test bed that its manifests leave out.
func more() string {
	text := `
---
apiVersion: v1
kind: Pod
metadata: {name: dual-0, namespace: space2, labels: {app: dual}}
spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
status: {phase: Running, podIP: 10.244.2.99, podIPs: [{ip: 10.244.2.99}, {ip: 'fd00:10:244:2::11'}]}
---
apiVersion: v1
kind: Service
metadata: {name: dual, namespace: space2}
spec: {clusterIP: 10.97.32.70, clusterIPs: [10.97.32.70, 'fd00:10:96::11'], ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv4, IPv6], selector: {app: dual}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: echo-0, namespace: space2, labels: {app: echo}}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 7}, {containerPort: 7, protocol: UDP}]}]}
status: {phase: Running, podIP: 10.244.2.13}
---
apiVersion: v1
kind: Service
metadata: {name: echo, namespace: space2}
spec: {clusterIP: 10.97.32.40, selector: {app: echo}, ports: [{name: t, port: 7}, {name: u, port: 7, protocol: UDP}]}
---
apiVersion: v1
kind: Service
metadata: {name: udpclosed, namespace: space2}
spec: {clusterIP: 10.97.32.60, selector: {app: closed}, ports: [{name: u, port: 7, protocol: UDP}]}
---
apiVersion: v1
kind: Service
metadata: {name: big, namespace: space2}
spec: {clusterIP: None, selector: {app: big}, ports: [{port: 80}]}
`
	for i := 1; i <= 60; i++ {
		text += fmt.Sprintf("---\napiVersion: v1\nkind: Pod\nmetadata: {name: big-%d, namespace: space2, labels: {app: big}}\nspec: {containers: [{name: c, image: x}]}\nstatus: {phase: Running, podIP: 10.244.3.%d}\n", i, i)
	}
	return text
}

// TestQuestions compares the names that are asked for with those of recorded packets.
func TestQuestions(t *testing.T) {
	bed := newTestbed(t)
	bed.policies["DNS dropped (UDP+TCP 53)"] = bed.policies["default-deny egress, no DNS rule"]
	for _, r := range records(t, "testdata/questions.jsonl") {
		t.Run(r.ID, func(t *testing.T) {
			tool := Tool{Program: Wget}
			if r.Argv[0] == "nslookup" {
				tool.Program = Nslookup
			}
			w := world(t, bed.manifests+"---\n"+bed.policies[r.Policy], outsideHosts)
			j, err := Call(w, "space1", "test-pod", Target{Name: r.Argv[len(r.Argv)-1], Port: 80}, Options{Tool: tool})
			if err != nil {
				t.Fatal(err)
			}
			names := j.Steps[0].Names
			if len(names) == 0 || len(names) > len(r.Names) {
				t.Fatalf("asked for %q, want %q", names, r.Names)
			}
			for i, name := range names { // a redirected wget goes on to further names
				if name+"." != r.Names[i] {
					t.Errorf("asked for %q, want %q", names, r.Names)
				}
			}
		})
	}
}

package manifest

import (
	"reflect"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func TestReadOrdinary(t *testing.T) {
	r := Read([]Source{{Name: "np.yaml", Text: ordinary + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: space3}\n"}}, Options{})
	if len(r.Objects) != 2 || r.ExitCode != 0 {
		t.Fatal(r.Stderr)
	}
	p := r.Objects[0].Policy()
	if got := r.Objects[0].Key(); got != "space1/np" || p == nil {
		t.Errorf("first object %q, policy %v", got, p)
	}
	if want := []networkingv1.PolicyType{"Ingress", "Egress"}; !reflect.DeepEqual(p.Spec.PolicyTypes, want) || *p.Spec.Egress[0].Ports[0].Protocol != "TCP" {
		t.Errorf("defaulted to %+v", p.Spec)
	}
	ns := r.Objects[1].Typed.(*corev1.Namespace)
	if r.Objects[1].Key() != "space3" || r.Objects[1].Document != 2 || ns.Labels["kubernetes.io/metadata.name"] != "space3" {
		t.Errorf("second object %+v", r.Objects[1])
	}
	if want := "networkpolicy.networking.k8s.io/np created\nnamespace/space3 created\n"; r.Stdout != want {
		t.Errorf("stdout %q", r.Stdout)
	}
}

func TestDefaults(t *testing.T) {
	text := `apiVersion: v1
kind: Service
metadata: {name: a}
spec: {selector: {app: a}, ports: [{port: 80}, {name: b, port: 81, targetPort: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {containers: [{name: a, image: b, ports: [{containerPort: 53}]}]}
`
	r := Read([]Source{{"a.yaml", strings.Replace(text, "{port: 80}", "{name: a, port: 80}", 1)}}, Options{Namespace: "space2"})
	if r.ExitCode != 0 {
		t.Fatal(r.Stderr)
	}
	svc := r.Objects[0].Typed.(*corev1.Service)
	if svc.Namespace != "space2" || svc.Spec.Ports[0].TargetPort != intstr.FromInt32(80) || svc.Spec.Ports[1].TargetPort != intstr.FromString("web") || svc.Spec.Ports[0].Protocol != "TCP" {
		t.Errorf("service %+v", svc.Spec)
	}
	pod := r.Objects[1].Typed.(*corev1.Pod)
	if pod.Spec.RestartPolicy != "Always" || pod.Spec.Containers[0].Ports[0].Protocol != "TCP" {
		t.Errorf("pod %+v", pod.Spec)
	}
}

func TestOtherKinds(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"a Deployment", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b, ports: [{containerPort: 1}]}]}}}\n", "deployment.apps/a created\n"},
		{"a Deployment of others' pods", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: c}}}}\n", "`selector` does not match template `labels`"},
		{"a kind without a type here", "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: a}\nspec: {any: thing}\n", "lease.coordination.k8s.io/a created\n"},
		{"a Node has no namespace", "apiVersion: v1\nkind: Node\nmetadata: {name: a, namespace: b}\n", "node/a created\n"},
		{"unknown field of a Deployment", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replica: 1}\n", "unknown field \"spec.replica\""},
		{"a Pod without containers", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n", "spec.containers: Required value"},
		{"a Service with two nameless ports", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 1}, {port: 2}]}\n", "spec.ports[0].name: Required value"},
		{"a custom kind", "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\n", "no matches for kind \"CiliumNetworkPolicy\""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Read([]Source{{"a.yaml", c.text}}, Options{})
			if got := r.Stdout + r.Stderr; !strings.Contains(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

const dump = `apiVersion: v1
kind: List
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    creationTimestamp: "2024-01-01T00:00:00Z"
    managedFields:
    - {manager: kubectl, operation: Apply, fieldsV1: {"f:spec": {}}}
    name: np
    namespace: space1
    resourceVersion: "7"
    uid: c0ffee
  spec:
    egress: [{to: [{ipBlock: {cidr: 10.0.0.5/24}}]}]
  status: {}
- apiVersion: v1
  kind: Pod
  metadata: {name: a, namespace: space1}
  spec: {containers: [{name: a, image: b}], fieldOfTheFuture: 1}
  status: {phase: Running, podIP: 10.0.0.7}
- apiVersion: cilium.io/v2
  kind: CiliumNetworkPolicy
  metadata: {name: c, namespace: space1}
`

func TestDumpOfACluster(t *testing.T) {
	r := Read([]Source{{"dump.yaml", dump}}, Options{AnyKind: true})
	if r.ExitCode != 0 || len(r.Objects) != 3 {
		t.Fatal(r.Stderr)
	}
	if p := r.Objects[0].Policy(); p.ResourceVersion != "7" || p.Spec.Egress[0].To[0].IPBlock.CIDR != "10.0.0.5/24" || p.Annotations != nil {
		t.Errorf("policy %+v", p)
	}
	if pod := r.Objects[1].Typed.(*corev1.Pod); pod.Status.PodIP != "10.0.0.7" {
		t.Errorf("pod %+v", pod.Status)
	}
	if o := r.Objects[2]; o.Typed != nil || o.Key() != "space1/c" || o.Kind != "CiliumNetworkPolicy" {
		t.Errorf("unknown kind %+v", o)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Code != CodeAddressForm {
		t.Errorf("warnings %+v", r.Warnings)
	}
	typo := strings.Replace(dump, "egress:", "egres:", 1)
	if r := Read([]Source{{"dump.yaml", typo}}, Options{AnyKind: true}); len(r.Refusals) != 1 {
		t.Errorf("a misspelt field of a policy was let pass: %s", r.Stdout)
	}
}

func TestStoredIsTheLastState(t *testing.T) {
	before := Read([]Source{{"a.yaml", ordinary}}, Options{}).Objects
	text := strings.Replace(ordinary, "53", "54", 1) + "---\n" + strings.Replace(ordinary, "name: np", "name: other", 1) + "---\n" + strings.Replace(ordinary, "53", "55", 1)
	r := Read([]Source{{"b.yaml", text}}, Options{Existing: before})
	if want := "networkpolicy.networking.k8s.io/np configured\nnetworkpolicy.networking.k8s.io/other created\nnetworkpolicy.networking.k8s.io/np configured\n"; r.Stdout != want {
		t.Errorf("stdout %q", r.Stdout)
	}
	stored := r.Stored()
	if len(r.Objects) != 3 || len(stored) != 2 {
		t.Fatalf("%d objects, %d stored", len(r.Objects), len(stored))
	}
	if got := stored[0].Policy().Spec.Egress[0].Ports[0].Port.IntVal; got != 55 {
		t.Errorf("stored port %d", got)
	}
	if got := before[0].Policy().Spec.Egress[0].Ports[0].Port.IntVal; got != 53 {
		t.Errorf("the object that was there before now has port %d", got)
	}
}

func TestSeveralFiles(t *testing.T) {
	files := []Source{{"a.yaml", "a: [\n"}, {"b.yaml", ordinary}, {"c.yaml", strings.Replace(ordinary, "53", "0", 1)}}
	r := Read(files, Options{})
	if len(r.Objects) != 1 || r.Objects[0].File != "b.yaml" {
		t.Errorf("objects %v", r.Objects)
	}
	if len(r.Refusals) != 2 || r.Refusals[0].File != "a.yaml" || r.Refusals[1].Object != "space1/np" || r.Refusals[1].Path != "spec.egress[0].ports[0].port" {
		t.Errorf("refusals %+v", r.Refusals)
	}
	if !strings.HasPrefix(r.Stderr, "error parsing a.yaml: ") {
		t.Errorf("stderr %q", r.Stderr)
	}
}

func TestLimits(t *testing.T) {
	cases := []struct {
		name, text, want string
		limits           Limits
	}{
		{"bytes", ordinary, "too long: 10 bytes", Limits{Bytes: 10}},
		{"documents", ordinary + "---\n" + ordinary, "too many documents: 1 are", Limits{Documents: 1}},
		{"depth", "a: [[[[]]]]\n", "nested too deeply: 4 levels", Limits{Depth: 4}},
		{"nodes", "a: [1, 2, 3]\n", "too many values", Limits{Nodes: 5}},
		{"aliases count for what they stand for", "a: &a [1, 2, 3]\nb: [*a, *a, *a]\n", "too many values", Limits{Nodes: 15}},
		{"the depth of an alias counts", "a: &a [[[]]]\nb: [[*a]]\n", "nested too deeply", Limits{Depth: 5}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Read([]Source{{"np.yaml", c.text}}, Options{Limits: c.limits})
			last := len(r.Refusals) - 1
			if last < 0 || r.Refusals[last].Stage != StageLimits || !strings.Contains(r.Refusals[last].Message, c.want) {
				t.Errorf("stderr %q, want %q", r.Stderr, c.want)
			}
		})
	}
}

func TestUTF16(t *testing.T) {
	for name, encode := range map[string]func(r rune) []byte{
		"\xff\xfe": func(r rune) []byte { return []byte{byte(r), byte(r >> 8)} },
		"\xfe\xff": func(r rune) []byte { return []byte{byte(r >> 8), byte(r)} },
	} {
		text := []byte(name)
		for _, r := range ordinary {
			text = append(text, encode(r)...)
		}
		if r := Read([]Source{{"np.yaml", string(text)}}, Options{}); r.ExitCode != 0 {
			t.Error(r.Stderr)
		}
	}
}

func TestNamespacesThatWereMadeBefore(t *testing.T) {
	o := Options{Namespaces: []string{"default"}}
	o.Existing = Read([]Source{{"a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: space1}\n"}}, o).Stored()
	if r := Read([]Source{{"b.yaml", ordinary}}, o); r.ExitCode != 0 {
		t.Error(r.Stderr)
	}
}

func TestUpdates(t *testing.T) {
	old := strings.Replace(ordinary, "- ports:", "- to: [{ipBlock: {cidr: 10.0.0.5/24}}]\n    ports:", 1)
	legacy := Read([]Source{{"a.yaml", old}}, Options{AnyKind: true}).Objects
	r := Read([]Source{{"b.yaml", strings.Replace(old, "53", "54", 1)}}, Options{Existing: legacy})
	if r.ExitCode != 0 || !strings.Contains(r.Stderr, "missing the kubectl.kubernetes.io/last-applied-configuration annotation") {
		t.Errorf("an address range that was there before must stay: %s", r.Stderr)
	}
	existing := Read([]Source{{"a.yaml", ordinary}}, Options{}).Objects
	both := strings.Replace(ordinary, "53", "0", 1) + "---\n" + strings.Replace(ordinary, "53", "-1", 1)
	r = Read([]Source{{"b.yaml", both}}, Options{Existing: existing})
	if !strings.Contains(r.Stderr, "Error from server (Invalid): error when applying patch:\n{\"metadata\":") || !strings.Contains(r.Stderr, "for: \"b.yaml\": error when patching \"b.yaml\": NetworkPolicy.networking.k8s.io \"np\" is invalid: spec.egress[0].ports[0].port") {
		t.Errorf("stderr %q", r.Stderr)
	}
}

// Servers before 1.36 took address ranges that newer ones refuse, with a warning. A dump
// of such a cluster must be readable.
func TestLegacyAddressRanges(t *testing.T) {
	for _, r := range readTruth(t, "testdata/legacy-cidr.jsonl") {
		if !r.plainApply() || r.ExitCode != 0 {
			continue
		}
		if got := Read([]Source{{r.File, r.Input}}, Options{AnyKind: true}); got.ExitCode != 0 || got.Stderr != r.Stderr && r.Before == "" {
			t.Errorf("%s %s: %q, want %q", r.ID, r.Title, got.Stderr, r.Stderr)
		}
	}
}

// TestManyRefusals: of a thousand refused documents each is told, the first ones with
// their causes.
func TestManyRefusals(t *testing.T) {
	item := `{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p"},"spec":{"podSelectr":{}}}`
	list := `{"apiVersion":"v1","kind":"List","items":[` + strings.Repeat(item+",", 999) + item + `]}`
	r := Read([]Source{{"list.json", list}}, Options{AnyKind: true})
	if len(r.Refusals) != 1000 {
		t.Fatalf("%d refusals, want 1000", len(r.Refusals))
	}
	for i, one := range r.Refusals {
		if explained := len(one.Causes) > 0; explained != (i < mostExplained) || one.Message == "" || !one.Span.Known() {
			t.Fatalf("refusal %d: causes %v, message %q, place %v", i, one.Causes, one.Message, one.Span)
		}
	}
}

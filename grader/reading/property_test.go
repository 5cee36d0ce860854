package reading

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/manifest"
)

// maker makes random policies from few words, so that near misses are common.
type maker struct{ *rand.Rand }

func (m maker) policy() *networkingv1.NetworkPolicy {
	p := &networkingv1.NetworkPolicy{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"},
		ObjectMeta: metav1.ObjectMeta{Name: "np", Namespace: pick(m, "one", "two")},
	}
	p.Spec.PodSelector = *m.selector("a", "b")
	p.Spec.PolicyTypes = pick(m, nil, []networkingv1.PolicyType{"Ingress"}, []networkingv1.PolicyType{"Egress"},
		[]networkingv1.PolicyType{"Ingress", "Egress"}, []networkingv1.PolicyType{"Egress", "Ingress"})
	for range m.IntN(3) {
		p.Spec.Ingress = append(p.Spec.Ingress, networkingv1.NetworkPolicyIngressRule{From: m.peers(), Ports: m.ports()})
	}
	for range m.IntN(3) {
		p.Spec.Egress = append(p.Spec.Egress, networkingv1.NetworkPolicyEgressRule{To: m.peers(), Ports: m.ports()})
	}
	return p
}

func pick[T any](m maker, from ...T) T { return from[m.IntN(len(from))] }

func (m maker) peers() (all []networkingv1.NetworkPolicyPeer) {
	for range m.IntN(4) {
		all = append(all, m.peer())
	}
	return all
}

func (m maker) peer() networkingv1.NetworkPolicyPeer {
	switch m.IntN(4) {
	case 0:
		return networkingv1.NetworkPolicyPeer{IPBlock: m.block()}
	case 1:
		return networkingv1.NetworkPolicyPeer{PodSelector: m.selector("a", "b")}
	case 2:
		return networkingv1.NetworkPolicyPeer{NamespaceSelector: m.selector("a", corev1.LabelMetadataName)}
	}
	return networkingv1.NetworkPolicyPeer{PodSelector: m.selector("a", "b"), NamespaceSelector: m.selector("a", corev1.LabelMetadataName)}
}

func (m maker) selector(keys ...string) *metav1.LabelSelector {
	s := &metav1.LabelSelector{}
	for range m.IntN(3) {
		key := pick(m, keys...)
		if m.IntN(2) == 0 {
			metav1.AddLabelToSelector(s, key, m.value(key))
			continue
		}
		s.MatchExpressions = append(s.MatchExpressions, m.expression(key))
	}
	return s
}

func (m maker) value(key string) string {
	if key == corev1.LabelMetadataName {
		return pick(m, "one", "two", "three")
	}
	return pick(m, "", "x", "y")
}

func (m maker) expression(key string) metav1.LabelSelectorRequirement {
	e := metav1.LabelSelectorRequirement{Key: key, Operator: pick(m, metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn,
		metav1.LabelSelectorOpExists, metav1.LabelSelectorOpDoesNotExist)}
	if e.Operator == metav1.LabelSelectorOpIn || e.Operator == metav1.LabelSelectorOpNotIn {
		for range 1 + m.IntN(3) {
			e.Values = append(e.Values, m.value(key))
		}
	}
	return e
}

func (m maker) block() *networkingv1.IPBlock {
	if m.IntN(4) == 0 {
		return &networkingv1.IPBlock{CIDR: pick(m, "::/0", "2001:db8::/32", "fd00::1/128", "192.0.2.1/32")}
	}
	b := &networkingv1.IPBlock{CIDR: pick(m, "0.0.0.0/0", "10.0.0.0/8")}
	for range m.IntN(3) {
		b.Except = append(b.Except, pick(m, "10.1.0.0/16", "10.2.0.0/16", "10.1.2.3/32"))
	}
	return b
}

func (m maker) ports() (all []networkingv1.NetworkPolicyPort) {
	for range m.IntN(4) {
		all = append(all, m.port())
	}
	return all
}

func (m maker) port() networkingv1.NetworkPolicyPort {
	e := networkingv1.NetworkPolicyPort{}
	if p := pick[corev1.Protocol](m, "", "TCP", "UDP", "SCTP"); p != "" {
		e.Protocol = &p
	}
	switch m.IntN(4) {
	case 0:
		e.Port = new(intstr.FromInt32(pick[int32](m, 53, 80)))
	case 1:
		e.Port = new(intstr.FromString(pick(m, "http", "dns")))
	case 2:
		e.Port, e.EndPort = new(intstr.FromInt32(pick[int32](m, 79, 80))), new(pick[int32](m, 80, 81, 443))
	}
	return e
}

func inMemory(p *networkingv1.NetworkPolicy) *manifest.Object {
	return &manifest.Object{APIVersion: p.APIVersion, Kind: p.Kind, Namespace: p.Namespace, Name: p.Name, Typed: p}
}

// neighbour is the policy with one field or item left out or put differently, or nil
// where no server would store the outcome.
func (m maker) neighbour(t testing.TB, p *networkingv1.NetworkPolicy) *networkingv1.NetworkPolicy {
	t.Helper()
	var tree map[string]any
	if err := json.Unmarshal([]byte(asJSON(t, p)), &tree); err != nil {
		t.Fatal(err)
	}
	var changes []func()
	m.changes(tree["spec"], &changes)
	pick(m, changes...)()
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	q := &networkingv1.NetworkPolicy{}
	if json.Unmarshal(text, q) != nil || !sound(q) {
		return nil
	}
	return q
}

// others are the words that may stand in the place of a field.
var others = map[string][]any{
	"operator": {"In", "NotIn", "Exists", "DoesNotExist"},
	"protocol": {"TCP", "UDP", "SCTP"},
	"port":     {53, 80, "http", "dns"},
	"endPort":  {80, 81, 443},
	"cidr":     {"0.0.0.0/0", "::/0", "10.0.0.0/8"},
	"key":      {"a", "b"},
	"values":   {"", "x", "y", "one", "two"},
}

// changes gathers all that can be changed within a tree.
func (m maker) changes(at any, all *[]func()) {
	switch at := at.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(at)) {
			value := at[key]
			*all = append(*all, func() { delete(at, key) })
			if words := others[key]; words != nil && key != "values" {
				*all = append(*all, func() { m.put(at, key, pick(m, words...)) })
			}
			if list, ok := value.([]any); ok && len(list) > 0 {
				i := m.IntN(len(list))
				*all = append(*all, func() { at[key] = slices.Delete(slices.Clone(list), i, i+1) })
				if words := others[key]; words != nil {
					*all = append(*all, func() { list[i] = pick(m, words...) })
				}
			}
			m.changes(value, all)
		}
	case []any:
		for _, item := range at {
			m.changes(item, all)
		}
	}
}

// put sets a field; an operator brings the values that it needs or does without.
func (m maker) put(at map[string]any, key string, word any) {
	at[key] = word
	switch word {
	case "Exists", "DoesNotExist":
		delete(at, "values")
	case "In", "NotIn":
		if at["values"] == nil {
			at["values"] = []any{"x"}
		}
	}
}

func TestDifferentMeaningReadsDifferently(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(1, 2))}
	differ := 0
	for range 600 {
		p := m.policy()
		text, means := Read(inMemory(p)).String(), meaning(p)
		for range 8 {
			q := m.neighbour(t, p)
			if q == nil || meaning(q) == means {
				continue
			}
			differ++
			if Read(inMemory(q)).String() == text {
				t.Fatalf("two policies behave differently and read the same:\n%s\n%s\n%s", text, asJSON(t, p), asJSON(t, q))
			}
		}
	}
	if differ < 1500 {
		t.Errorf("only %d pairs that differ: too few to prove anything", differ)
	}
}

// TestSameTextSameMeaning compares all with all, instead of near with near.
func TestSameTextSameMeaning(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(9, 10))}
	said := map[string]string{}
	repeated := 0
	for range 5000 {
		p := m.policy()
		text, means := Read(inMemory(p)).String(), meaning(p)
		if before, known := said[text]; known {
			repeated++
			if before != means {
				t.Fatalf("policies that behave differently read\n%s\nthe last of them is %s", text, asJSON(t, p))
			}
		}
		said[text] = means
	}
	if repeated < 50 {
		t.Errorf("only %d texts came twice: too few to prove anything", repeated)
	}
}

func asJSON(t testing.TB, p *networkingv1.NetworkPolicy) string {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// shuffled writes a value as JSON with the keys of its objects in random order.
func (m maker) shuffled(b *strings.Builder, v any) {
	switch v := v.(type) {
	case map[string]any:
		var keys []string
		for k := range v {
			keys = append(keys, k)
		}
		m.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		b.WriteByte('{')
		for i, k := range keys {
			if i > 0 {
				b.WriteString(", ")
			}
			m.shuffled(b, k)
			b.WriteString(": ")
			m.shuffled(b, v[k])
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			m.shuffled(b, e)
		}
		b.WriteByte(']')
	default:
		text, _ := json.Marshal(v)
		b.Write(text)
	}
}

// written is a random policy as a text that the server accepts.
func (m maker) written(t testing.TB) (text, again string) {
	t.Helper()
	for {
		var tree any
		if err := json.Unmarshal([]byte(asJSON(t, m.policy())), &tree); err != nil {
			t.Fatal(err)
		}
		var one, two strings.Builder
		m.shuffled(&one, tree)
		m.shuffled(&two, tree)
		r := manifest.Read([]manifest.Source{{Name: "np.yaml", Text: one.String()}}, manifest.Options{})
		if len(r.Objects) == 1 {
			return one.String(), two.String()
		}
	}
}

func TestOrderOfKeysDoesNotMatter(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(3, 4))}
	for range 200 {
		one, two := m.written(t)
		a, b := Read(parse(t, one)[0]).String(), Read(parse(t, two)[0]).String()
		if a != b {
			t.Fatalf("%s\n%s\n\n%s\n%s", one, a, two, b)
		}
	}
}

// TestLinksLead holds every link of a rule to a field that the text has, and every
// sentence to its parts.
func TestLinksLead(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(5, 6))}
	for range 200 {
		text, _ := m.written(t)
		o := parse(t, text)[0]
		for _, s := range Read(o).Sentences {
			whole := ""
			for _, p := range s.Parts {
				whole += p.Text
				for _, path := range p.Paths {
					if s.Kind == Rule && o.Root().At(path) == nil {
						t.Fatalf("%q leads to %s, which is not in\n%s", p.Text, path, text)
					}
				}
			}
			if whole != s.Text {
				t.Fatalf("parts %q do not add up to %q", whole, s.Text)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	m := maker{rand.New(rand.NewPCG(7, 8))}
	for range 20 {
		f.Add(asJSON(f, m.policy()))
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := &networkingv1.NetworkPolicy{}
		if json.Unmarshal([]byte(text), p) != nil {
			return
		}
		for _, s := range Read(inMemory(p)).Sentences {
			if s.Text == "" || s.Path == "" || s.Kind == 0 {
				t.Fatalf("incomplete: %+v", s)
			}
		}
	})
}

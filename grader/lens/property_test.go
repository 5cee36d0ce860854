package lens_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/netpol/naive"
	"netpol-tutor/grader/task"
)

// unfit says why an answer is not what it claims to be; "" if it is.
func unfit(c *task.Compiled, files []manifest.Source, f netpol.Flow, a lens.Answer) string {
	if refused := c.Read(a.Files).Refusals; len(refused) > len(c.Read(files).Refusals) {
		return "the server refuses the edited text: " + refused[0].Message
	}
	before, after := evaluate(c, files), evaluate(c, a.Files)
	opened, closed := netpol.Difference(after, before), netpol.Difference(before, after)
	switch {
	case before.Allowed(f) == after.Allowed(f):
		return "the flow is not flipped"
	case a.Opens != after.Allowed(f):
		return "it says the wrong way"
	case !sameDeltas(a.Effect.Opened, opened) || !sameDeltas(a.Effect.Closed, closed):
		return "the effect is not the difference"
	}
	flows := -1
	for _, d := range append(opened, closed...) {
		flows += d.Pairs * d.Ports.Count()
	}
	if flows != a.Flows {
		return fmt.Sprintf("%d other flows change, it says %d", flows, a.Flows)
	}
	return ""
}

// randomTexts visits random worlds with policies as text that the server accepts.
func randomTexts(t *testing.T, seeds int, visit func(pick naive.Pick, c *task.Compiled, files []manifest.Source)) {
	t.Helper()
	visited := 0
	for seed := range seeds {
		random := rand.New(rand.NewPCG(uint64(seed), 7))
		pick := naive.Pick(random.IntN)
		world := naive.RandomCluster(pick)
		var docs []string
		for i, p := range naive.RandomPolicies(pick, world) {
			p.TypeMeta = metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"}
			p.Name = "p" + strconv.Itoa(i)
			doc, err := yaml.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, string(doc))
		}
		c, err := task.Compile(task.Task{ID: "random", Namespace: "a", Cluster: world, Bounds: task.ChecksOnly})
		if err != nil {
			t.Fatal(err)
		}
		files := file(strings.Join(docs, "---\n"))
		if len(c.Read(files).Objects) > 0 {
			visited++
			visit(pick, c, files)
		}
	}
	if visited < seeds/4 {
		t.Fatalf("only %d of %d random texts hold a policy", visited, seeds)
	}
}

func randomFlow(pick naive.Pick, c *task.Compiled) netpol.Flow {
	var ends []netpol.Endpoint
	for _, p := range c.Cluster.Pods {
		ends = append(ends, netpol.Endpoint{Pod: p})
	}
	for _, h := range c.Cluster.Outside {
		ends = append(ends, netpol.Endpoint{IP: h.IP})
	}
	protocols := []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP}
	ports := []uint16{1, 53, 79, 80, 81, 443, 8080, 65535}
	return netpol.Flow{From: ends[pick(len(ends))], To: ends[pick(len(ends))], Protocol: protocols[pick(2)], Port: ports[pick(len(ports))]}
}

func TestFlipDoesWhatItSays(t *testing.T) {
	asked, answered := 0, 0
	randomTexts(t, 60, func(pick naive.Pick, c *task.Compiled, files []manifest.Source) {
		f := randomFlow(pick, c)
		v := evaluate(c, files).Verdict(f)
		a, ok := lens.Flip(c, files, f)
		switch {
		case v.Standing != netpol.Ordinary:
			if ok {
				t.Errorf("an answer about what is no flow: %v", f)
			}
			return
		case ok:
			answered++
			if why := unfit(c, files, f, a); why != "" {
				t.Errorf("%s: %v\n%s\nbecomes\n%s", why, f, files[0].Text, a.Files[0].Text)
			}
		}
		asked++
	})
	t.Logf("%d of %d flows can be flipped", answered, asked)
	if answered*10 < asked*9 {
		t.Errorf("only %d of %d flows can be flipped", answered, asked)
	}
}

func TestPartsAreWhatDeletingThemChanges(t *testing.T) {
	parts := 0
	randomTexts(t, 30, func(_ naive.Pick, c *task.Compiled, files []manifest.Source) {
		before := evaluate(c, files)
		for _, p := range lens.Parts(c, files) {
			parts++
			rest := deleted(t, files[0].Text, p)
			needed := len(c.Read(rest).Refusals) > len(c.Read(files).Refusals)
			if needed != p.Needed {
				t.Errorf("%s %s: needed is %t, want %t", p.Object, p.Path, p.Needed, needed)
			}
			if needed {
				continue
			}
			after := evaluate(c, rest)
			if !sameDeltas(p.Effect.Opened, netpol.Difference(after, before)) || !sameDeltas(p.Effect.Closed, netpol.Difference(before, after)) {
				t.Errorf("%s %s: the effect is not the difference\n%s", p.Object, p.Path, files[0].Text)
			}
		}
	})
	if parts < 150 {
		t.Errorf("only %d parts were asked about", parts)
	}
}

// deleted takes a part out of the data rather than out of the text.
func deleted(t *testing.T, text string, p lens.Part) []manifest.Source {
	t.Helper()
	var docs []string
	for _, doc := range strings.Split(text, "---\n") {
		var object map[string]any
		if err := yaml.Unmarshal([]byte(doc), &object); err != nil {
			t.Fatal(err)
		}
		meta := object["metadata"].(map[string]any)
		if fmt.Sprintf("%v/%v", meta["namespace"], meta["name"]) == p.Object {
			if p.Path == "" {
				continue
			}
			remove(object, pathSteps(p.Path))
		}
		out, err := yaml.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, string(out))
	}
	return file(strings.Join(docs, "---\n"))
}

// pathSteps splits spec.egress[0].matchLabels[a.b/c] into its steps.
func pathSteps(path string) []string {
	var steps []string
	for path != "" {
		if inner, ok := strings.CutPrefix(path, "["); ok {
			step, rest, _ := strings.Cut(inner, "]")
			steps, path = append(steps, step), rest
			continue
		}
		path = strings.TrimPrefix(path, ".")
		end := strings.IndexAny(path+".", ".[")
		steps, path = append(steps, path[:end]), path[end:]
	}
	return steps
}

// remove answers the value without what the steps lead to.
func remove(v any, steps []string) any {
	switch v := v.(type) {
	case map[string]any:
		if len(steps) == 1 {
			delete(v, steps[0])
		} else {
			v[steps[0]] = remove(v[steps[0]], steps[1:])
		}
	case []any:
		i, _ := strconv.Atoi(steps[0])
		if len(steps) == 1 {
			return append(v[:i:i], v[i+1:]...)
		}
		v[i] = remove(v[i], steps[1:])
	}
	return v
}

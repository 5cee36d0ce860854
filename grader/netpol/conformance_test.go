package netpol_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/netpol/naive"
)

var corpus = flag.String("corpus", "", "absolute path of another conformance corpus (JSON lines, may be gzipped)")

// TestConformance asks every probe of the corpus in four ways: with evidence, by the
// quick path, as a member of everything that the two ends may exchange, and in the
// matrix of all.
func TestConformance(t *testing.T) {
	path := *corpus
	if path == "" {
		path = filepath.Join("testdata", "public.jsonl.gz")
	}
	records := readCorpus(t, path)
	if len(records) == 0 {
		t.Fatalf("%s holds no record", path)
	}
	for _, r := range records {
		t.Run(r.Name, r.run)
	}
}

type record struct {
	Name       string
	Namespaces []*cluster.Namespace
	Pods       []struct {
		Namespace, Name string
		Labels          map[string]string
		IP              netip.Addr
		Ports           []struct {
			Name     string
			Port     uint16
			Protocol corev1.Protocol
		}
	}
	External []cluster.Host
	Policies string
	Probes   []struct {
		From, To                 string
		Port                     uint16
		Protocol                 corev1.Protocol
		Ingress, Egress, Allowed bool
	}
}

func readCorpus(t *testing.T, path string) []record {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := unpacked(file)
	if err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	var records []record
	for decoder := json.NewDecoder(lines); ; {
		var r record
		if err := decoder.Decode(&r); err == io.EOF {
			return records
		} else if err != nil {
			t.Fatalf("read record %d of %s: %v", len(records)+1, path, err)
		}
		records = append(records, r)
	}
}

func unpacked(file io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(file)
	if magic, err := buffered.Peek(2); err != nil || magic[0] != 0x1f || magic[1] != 0x8b {
		return buffered, err
	}
	return gzip.NewReader(buffered)
}

func (r record) run(t *testing.T) {
	world := r.cluster()
	evaluator := netpol.Compile(world, r.policies(t))
	matrix := evaluator.Matrix()
	if len(r.Probes) == 0 {
		t.Fatal("the record has no probes")
	}
	for _, p := range r.Probes {
		flow := netpol.Flow{From: endpoint(t, world, p.From), To: endpoint(t, world, p.To), Protocol: p.Protocol, Port: p.Port}
		v := evaluator.Verdict(flow)
		if v.Egress.Allowed != p.Egress || v.Ingress.Allowed != p.Ingress || v.Allowed != p.Allowed {
			t.Errorf("%s > %s:%d/%s: egress %v, ingress %v, allowed %v; want %v, %v, %v", p.From, p.To, p.Port, p.Protocol,
				v.Egress.Allowed, v.Ingress.Allowed, v.Allowed, p.Egress, p.Ingress, p.Allowed)
		}
		if fast := evaluator.Allowed(flow); fast != p.Allowed {
			t.Errorf("%s > %s:%d/%s: quick answer %v, want %v", p.From, p.To, p.Port, p.Protocol, fast, p.Allowed)
		}
		if all := evaluator.Conns(flow.From, flow.To); all.Contains(p.Protocol, p.Port) != p.Allowed {
			t.Errorf("%s > %s:%d/%s: among all connections (%s) %v, want %v", p.From, p.To, p.Port, p.Protocol, all, !p.Allowed, p.Allowed)
		}
		if p.From == p.To {
			continue
		}
		cell := matrix.At(classOf(matrix, naive.End(flow.From)), classOf(matrix, naive.End(flow.To)))
		if cell.Contains(p.Protocol, p.Port) != p.Allowed {
			t.Errorf("%s > %s:%d/%s: in the matrix (%s) %v, want %v", p.From, p.To, p.Port, p.Protocol, cell, !p.Allowed, p.Allowed)
		}
	}
}

func (r record) cluster() *cluster.Cluster {
	world := &cluster.Cluster{Namespaces: r.Namespaces, Outside: r.External}
	for _, p := range r.Pods {
		pod := &cluster.Pod{Namespace: p.Namespace, Name: p.Name, Labels: p.Labels, IPs: []netip.Addr{p.IP}}
		for _, port := range p.Ports {
			pod.Ports = append(pod.Ports, cluster.Port{Name: port.Name, Number: port.Port, Protocol: port.Protocol})
		}
		world.Pods = append(world.Pods, pod)
	}
	return world
}

// policies reads what the record applies; every one of them must be accepted.
func (r record) policies(t testing.TB) []*networkingv1.NetworkPolicy {
	t.Helper()
	result := manifest.Read([]manifest.Source{{Name: "policies.yaml", Text: r.Policies}}, manifest.Options{})
	for _, refusal := range result.Refusals {
		t.Fatalf("policy refused: %s", refusal.Message)
	}
	var all []*networkingv1.NetworkPolicy
	for _, object := range result.Objects {
		policy := object.Policy()
		if policy == nil {
			t.Fatalf("%s is no policy", object.Key())
		}
		all = append(all, policy)
	}
	return all
}

func endpoint(t *testing.T, world *cluster.Cluster, name string) netpol.Endpoint {
	t.Helper()
	if namespace, pod, is := strings.Cut(name, "/"); is {
		if found := world.Pod(namespace, pod); found != nil {
			return netpol.Endpoint{Pod: found}
		}
	} else if host, found := world.Host(name); found {
		return netpol.Endpoint{IP: host.IP}
	}
	t.Fatalf("%s is neither a pod nor a host", name)
	return netpol.Endpoint{}
}

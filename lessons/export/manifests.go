package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/cluster"
)

// object is a manifest with the fields that are written here.
type object struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   meta   `json:"metadata"`
	Spec       any    `json:"spec,omitempty"`
}

type meta struct {
	Namespace string            `json:"namespace,omitempty"`
	Name      string            `json:"name"`
	Labels    map[string]string `json:"labels,omitempty"`
}

type podSpec struct {
	Hostname    string      `json:"hostname,omitempty"`
	Subdomain   string      `json:"subdomain,omitempty"`
	HostNetwork bool        `json:"hostNetwork,omitempty"`
	Grace       *int        `json:"terminationGracePeriodSeconds,omitempty"`
	Containers  []container `json:"containers"`
}

type serviceSpec struct {
	Type         corev1.ServiceType `json:"type,omitempty"`
	ExternalName string             `json:"externalName,omitempty"`
	ClusterIP    string             `json:"clusterIP,omitempty"`
	Selector     map[string]string  `json:"selector,omitempty"`
	Ports        []servicePort      `json:"ports,omitempty"`
}

type servicePort struct {
	Name       string             `json:"name,omitempty"`
	Port       uint16             `json:"port"`
	Protocol   corev1.Protocol    `json:"protocol,omitempty"`
	TargetPort intstr.IntOrString `json:"targetPort"`
}

// clusterText is the lesson's cluster as a file, without policies.
func (s *scene) clusterText() (string, error) {
	head := comment("Lesson %s: %s", s.lesson.ID, s.lesson.Title)
	head += comment("kubectl apply -f makes it; kubectl delete -f takes it away again, with everything in its namespaces.")
	head += comment("Every pod runs %s: it serves the ports that it declares, and no other.", Image)
	for _, n := range s.notes {
		head += comment("%s", n)
	}
	var objects []object
	for _, ns := range s.namespaces {
		objects = append(objects, object{"v1", "Namespace", meta{Name: ns.Name, Labels: ownLabels(ns)}, nil})
	}
	for _, p := range s.pods {
		objects = append(objects, podObject(p))
	}
	for _, sv := range s.services {
		objects = append(objects, serviceObject(sv))
	}
	text, err := documents(objects)
	return head + text, err
}

// policiesText is the policies that the lesson begins with, as a file.
func (s *scene) policiesText() (string, error) {
	head := comment("Lesson %s: the policies that are applied before you begin.", s.lesson.ID)
	if len(s.lesson.Protected) > 0 {
		head += comment("Must stay as it is: %s", strings.Join(s.lesson.Protected, ", "))
	}
	var objects []object
	for _, o := range s.policies {
		p := o.Policy()
		objects = append(objects, object{networkingv1.SchemeGroupVersion.String(), "NetworkPolicy",
			meta{o.Namespace, o.Name, p.Labels}, p.Spec})
	}
	text, err := documents(objects)
	return head + text, err
}

func documents(objects []object) (string, error) {
	var texts []string
	for _, o := range objects {
		text, err := yaml.Marshal(o)
		if err != nil {
			return "", fmt.Errorf("write %s %s: %w", o.Kind, o.Metadata.Name, err)
		}
		texts = append(texts, string(text))
	}
	return strings.Join(texts, "---\n"), nil
}

func podObject(p *cluster.Pod) object {
	atOnce := 0 // nothing in these pods needs to be finished
	return object{"v1", "Pod", meta{p.Namespace, p.Name, p.Labels}, podSpec{
		Hostname: p.Hostname, Subdomain: p.Subdomain, HostNetwork: p.HostNetwork, Grace: &atOnce, Containers: containers(p),
	}}
}

// serviceObject leaves a Service's address to the cluster, which has a range of its own.
func serviceObject(s *cluster.Service) object {
	spec := serviceSpec{Selector: s.Selector}
	switch {
	case s.ExternalName != "":
		spec.Type, spec.ExternalName = corev1.ServiceTypeExternalName, s.ExternalName
	case s.Headless:
		spec.ClusterIP = corev1.ClusterIPNone
	}
	for _, p := range s.Ports {
		spec.Ports = append(spec.Ports, servicePort{p.Name, p.Port, protocolUnlessTCP(p.Protocol), p.TargetPort})
	}
	return object{"v1", "Service", meta{s.Namespace, s.Name, s.Labels}, spec}
}

// ownLabels leaves out the label that every namespace has: its own name.
func ownLabels(ns *cluster.Namespace) map[string]string {
	own := maps.Clone(ns.Labels)
	delete(own, corev1.LabelMetadataName)
	return own
}

func labelText(labels map[string]string) string {
	var words []string
	for _, k := range slices.Sorted(maps.Keys(labels)) {
		words = append(words, k+"="+labels[k])
	}
	return strings.Join(words, " ")
}

package manifest

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

// Read applies files as `kubectl apply -f` does. It always answers: what cannot be
// read is refused, and the rest stands.
func Read(files []Source, o Options) *Result {
	r := &Result{existing: o.Existing}
	for _, f := range files {
		document := 0
		start := 0
		for _, piece := range strings.SplitAfter(f.Text, "\n---") {
			end := start + len(piece)
			js, err := yaml.YAMLToJSON([]byte(strings.TrimSuffix(piece, "---")))
			if err == nil && string(js) == "null" {
				start = end
				continue
			}
			document++
			obj, err2 := decodeFirst(js, o)
			if err == nil {
				err = err2
			}
			if err != nil {
				r.Refusals = append(r.Refusals, Refusal{File: f.Name, Document: document, Message: "error: " + err.Error(), Stage: StageParse})
				r.Stderr += "error: " + err.Error() + "\n"
				r.ExitCode = 1
				break
			}
			obj.File, obj.Document, obj.text = f.Name, document, f.Text
			obj.root = &Node{Start: start, End: end}
			r.Objects = append(r.Objects, obj)
			start = end
		}
	}
	return r
}

func decodeFirst(js []byte, o Options) (*Object, error) {
	var meta struct {
		v1.TypeMeta
		Metadata v1.ObjectMeta `json:"metadata"`
	}
	if err := kjson.UnmarshalCaseSensitivePreserveInts(js, &meta); err != nil {
		return nil, err
	}
	obj := &Object{APIVersion: meta.APIVersion, Kind: meta.Kind, Name: meta.Metadata.Name, Namespace: meta.Metadata.Namespace}
	switch meta.Kind {
	case "NetworkPolicy":
		obj.Typed = &networkingv1.NetworkPolicy{}
	case "Pod":
		obj.Typed = &corev1.Pod{}
	case "Service":
		obj.Typed = &corev1.Service{}
	case "Namespace":
		obj.Typed = &corev1.Namespace{}
	case "Node":
		obj.Typed = &corev1.Node{}
	default:
		if !o.AnyKind {
			return nil, fmt.Errorf("no matches for kind %q", meta.Kind)
		}
		return obj, nil
	}
	if obj.Namespace == "" && meta.Kind != "Namespace" && meta.Kind != "Node" {
		obj.Namespace = o.Namespace
		if obj.Namespace == "" {
			obj.Namespace = "default"
		}
	}
	strict, err := kjson.UnmarshalStrict(js, obj.Typed)
	if err != nil {
		return nil, err
	}
	if len(strict) > 0 && !o.AnyKind {
		return nil, fmt.Errorf("strict decoding error: %v", strict[0])
	}
	defaultObject(obj.Typed, obj.Namespace)
	return obj, nil
}

func defaultObject(obj runtime.Object, namespace string) {
	switch t := obj.(type) {
	case *networkingv1.NetworkPolicy:
		t.Namespace = namespace
		if len(t.Spec.PolicyTypes) == 0 {
			t.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
			if len(t.Spec.Egress) > 0 {
				t.Spec.PolicyTypes = append(t.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
			}
		}
		for i := range t.Spec.Ingress {
			defaultPorts(t.Spec.Ingress[i].Ports)
		}
		for i := range t.Spec.Egress {
			defaultPorts(t.Spec.Egress[i].Ports)
		}
	case *corev1.Pod:
		t.Namespace = namespace
	case *corev1.Service:
		t.Namespace = namespace
	case *corev1.Namespace:
		if t.Labels == nil {
			t.Labels = map[string]string{}
		}
		t.Labels[corev1.LabelMetadataName] = t.Name
	}
}

func defaultPorts(ports []networkingv1.NetworkPolicyPort) {
	tcp := corev1.ProtocolTCP
	for i := range ports {
		if ports[i].Protocol == nil {
			ports[i].Protocol = &tcp
		}
	}
}

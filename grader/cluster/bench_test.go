package cluster

import (
	"fmt"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/manifest"
)

// BenchmarkNew builds clusters with a Service for every ten pods, in namespaces of 25.
func BenchmarkNew(b *testing.B) {
	for _, pods := range []int{6, 1000, 10000} {
		b.Run(fmt.Sprint(pods), func(b *testing.B) {
			objects := manyPods(pods)
			b.ReportAllocs()
			for b.Loop() {
				New(objects, Options{Defaults: true, Addresses: true})
			}
		})
	}
}

func manyPods(n int) []*manifest.Object {
	var all []*manifest.Object
	add := func(kind, namespace, name string, typed *manifest.Object) {
		typed.Kind, typed.Namespace, typed.Name = kind, namespace, name
		all = append(all, typed)
	}
	for i := range n {
		ns, app := fmt.Sprintf("ns-%d", i/25), fmt.Sprintf("app-%d", i/10)
		if i%25 == 0 {
			add("Namespace", "", ns, &manifest.Object{Typed: &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: ns}}})
		}
		labels := map[string]string{"app": app, "pod-name": fmt.Sprint(i)}
		add("Pod", ns, fmt.Sprintf("pod-%d", i), &manifest.Object{Typed: &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Labels: labels}}})
		if i%10 == 0 {
			spec := corev1.ServiceSpec{Selector: map[string]string{"app": app}, Ports: []corev1.ServicePort{{Port: 80}}}
			add("Service", ns, app, &manifest.Object{Typed: &corev1.Service{Spec: spec}})
		}
	}
	return all
}

package manifest

import (
	"maps"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	metavalidation "k8s.io/apimachinery/pkg/apis/meta/v1/validation"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// mostErrors bounds the errors that are told of one object. No message of a real server
// is that long: its library joins them at a cost that grows with their square.
const mostErrors = 1000

// validate checks the values of an object; what it replaces is nil if it is new. A dump
// is not held to what older servers let pass.
func validate(obj runtime.Object, k *kind, old runtime.Object, dump bool) field.ErrorList {
	m, err := meta.Accessor(obj)
	if err != nil {
		return field.ErrorList{field.InternalError(nil, err)}
	}
	object, ok := metaOf(m)
	if !ok {
		return nil
	}
	name := nameCheck(k)
	if old != nil {
		name = anyName
	}
	errs := validateMeta(object, !k.clusterScoped, name)
	if was, err := meta.Accessor(old); old != nil && err == nil {
		errs = append(errs, validateKept(m, was)...)
	}
	errs = append(errs, validateFinalizers(object.Finalizers)...)
	errs = append(errs, validateSpec(obj, old, dump)...)
	return errs[:min(len(errs), mostErrors)]
}

// validateFinalizers adds to the library's rule that a name without a slash must be one
// of Kubernetes' own.
func validateFinalizers(finalizers []string) (errs field.ErrorList) {
	own := []string{string(corev1.FinalizerKubernetes), metav1.FinalizerOrphanDependents, metav1.FinalizerDeleteDependents}
	for i, name := range finalizers {
		if !strings.Contains(name, "/") && !slices.Contains(own, name) {
			path := field.NewPath("metadata", "finalizers").Index(i)
			errs = append(errs, field.Invalid(path, name, "name is neither a standard finalizer name nor is it fully qualified"))
		}
	}
	return errs
}

func validateSpec(obj, old runtime.Object, dump bool) field.ErrorList {
	spec := field.NewPath("spec")
	switch o := obj.(type) {
	case *networkingv1.NetworkPolicy:
		before, _ := old.(*networkingv1.NetworkPolicy)
		return policyRules{known: cidrsOf(before), lenient: dump}.spec(&o.Spec, spec)
	case *corev1.Pod:
		return validatePod(&o.Spec, spec)
	case *corev1.Service:
		return validateService(&o.Spec, spec)
	case *appsv1.Deployment:
		if !dump {
			return validateDeployment(&o.Spec, spec)
		}
	}
	return nil
}

func metaOf(m metav1.Object) (*metav1.ObjectMeta, bool) {
	a, ok := m.(metav1.ObjectMetaAccessor)
	if !ok {
		return nil, false
	}
	object, ok := a.GetObjectMeta().(*metav1.ObjectMeta)
	return object, ok
}

// nameCheck is the rule for the names of a kind.
func nameCheck(k *kind) apivalidation.ValidateNameFunc {
	switch k.name {
	case "Namespace":
		return apivalidation.ValidateNamespaceName
	case "Service":
		return apivalidation.NameIsDNSLabel
	case "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding":
		return anyName
	}
	return apivalidation.NameIsDNSSubdomain
}

// anyName lets every name pass.
func anyName(string, bool) []string { return nil }

// validateMeta reports what is wrong with metadata. The library goes over labels in
// random order, so where there is something to report, they are gone over again.
func validateMeta(m *metav1.ObjectMeta, namespaced bool, name apivalidation.ValidateNameFunc) field.ErrorList {
	path := field.NewPath("metadata")
	if errs := apivalidation.ValidateObjectMeta(m, namespaced, name, path); len(errs) < 2 {
		return errs
	}
	head := metav1.ObjectMeta{Name: m.Name, GenerateName: m.GenerateName, Namespace: m.Namespace, Generation: m.Generation}
	tail := *m
	tail.Name, tail.GenerateName, tail.Labels, tail.Annotations, tail.Generation = "x", "", nil, nil, 0
	errs := apivalidation.ValidateObjectMeta(&head, namespaced, name, path)
	errs = append(errs, validateLabels(m.Labels, path.Child("labels"))...)
	errs = append(errs, validateAnnotations(m.Annotations, path.Child("annotations"))...)
	for _, err := range apivalidation.ValidateObjectMeta(&tail, namespaced, anyName, path) {
		if err.Field != "metadata.namespace" {
			errs = append(errs, err)
		}
	}
	return errs
}

// validateAnnotations is the library's, in the order of the keys.
func validateAnnotations(annotations map[string]string, path *field.Path) (errs field.ErrorList) {
	for _, key := range slices.Sorted(maps.Keys(annotations)) {
		if len(errs) < mostErrors {
			errs = append(errs, apivalidation.ValidateAnnotations(map[string]string{key: ""}, path)...)
		}
	}
	if apivalidation.ValidateAnnotationsSize(annotations) != nil {
		errs = append(errs, field.TooLong(path, "", apivalidation.TotalAnnotationSizeLimitB))
	}
	return errs
}

// validateLabels is the library's, in the order of the keys.
func validateLabels(labels map[string]string, path *field.Path) field.ErrorList {
	var errs field.ErrorList
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		errs = append(errs, metavalidation.ValidateLabelName(key, path)...)
		for _, msg := range validation.IsValidLabelValue(labels[key]) {
			errs = append(errs, field.Invalid(path, labels[key], msg))
		}
	}
	return errs
}

func validateSelector(s *metav1.LabelSelector, path *field.Path) field.ErrorList {
	if s == nil {
		return nil
	}
	errs := validateLabels(s.MatchLabels, path.Child("matchLabels"))
	for i, e := range s.MatchExpressions {
		at := path.Child("matchExpressions").Index(i)
		errs = append(errs, metavalidation.ValidateLabelSelectorRequirement(e, metavalidation.LabelSelectorValidationOptions{}, at)...)
	}
	return errs
}

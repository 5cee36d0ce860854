package manifest

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// validateDeployment checks that a Deployment selects the pods that it makes, and those.
func validateDeployment(spec *appsv1.DeploymentSpec, path *field.Path) (errs field.ErrorList) {
	if spec.Replicas != nil {
		errs = append(errs, apivalidation.ValidateNonnegativeField(int64(*spec.Replicas), path.Child("replicas"))...)
	}
	at := path.Child("selector")
	if spec.Selector == nil {
		errs = append(errs, field.Required(at, ""))
	} else {
		errs = append(errs, validateSelector(spec.Selector, at)...)
		if len(spec.Selector.MatchLabels)+len(spec.Selector.MatchExpressions) == 0 {
			errs = append(errs, field.Invalid(at, spec.Selector, "empty selector is invalid for deployment"))
		}
	}
	selector, err := metav1.LabelSelectorAsSelector(spec.Selector)
	if err != nil {
		return append(errs, field.Invalid(at, spec.Selector, "invalid label selector"))
	}
	return append(errs, validateTemplate(&spec.Template, selector, path.Child("template"))...)
}

// validateTemplate checks the pods that a Deployment makes. The server leaves metadata out
// of the paths of their labels and annotations.
func validateTemplate(t *corev1.PodTemplateSpec, selector labels.Selector, path *field.Path) (errs field.ErrorList) {
	if !selector.Empty() && !selector.Matches(labels.Set(t.Labels)) {
		errs = append(errs, field.Invalid(path.Child("metadata", "labels"), t.Labels, "`selector` does not match template `labels`"))
	}
	errs = append(errs, validateLabels(t.Labels, path.Child("labels"))...)
	errs = append(errs, validateAnnotations(t.Annotations, path.Child("annotations"))...)
	return append(errs, validatePod(&t.Spec, path.Child("spec"))...)
}

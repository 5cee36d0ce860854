package manifest

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strconv"

	networkingv1 "k8s.io/api/networking/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// clearSystemFields drops what a server fills in by itself, whatever the document says,
// and starts to count the states of a policy's spec.
func clearSystemFields(obj runtime.Object) {
	m, err := meta.Accessor(obj)
	if err != nil {
		return
	}
	m.SetUID("")
	m.SetResourceVersion("")
	m.SetGeneration(0)
	m.SetCreationTimestamp(metav1.Time{})
	m.SetDeletionTimestamp(nil)
	m.SetDeletionGracePeriodSeconds(nil)
	m.SetSelfLink("")
	m.SetManagedFields(nil)
	if _, ok := obj.(*networkingv1.NetworkPolicy); ok {
		m.SetGeneration(1)
	}
}

// keepSystemFields puts back what a change of an object cannot change, without a word.
func keepSystemFields(obj, live runtime.Object) {
	m, err := meta.Accessor(obj)
	was, wasErr := meta.Accessor(live)
	if err != nil || wasErr != nil {
		return
	}
	if m.GetUID() == "" {
		m.SetUID(was.GetUID())
	}
	m.SetResourceVersion(was.GetResourceVersion())
	m.SetCreationTimestamp(was.GetCreationTimestamp())
	m.SetSelfLink(was.GetSelfLink())
	m.SetManagedFields(was.GetManagedFields())
	m.SetGeneration(was.GetGeneration())
	p, isPolicy := obj.(*networkingv1.NetworkPolicy)
	before, wasPolicy := live.(*networkingv1.NetworkPolicy)
	if isPolicy && wasPolicy && !reflect.DeepEqual(p.Spec, asRead(before.Spec)) {
		p.Generation++
	}
}

// asRead is a spec as a server reads it from its store, which keeps no empty lists. It
// compares that with what it was sent, so that an empty list counts as a change.
func asRead(spec networkingv1.NetworkPolicySpec) (read networkingv1.NetworkPolicySpec) {
	js, _ := json.Marshal(spec) // came out of JSON
	_ = json.Unmarshal(js, &read)
	return read
}

// validateKept reports the fields that a change of an object may not touch.
func validateKept(m, was metav1.Object) field.ErrorList {
	path := field.NewPath("metadata")
	errs := apivalidation.ValidateImmutableField(m.GetUID(), was.GetUID(), path.Child("uid"))
	errs = append(errs, apivalidation.ValidateImmutableField(m.GetDeletionTimestamp(), was.GetDeletionTimestamp(), path.Child("deletionTimestamp"))...)
	return append(errs, apivalidation.ValidateImmutableField(m.GetDeletionGracePeriodSeconds(), was.GetDeletionGracePeriodSeconds(), path.Child("deletionGracePeriodSeconds"))...)
}

// versionConflict refuses a change of another state of an object than the one that is
// stored. Which number that has is known of dumps alone: it is taken for another one.
func versionConflict(d *document, obj, live runtime.Object) *apierrors.StatusError {
	m, err := meta.Accessor(obj)
	was, wasErr := meta.Accessor(live)
	if err != nil || wasErr != nil || m.GetResourceVersion() == "" || m.GetResourceVersion() == was.GetResourceVersion() {
		return nil
	}
	version, err := strconv.ParseUint(m.GetResourceVersion(), 10, 64)
	switch {
	case err != nil:
		return &apierrors.StatusError{ErrStatus: metav1.Status{Status: metav1.StatusFailure, Code: http.StatusInternalServerError, Message: err.Error()}}
	case version == 0:
		return nil
	}
	modified := errors.New("the object has been modified; please apply your changes to the latest version and try again")
	return apierrors.NewConflict(d.kind.resource().GroupResource(), d.name, modified)
}

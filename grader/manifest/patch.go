package manifest

import (
	"encoding/json"
	"fmt"
	"reflect"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	kjson "sigs.k8s.io/json"
)

// patch changes a stored object to what a document says, as kubectl and the server do
// it together.
func (s *server) patch(d *document, live *Object) (stored *Object, verb string, f *fault) {
	if live.Typed == nil {
		return s.store(d, nil), "configured", nil
	}
	change := threeWay(live, d)
	if len(change) == 0 {
		return s.store(d, live.Typed), "unchanged", nil
	}
	typed, err, refused := s.patched(d, live, change)
	if err != nil {
		js, _ := json.Marshal(change) // came out of JSON
		doing := fmt.Sprintf("applying patch:\n%s\nto:\n%s\nfor:", js, d.describe())
		refused.doc, refused.err = d, withSource(doing, d.file.name, withSource("patching", d.file.name, err))
		return nil, "", refused
	}
	return s.store(d, typed), "configured", nil
}

// patched applies a change to a stored object and checks the outcome.
func (s *server) patched(d *document, live *Object, change map[string]any) (runtime.Object, *apierrors.StatusError, *fault) {
	object, err := runtime.DefaultUnstructuredConverter.ToUnstructured(live.Typed)
	if err != nil {
		return nil, apierrors.NewInternalError(err), &fault{stage: StageDecode}
	}
	sent := runtime.DeepCopyJSON(change)
	typed := d.kind.new()
	err = runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(merge(object, sent), typed, true)
	if err != nil {
		bad := field.Invalid(field.NewPath("patch"), fmt.Sprintf("%+v", sent), err.Error())
		return nil, apierrors.NewInvalid(schema.GroupKind{}, "", field.ErrorList{bad}), &fault{stage: StageDecode, causes: d.patchCauses(err)}
	}
	if err := versionConflict(d, typed, live.Typed); err != nil {
		return nil, err, &fault{stage: StageValue, causes: []cause{{message: err.ErrStatus.Message, path: "metadata.resourceVersion"}}}
	}
	setDefaults(typed)
	keepSystemFields(typed, live.Typed)
	if errs := validate(typed, d.kind, live.Typed, false); len(errs) > 0 {
		return nil, apierrors.NewInvalid(d.kind.groupKind(), d.name, errs), &fault{stage: StageValue, causes: d.valueCauses(errs)}
	}
	return typed, nil, nil
}

// threeWay is what kubectl finds has to change in a stored object: what the document
// has and the object has not, or has otherwise; and, as nulls, what the configuration
// applied last had and the document has no more. Lists are atomic.
func threeWay(live *Object, d *document) map[string]any {
	current, err := runtime.DefaultUnstructuredConverter.ToUnstructured(live.Typed)
	if err != nil {
		current = map[string]any{}
	}
	current["apiVersion"], current["kind"] = live.APIVersion, live.Kind
	if metadata, ok := current["metadata"].(map[string]any); ok {
		metadata["creationTimestamp"] = "set by the server" // so that a null in the document is a change
	}
	var original map[string]any
	if last := live.lastApplied(); last != "" {
		_ = kjson.UnmarshalCaseSensitivePreserveInts([]byte(last), &original) // if it is no JSON, nothing is remembered
	}
	change := map[string]any{}
	wanted := annotated(d.object)
	deletions(change, original, wanted)
	same := reflect.DeepEqual
	if d.kind.name != "NetworkPolicy" {
		same = covered
	}
	additions(change, current, wanted, same)
	return change
}

// covered tells whether a value holds all that is wanted. The lists of other kinds are
// merged item by item, and the server fills in a great deal in them.
func covered(have, want any) bool {
	switch w := want.(type) {
	case map[string]any:
		h, ok := have.(map[string]any)
		for key, value := range w {
			ok = ok && covered(h[key], value)
		}
		return ok
	case []any:
		h, ok := have.([]any)
		ok = ok && len(h) == len(w)
		for i := 0; ok && i < len(w); i++ {
			ok = covered(h[i], w[i])
		}
		return ok
	}
	return reflect.DeepEqual(have, want)
}

// deletions notes a null for every key that was and is no more.
func deletions(change, original, wanted map[string]any) {
	for key, was := range original {
		now, ok := wanted[key]
		if !ok {
			change[key] = nil
			continue
		}
		wasMap, isMap := was.(map[string]any)
		nowMap, stillMap := now.(map[string]any)
		if !isMap || !stillMap {
			continue
		}
		inner := map[string]any{}
		if deletions(inner, wasMap, nowMap); len(inner) > 0 {
			change[key] = inner
		}
	}
}

// additions notes every value that is not yet, or not yet so.
func additions(change, current, wanted map[string]any, same func(have, want any) bool) {
	for key, want := range wanted {
		have, ok := current[key]
		haveMap, isMap := have.(map[string]any)
		wantMap, wantsMap := want.(map[string]any)
		switch {
		case ok && isMap && wantsMap:
			inner, _ := change[key].(map[string]any)
			if inner == nil {
				inner = map[string]any{}
			}
			if additions(inner, haveMap, wantMap, same); len(inner) > 0 {
				change[key] = inner
			}
		case !ok || !same(have, want):
			change[key] = want
		}
	}
}

// merge applies a change to an object: a null takes a key away. The change loses the
// nulls that have nothing to take away, which shows in what the server says about it.
func merge(object, change map[string]any) map[string]any {
	for key, want := range change {
		have, ok := object[key]
		haveMap, isMap := have.(map[string]any)
		wantMap, wantsMap := want.(map[string]any)
		switch {
		case want == nil:
			delete(object, key)
		case ok && isMap && wantsMap:
			merge(haveMap, wantMap)
		default:
			if !ok || reflect.TypeOf(have) != reflect.TypeOf(want) {
				dropNulls(want)
			}
			object[key] = want
		}
	}
	return object
}

func dropNulls(value any) {
	switch v := value.(type) {
	case map[string]any:
		for key, item := range v {
			if item == nil {
				delete(v, key)
			} else {
				dropNulls(item)
			}
		}
	case []any:
		for _, item := range v {
			dropNulls(item)
		}
	}
}

package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/validate/content"
)

// applier is the part of kubectl that brings objects to the server, one after the other.
type applier struct {
	server *server
	faults []*fault
	stdout strings.Builder
	stderr strings.Builder
	passed map[string]bool // warnings that were printed already
}

// apply creates or patches one object; the answer is nil if it is refused.
func (a *applier) apply(d *document) *Object {
	if f := d.checkName(); f != nil {
		a.faults = append(a.faults, f)
		return nil
	}
	stored, verb, f := a.send(d)
	if f != nil {
		a.faults = append(a.faults, f)
		return nil
	}
	fmt.Fprintf(&a.stdout, "%s %s\n", d.printed(), verb)
	return stored
}

func (d *document) printed() string {
	if d.kind == nil {
		return strings.ToLower(d.gvk.Kind) + "." + d.gvk.Group + "/" + d.name
	}
	return d.kind.printed(d.name)
}

// checkName refuses names that kubectl cannot ask the server about.
func (d *document) checkName() *fault {
	if generated := text(d.object, "metadata", "generateName"); d.name == "" && generated != "" {
		err := fmt.Errorf("from %s: cannot use generate name with apply", generated)
		return d.clientFault(StageName, err, cause{message: err.Error(), path: "metadata.generateName"})
	}
	at, err := d.unaskable()
	if err == nil {
		return nil
	}
	whole := fmt.Errorf("error when retrieving current configuration of:\n%s\nfrom server for: %q: %w", d.describe(), d.file.name, err)
	return d.clientFault(StageName, whole, cause{message: err.Error(), path: at})
}

// unaskable is what is wrong with a name or namespace as a part of an address.
func (d *document) unaskable() (at string, err error) {
	if msgs := content.IsPathSegmentName(d.namespace); d.namespace != "" && len(msgs) > 0 {
		return "metadata.namespace", fmt.Errorf("invalid namespace %q: %v", d.namespace, msgs)
	}
	if d.name == "" {
		return "metadata.name", errors.New("resource name may not be empty")
	}
	if msgs := content.IsPathSegmentName(d.name); len(msgs) > 0 {
		return "metadata.name", fmt.Errorf("invalid resource name %q: %v", d.name, msgs)
	}
	return "", nil
}

// describe names an object in kubectl's longer messages.
func (d *document) describe() string {
	if d.kind == nil {
		return fmt.Sprintf("Name: %q, Namespace: %q", d.name, d.namespace)
	}
	return fmt.Sprintf("Resource: %q, GroupVersionKind: %q\nName: %q, Namespace: %q",
		d.kind.resource().String(), d.gvk.String(), d.name, d.namespace)
}

// send creates an object that is not there yet, and patches one that is.
func (a *applier) send(d *document) (stored *Object, verb string, f *fault) {
	live := a.server.find(d)
	if live == nil {
		stored, f = a.server.create(d)
		verb = "created"
	} else {
		a.warnAboutMissingAnnotation(d, live)
		stored, verb, f = a.server.patch(d, live)
	}
	if f == nil {
		a.pass(stored.serverWarnings)
	}
	return stored, verb, f
}

// pass prints the warnings of the server, each text once.
func (a *applier) pass(warnings []serverWarning) {
	for _, w := range warnings {
		if a.passed == nil {
			a.passed = map[string]bool{}
		}
		if !a.passed[w.text] {
			a.passed[w.text] = true
			fmt.Fprintf(&a.stderr, "Warning: %s\n", w.text)
		}
	}
}

func (a *applier) warnAboutMissingAnnotation(d *document, live *Object) {
	if live.lastApplied() != "" {
		return
	}
	fmt.Fprintf(&a.stderr, "Warning: resource %s/%s is missing the %s annotation which is required by kubectl apply. "+
		"kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. "+
		"The missing annotation will be patched automatically.\n", d.kind.plural, d.name, corev1.LastAppliedConfigAnnotation)
}

// withSource says in the message of a server's answer what kubectl was doing.
func withSource(doing, source string, err *apierrors.StatusError) *apierrors.StatusError {
	e := *err
	e.ErrStatus.Message = fmt.Sprintf("error when %s %q: %v", doing, source, err.ErrStatus.Message)
	return &e
}

// configuration is the object as kubectl remembers it in an annotation: without that
// annotation, but with a place for it.
func configuration(object map[string]any) string {
	metadata, _ := object["metadata"].(map[string]any)
	annotations, _ := metadata["annotations"].(map[string]any)
	kept := asTexts(annotations)
	delete(kept, corev1.LastAppliedConfigAnnotation)
	js, _ := json.Marshal(withAnnotations(object, kept)) // came out of JSON
	return string(js) + "\n"
}

// withAnnotations is a copy of an object that has other annotations.
func withAnnotations(object, annotations map[string]any) map[string]any {
	metadata, _ := object["metadata"].(map[string]any)
	m := maps.Clone(metadata)
	if m == nil {
		m = map[string]any{}
	}
	m["annotations"] = annotations
	o := maps.Clone(object)
	o["metadata"] = m
	return o
}

// annotated is an object with the annotation that remembers its configuration.
func annotated(object map[string]any) map[string]any {
	metadata, _ := object["metadata"].(map[string]any)
	annotations, _ := metadata["annotations"].(map[string]any)
	a := asTexts(annotations)
	a[corev1.LastAppliedConfigAnnotation] = configuration(object)
	return withAnnotations(object, a)
}

// asTexts is a copy of annotations as kubectl reads them: a null is an empty text, and
// where one is neither, there are none.
func asTexts(annotations map[string]any) map[string]any {
	texts := make(map[string]any, len(annotations)+1)
	for key, value := range annotations {
		switch value.(type) {
		case string:
			texts[key] = value
		case nil:
			texts[key] = ""
		default:
			return map[string]any{}
		}
	}
	return texts
}

// withoutNulls is a copy of a value in which no mapping holds a null. Kubectl drops them
// before it creates an object; those in lists stay.
func withoutNulls(value any) any {
	switch v := value.(type) {
	case map[string]any:
		kept := make(map[string]any, len(v))
		for key, item := range v {
			if item != nil {
				kept[key] = withoutNulls(item)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i, item := range v {
			kept[i] = withoutNulls(item)
		}
		return kept
	}
	return value
}

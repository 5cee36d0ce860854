package manifest

import (
	"fmt"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// schemaError is one thing that kubectl itself finds wrong with a document.
type schemaError struct {
	text  string
	path  string
	onKey bool
}

func (e *schemaError) Error() string { return e.text }

func (e *schemaError) cause() cause { return cause{message: e.text, path: e.path, onKey: e.onKey} }

var errNoObject = &schemaError{text: "invalid object to validate"}

// checkSchema checks a document before it is decoded: whether it says what it is, and
// for the kinds that the server cannot check itself, which are Lists, all fields.
func (d *document) checkSchema(fields bool) []*schemaError {
	gvk, errs := kindOf(d.value, "")
	if errs != nil {
		return errs
	}
	if gvk == (schema.GroupVersionKind{Version: "v1", Kind: "List"}) {
		return d.checkList(fields)
	}
	if k := kindListed(gvk); k != nil && fields {
		return checkListOf(k, d.object, "")
	}
	return nil
}

func (d *document) checkList(fields bool) (errs []*schemaError) {
	items, ok := d.object["items"].([]any)
	if !ok {
		return []*schemaError{{text: errNoObject.text, path: "items"}}
	}
	for i, item := range items {
		path := fmt.Sprintf("items[%d]", i)
		gvk, wrong := kindOf(item, path)
		if wrong == nil && fields {
			wrong = checkItem(item, gvk, path)
		}
		errs = append(errs, wrong...)
	}
	return errs
}

func checkItem(item any, gvk schema.GroupVersionKind, path string) []*schemaError {
	if k := kindListed(gvk); k != nil {
		object, _ := item.(map[string]any)
		return checkListOf(k, object, path)
	}
	k := findKind(gvk)
	if k == nil || k.new == nil || k.name != gvk.Kind {
		return nil
	}
	return checkModel(item, modelOf(k.new()), gvk.Kind, path)
}

// kindOf is what an object says it is.
func kindOf(value any, path string) (gvk schema.GroupVersionKind, errs []*schemaError) {
	object, ok := value.(map[string]any)
	if !ok || object == nil {
		return gvk, []*schemaError{{text: errNoObject.text, path: path}}
	}
	version, errs := mustBeString(object, "apiVersion", path, nil)
	gv, err := schema.ParseGroupVersion(version)
	if err != nil {
		errs = append(errs, &schemaError{text: err.Error(), path: join(path, "apiVersion")})
	}
	name, errs := mustBeString(object, "kind", path, errs)
	return gv.WithKind(name), errs
}

func mustBeString(object map[string]any, key, path string, errs []*schemaError) (string, []*schemaError) {
	switch v := object[key].(type) {
	case string:
		return v, errs
	case nil:
		return "", append(errs, &schemaError{text: key + " not set", path: join(path, key)})
	}
	return "", append(errs, &schemaError{text: key + " isn't string type", path: join(path, key)})
}

// join puts a key behind a path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

package manifest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	kjson "sigs.k8s.io/json"
)

// mostCauses bounds how many causes of a refusal are looked into.
const mostCauses = 50

// valueCauses are the errors of a validation, which know their paths. Errors about
// labels point to all of them, so the one concerned is looked for.
func (d *document) valueCauses(errs field.ErrorList) []cause {
	var causes []cause
	for _, e := range errs[:min(len(errs), mostCauses)] {
		c := cause{message: e.Error(), path: e.Field}
		if n := d.root.At(e.Field); n != nil && n.Kind == Mapping {
			c.path, c.onKey = labelConcerned(n, e)
		}
		causes = append(causes, c)
	}
	return causes
}

// labelConcerned is the path of the entry of a mapping that an error complains about.
func labelConcerned(n *Node, e *field.Error) (path string, onKey bool) {
	bad, _ := e.BadValue.(string)
	for i, k := range n.Keys {
		switch {
		case bad == "":
		case k.keyName() == bad:
			return keyPath(e.Field, bad), true
		case n.Values[i].Kind == Scalar && n.Values[i].Value == bad:
			return keyPath(e.Field, k.keyName()), false
		}
	}
	return e.Field, false
}

// strictCauses are the unknown fields of a strict decoding, in the order of the text.
func (d *document) strictCauses(errs []error) []cause {
	var causes []cause
	for _, err := range errs[:min(len(errs), mostCauses)] {
		c := cause{message: err.Error(), onKey: true}
		if f, ok := err.(kjson.FieldError); ok {
			c.path = f.FieldPath()
		}
		causes = append(causes, c)
	}
	return causes
}

// patchCauses are those of a change that the server cannot apply. Which field has the
// wrong type it does not say.
func (d *document) patchCauses(err error) []cause {
	strict, ok := runtime.AsStrictDecodingError(err)
	if !ok {
		return []cause{d.typeCause(d.typeErrorOf())}
	}
	var causes []cause
	all := strict.Errors()
	for _, e := range all[:min(len(all), mostCauses)] {
		c := cause{message: e.Error(), onKey: true}
		if quoted, ok := strings.CutPrefix(e.Error(), `unknown field "`); ok {
			c.path = strings.TrimSuffix(quoted, `"`)
		}
		causes = append(causes, c)
	}
	return causes
}

// typeErrorOf finds the wrong type by decoding the document as if it were new.
func (d *document) typeErrorOf() error {
	_, err := kjson.UnmarshalStrict(d.raw(), d.kind.new())
	return err
}

// typeError takes apart what the JSON decoder says about a wrong type.
var typeError = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`cannot unmarshal (\w+) ?(\S*) into Go struct field \w+\.(\S+) of type (\S+)$`)
})

// typeCause locates a wrong type. The decoder gives a path without the places in lists,
// so the first value along it that has the type complained about must be the one.
func (d *document) typeCause(err error) cause {
	if err == nil {
		return cause{}
	}
	c := cause{message: err.Error()}
	m := typeError().FindStringSubmatch(err.Error())
	if m == nil {
		c.path = d.timeConcerned(c.message)
		return c
	}
	s := search{found: m[1], number: m[2], list: strings.HasPrefix(m[4], "[]"), plain: !strings.ContainsAny(m[4], ".[")}
	c.path, _ = s.find(d.object, strings.Split(m[3], "."), "")
	return c
}

// timeConcerned is the field of metadata that holds the text that is no time.
func (d *document) timeConcerned(message string) (path string) {
	after, isTime := strings.CutPrefix(message, "parsing time ")
	metadata, _ := d.object["metadata"].(map[string]any)
	for _, key := range sortedKeys(metadata) {
		if s, ok := metadata[key].(string); ok && isTime && strings.HasPrefix(after, strconv.Quote(s)) {
			return "metadata." + key
		}
	}
	return ""
}

// search looks for a value of a JSON type.
type search struct {
	found  string // string, number, bool, array or object
	number string // which number, "" if any
	list   bool   // a list was expected in its place
	plain  bool   // a text or number was expected, perhaps as one of the values of a mapping
}

// find goes down the keys, into every item of a list on the way, in the order in which
// the decoder meets them.
func (s search) find(v any, keys []string, path string) (string, bool) {
	if items, ok := v.([]any); ok && (len(keys) > 0 || s.among(items)) {
		for i, item := range items {
			if at, ok := s.find(item, keys, path+"["+strconv.Itoa(i)+"]"); ok {
				return at, true
			}
		}
		return path, false
	}
	if len(keys) == 0 {
		return s.leaf(v, path)
	}
	object, ok := v.(map[string]any)
	if !ok {
		return path, false
	}
	return s.find(object[keys[0]], keys[1:], join(path, keys[0]))
}

// among tells whether the wrong value is one of the items of a list, not the list.
func (s search) among(items []any) bool {
	return !s.list && (s.found != "array" || slices.ContainsFunc(items, s.is))
}

func (s search) is(v any) bool {
	if s.number != "" {
		js, _ := json.Marshal(v) // holds nothing that JSON cannot
		return string(js) == s.number
	}
	return jsonType(v) == s.found
}

// leaf is the value itself or, where it is a mapping of the right type, a value in it.
func (s search) leaf(v any, path string) (string, bool) {
	object, _ := v.(map[string]any)
	for _, key := range sortedKeys(object) {
		if s.plain && s.is(object[key]) {
			return keyPath(path, key), true
		}
	}
	return path, s.is(v)
}

func jsonType(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case bool:
		return "bool"
	case int64, float64:
		return "number"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	}
	return ""
}

// unknownKindCause points at the version if another version of the kind is known, else
// at the kind.
func unknownKindCause(d *document) cause {
	c := cause{message: noSuchKind(d.gvk).Error(), path: "kind"}
	if slices.ContainsFunc(kinds, func(k kind) bool { return k.name == d.gvk.Kind }) {
		c.path = "apiVersion"
	}
	return c
}

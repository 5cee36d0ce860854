package manifest

import (
	"errors"
	"fmt"
	"strings"

	utilerrors "k8s.io/apimachinery/pkg/util/errors"
)

// openList takes a List apart. Kubectl does not look at its name.
func (c *client) openList(d *document) {
	d.identify()
	d.name, d.namespace = "", ""
	items, f := d.items()
	if f == nil {
		f = d.decodeMetadata()
	}
	if f == nil && !isListKind(d.gvk) {
		f = c.recognise(d)
	}
	if f == nil {
		f = d.listWithin(items)
	}
	if f != nil {
		c.admit(d, f)
		return
	}
	for _, item := range items {
		c.admitItem(item, d)
	}
}

// items are the members of a List. Like kubectl, it gives members without a kind the
// kind that the list's name speaks of.
func (d *document) items() ([]*document, *fault) {
	list, ok := d.object["items"].([]any)
	if value := d.object["items"]; !ok && value != nil {
		return nil, d.listFault("items", fmt.Errorf("json: cannot unmarshal %s into Go struct field decodeList.items of type []json.RawMessage", jsonType(value)))
	}
	node := d.root.Get("items")
	var items []*document
	for i, v := range list {
		object, ok := v.(map[string]any)
		if !ok && v != nil {
			return nil, d.listFault(fmt.Sprintf("items[%d]", i), fmt.Errorf("json: cannot unmarshal %s into Go value of type map[string]interface {}", jsonType(v)))
		}
		if !ok {
			object = map[string]any{}
		}
		item := &document{file: d.file, number: d.number, start: d.start, end: d.end, value: v, object: object, root: d.root}
		if node != nil && i < len(node.Values) {
			item.root = node.Values[i]
		}
		if text(object, "kind") == "" && text(object, "apiVersion") == "" {
			object["kind"] = strings.TrimSuffix(text(d.object, "kind"), "List")
			object["apiVersion"] = text(d.object, "apiVersion")
		}
		items = append(items, item)
	}
	return items, nil
}

func (d *document) listFault(path string, err error) *fault {
	return d.clientFault(StageMetadata, fmt.Errorf("unable to decode %q: %w", d.file.name, err), cause{message: err.Error(), path: path})
}

// listWithin refuses a List whose items are Lists themselves.
func (d *document) listWithin(items []*document) *fault {
	for i, item := range items {
		if _, isList := item.object["items"].([]any); isList {
			err := errors.New("*unstructured.Unstructured is not a list: no Items field in this object")
			return d.clientFault(StageMetadata, err, cause{message: err.Error(), path: fmt.Sprintf("items[%d]", i)})
		}
	}
	return nil
}

func (c *client) admitItem(d, list *document) {
	d.identify()
	f := d.itemFault(c.AnyKind)
	if f != nil {
		f.list = list
	} else {
		c.settle(d)
	}
	c.admit(d, f)
}

// itemFault refuses an item of a kind that is not known, or of none.
func (d *document) itemFault(anyKind bool) *fault {
	switch {
	case d.gvk.Kind == "":
		return d.typeless("kind", "'Kind' is missing in 'object has no kind field '")
	case d.gvk.Version == "" && !anyKind:
		return d.typeless("apiVersion", "'apiVersion' is missing in 'object has no apiVersion field'")
	case d.kind == nil && !anyKind:
		return d.clientFault(StageKind, fmt.Errorf("unable to recognize %w", noSuchKind(d.gvk)), unknownKindCause(d))
	}
	return nil
}

// typeless refuses an item that does not say what it is.
func (d *document) typeless(path, lacks string) *fault {
	err := fmt.Errorf("unable to get type info from the object %q: Object %s", "*unstructured.Unstructured", lacks)
	return d.clientFault(StageKind, err, cause{message: err.Error(), path: path})
}

// errors are those of reading the files. Kubectl holds those of one List as one.
func (c *client) errors() (errs []error) {
	for i := 0; i < len(c.faults); {
		list := c.faults[i].list
		group := []error{c.faults[i].err}
		for i++; list != nil && i < len(c.faults) && c.faults[i].list == list; i++ {
			group = append(group, c.faults[i].err)
		}
		if list == nil {
			errs = append(errs, group[0])
		} else {
			errs = append(errs, utilerrors.NewAggregate(group))
		}
	}
	return errs
}

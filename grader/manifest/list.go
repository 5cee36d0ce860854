package manifest

import (
	"fmt"
	"strings"

	utilerrors "k8s.io/apimachinery/pkg/util/errors"
)

// openList takes a List apart. Items that are Lists are looked at after the others.
func (c *client) openList(d *document) {
	d.identify()
	if f := d.decodeMetadata(); f != nil {
		c.admit(d, f)
		return
	}
	if d.kind == nil && !isListKind(d.gvk) && !c.AnyKind {
		c.admit(d, c.identify(d))
		return
	}
	queue := []*document{d}
	var found []*document
	for len(queue) > 0 {
		list := queue[0]
		queue = queue[1:]
		for _, item := range list.items() {
			if _, isList := item.object["items"].([]any); isList {
				queue = append(queue, item)
			} else {
				found = append(found, item)
			}
		}
	}
	for _, item := range found {
		c.admitItem(item, d)
	}
}

// items are the members of a List. Like kubectl, it gives members without a kind the
// kind that the list's name speaks of.
func (d *document) items() []*document {
	list, _ := d.object["items"].([]any)
	node := d.root.Get("items")
	var items []*document
	for i, v := range list {
		object, ok := v.(map[string]any)
		if !ok {
			continue
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
	return items
}

func (c *client) admitItem(d, list *document) {
	d.identify()
	if d.kind == nil && !c.AnyKind {
		err := fmt.Errorf("unable to recognize %w", noSuchKind(d.gvk))
		f := d.clientFault(StageKind, err, unknownKindCause(d))
		f.list = list
		c.admit(d, f)
		return
	}
	c.settle(d)
	c.admit(d, nil)
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

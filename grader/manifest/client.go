package manifest

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	kjson "sigs.k8s.io/json"
)

// client is the part of kubectl that reads files into objects, all of them before the
// first one is applied.
type client struct {
	Options
	read   []*document // every document that could be parsed
	docs   []*document // objects to apply
	faults []*fault
	bytes  int // of all files
}

// visit reads one file.
func (c *client) visit(src Source, index int) {
	f := &file{name: src.Name, index: index}
	if c.bytes += len(src.Text); c.bytes > c.Limits.Bytes {
		c.refuse((&document{file: f, number: 1}).beyond(tooLong, c.Limits))
		return
	}
	f.text = decoded(src.Text)
	pieces := newSplitter(f.text)
	for number := 1; ; number++ {
		p, err := pieces.next()
		if err == io.EOF {
			return
		}
		d, ok := c.take(f, p, number, err)
		if !ok {
			return
		}
		if d == nil {
			number--
		}
	}
}

// take reads one piece of a file. It is not ok if nothing behind it can be read.
func (c *client) take(f *file, p piece, number int, err error) (d *document, ok bool) {
	if err != nil {
		d = &document{file: f, number: number, start: p.start, end: p.end}
		return d, c.refuse(d.parseFault(err))
	}
	d, fault := f.read(p, number, c.Limits)
	if fault == nil && d != nil && len(c.read) == c.Limits.Documents {
		fault = d.beyond(tooManyDocuments, c.Limits)
	}
	if fault != nil {
		return d, c.refuse(fault)
	}
	if d == nil {
		return nil, true
	}
	c.read = append(c.read, d)
	if fault := d.check(c.AnyKind); fault != nil {
		return d, c.refuse(fault)
	}
	c.open(d)
	return d, true
}

// refuse is always false: nothing more is read.
func (c *client) refuse(f *fault) bool {
	c.faults = append(c.faults, f)
	return false
}

// check is kubectl's look at a document before it decodes it. The fields of a dump are
// not looked at yet.
func (d *document) check(dump bool) *fault {
	errs := d.checkSchema(!dump)
	errs = errs[:min(len(errs), mostErrors)]
	if len(errs) == 0 {
		return nil
	}
	plain := make([]error, len(errs))
	var causes []cause
	for i, e := range errs {
		plain[i] = e
		if i < mostCauses {
			causes = append(causes, e.cause())
		}
	}
	err := fmt.Errorf("error validating %q: error validating data: %v; if you choose to ignore these errors, turn validation off with --validate=false",
		d.file.name, utilerrors.NewAggregate(plain))
	return d.clientFault(StageClient, err, causes...)
}

// open decodes a document into one object, or the items of a List.
func (c *client) open(d *document) {
	if _, isList := d.object["items"]; isList {
		c.openList(d)
		return
	}
	c.admit(d, c.identify(d))
}

func (c *client) admit(d *document, f *fault) {
	if f != nil {
		c.faults = append(c.faults, f)
		return
	}
	c.docs = append(c.docs, d)
}

// identify finds out what a document is: its kind, name and namespace.
func (c *client) identify(d *document) *fault {
	d.identify()
	if f := d.decodeMetadata(); f != nil {
		return f
	}
	if d.kind == nil && !c.AnyKind {
		err := fmt.Errorf("resource mapping not found for name: %q namespace: %q from %q: %v\nensure CRDs are installed first",
			d.name, d.namespace, d.file.name, noSuchKind(d.gvk))
		return d.clientFault(StageKind, err, unknownKindCause(d))
	}
	c.settle(d)
	return nil
}

// decodeMetadata refuses what kubectl could not even address.
func (d *document) decodeMetadata() *fault {
	var err error
	if text(d.object, "kind") == "" {
		err = runtime.NewMissingKindErr(strings.TrimSpace(string(d.raw())))
	} else if !plainMetadata(d.object["metadata"]) {
		err = kjson.UnmarshalCaseSensitivePreserveInts(d.raw(), &metadataOnlyObject{})
	}
	if err == nil {
		return nil
	}
	return d.clientFault(StageMetadata, fmt.Errorf("unable to decode %q: %w", d.file.name, err), d.typeCause(err))
}

// metadataOnlyObject bears the name that kubectl's messages mention.
type metadataOnlyObject struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
}

// plainMetadata recognises what surely decodes, to save the attempt.
func plainMetadata(metadata any) bool {
	m, ok := metadata.(map[string]any)
	if !ok {
		return metadata == nil
	}
	for key, v := range m {
		switch v := v.(type) {
		case string:
			if key != "name" && key != "namespace" && key != "generateName" {
				return false
			}
		case map[string]any:
			if key != "labels" && key != "annotations" || !allStrings(v) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func allStrings(m map[string]any) bool {
	for _, v := range m {
		if _, ok := v.(string); !ok {
			return false
		}
	}
	return true
}

func noSuchKind(gvk schema.GroupVersionKind) error {
	return &meta.NoKindMatchError{GroupKind: gvk.GroupKind(), SearchedVersions: []string{gvk.Version}}
}

// settle puts an object into its namespace, or out of any.
func (c *client) settle(d *document) {
	switch {
	case d.kind == nil:
		return
	case d.kind.clusterScoped:
		if d.namespace != "" {
			delete(d.object["metadata"].(map[string]any), "namespace")
		}
		d.namespace = ""
	case d.namespace == "":
		d.namespace = c.Namespace
		metadata, ok := d.object["metadata"].(map[string]any)
		if !ok {
			metadata = map[string]any{}
			d.object["metadata"] = metadata
		}
		metadata["namespace"] = c.Namespace
	}
}

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

var errNoObjects = errors.New("no objects passed to apply")

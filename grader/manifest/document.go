package manifest

import (
	"bytes"
	"encoding/json"

	"fmt"

	"k8s.io/apimachinery/pkg/runtime/schema"
	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

// document is an object as a file states it: a document of its own or an item of a List.
type document struct {
	file       *file
	number     int // from 1 within the file, empty ones not counted
	start, end int
	root       *Node
	rest       int   // where the tree ends; behind it may stand text that is not read
	open       *Node // a quote or bracket that is not closed
	stray      *Node // a scalar that lacks the colon of a key
	value      any   // as JSON would hold it
	json       []byte

	object          map[string]any // value, if it is an object
	gvk             schema.GroupVersionKind
	kind            *kind // nil for kinds that the server does not have
	name, namespace string
}

// parse finds the tree and the value of a piece; the value of an empty one is nil.
func (d *document) parse(p piece, l Limits) *fault {
	tree := parseTree(d.file.text, p.start, p.end, l)
	d.root, d.rest, d.open, d.stray = tree.root, tree.pos, tree.open, tree.stray
	if tree.over != withinLimits {
		return d.beyond(tree.over, l)
	}
	if err := d.decode(p, tree.plain()); err != nil {
		if p.fault != nil {
			err = p.fault
		}
		return d.parseFault(err)
	}
	d.object, _ = d.value.(map[string]any)
	return nil
}

// decode finds the value of a document, by way of go-yaml unless the tree will do.
func (d *document) decode(p piece, plain bool) (err error) {
	if plain && p.json == nil {
		if d.value, plain = d.root.value(); plain {
			return nil
		}
	}
	if d.json = p.json; d.json == nil {
		if d.json, err = yaml.YAMLToJSON(d.file.forYAML(p.start, p.end)); err != nil {
			return fmt.Errorf("error converting YAML to JSON: %w", err)
		}
	}
	if bytes.Equal(d.json, []byte("null")) {
		return nil
	}
	return kjson.UnmarshalCaseSensitivePreserveInts(d.json, &d.value)
}

// raw is the document in JSON.
func (d *document) raw() []byte {
	if d.json == nil {
		d.json, _ = json.Marshal(d.value) // holds nothing that JSON cannot
	}
	return d.json
}

// offset is where the object starts in its file.
func (d *document) offset() int {
	if d.root == nil {
		return d.start
	}
	return d.root.Start
}

// key is NAMESPACE/NAME as far as it is known.
func (d *document) key() string {
	if d.namespace == "" {
		return d.name
	}
	return d.namespace + "/" + d.name
}

// text is the string at a path of keys, "" if there is none.
func text(object map[string]any, path ...string) string {
	for _, key := range path[:len(path)-1] {
		object, _ = object[key].(map[string]any)
	}
	s, _ := object[path[len(path)-1]].(string)
	return s
}

// identify notes what kubectl takes from an object before it talks to the server.
func (d *document) identify() {
	gv, err := schema.ParseGroupVersion(text(d.object, "apiVersion"))
	if err == nil {
		d.gvk = gv.WithKind(text(d.object, "kind"))
	}
	d.name = text(d.object, "metadata", "name")
	d.namespace = text(d.object, "metadata", "namespace")
	d.kind = findKind(d.gvk)
}

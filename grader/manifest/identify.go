package manifest

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kjson "sigs.k8s.io/json"
)

// identify finds out what a document is: its kind, name and namespace.
func (c *client) identify(d *document) *fault {
	d.identify()
	if f := d.decodeMetadata(); f != nil {
		return f
	}
	if f := c.recognise(d); f != nil {
		return f
	}
	c.settle(d)
	return nil
}

// recognise refuses a kind that the server does not have.
func (c *client) recognise(d *document) *fault {
	if d.kind != nil || c.AnyKind {
		return nil
	}
	err := fmt.Errorf("resource mapping not found for name: %q namespace: %q from %q: %v\nensure CRDs are installed first",
		d.name, d.namespace, d.file.name, noSuchKind(d.gvk))
	return d.clientFault(StageKind, err, unknownKindCause(d))
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
	c := d.typeCause(err)
	if runtime.IsMissingKind(err) {
		c.path = "kind"
	}
	return d.clientFault(StageMetadata, fmt.Errorf("unable to decode %q: %w", d.file.name, err), c)
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

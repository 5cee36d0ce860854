package manifest

import (
	"errors"
	"fmt"
	"io"

	utilerrors "k8s.io/apimachinery/pkg/util/errors"
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
	if c.bytes += len(src.Text); c.bytes > c.Limits.Bytes {
		c.refuse((&document{file: &file{name: src.Name, index: index}, number: 1}).beyond(tooLong, c.Limits))
		return
	}
	f := newFile(src, index)
	pieces := newSplitter(f.text)
	for more := true; more; {
		p, err := pieces.next()
		more = err != io.EOF && c.take(f, p, err)
	}
}

// take reads one piece of a file. It is false if nothing behind it can be read.
func (c *client) take(f *file, p piece, err error) (more bool) {
	d := &document{file: f, number: f.documents + 1, start: p.start, end: p.end}
	if err != nil {
		return c.refuse(d.parseFault(err))
	}
	if wrong := d.parse(p, c.Limits); wrong != nil {
		return c.refuse(wrong)
	}
	if d.value == nil {
		return true
	}
	if len(c.read) == c.Limits.Documents {
		return c.refuse(d.beyond(tooManyDocuments, c.Limits))
	}
	f.documents++
	c.read = append(c.read, d)
	if wrong := d.check(c.AnyKind); wrong != nil {
		return c.refuse(wrong)
	}
	c.open(d)
	return true
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

var errNoObjects = errors.New("no objects passed to apply")

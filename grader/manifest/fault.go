package manifest

// fault is why a document, or a file from some place on, was refused.
type fault struct {
	doc    *document
	list   *document // the List that doc is an item of, if that was found out too late to stop reading
	stage  Stage
	err    error // as kubectl holds it
	causes []cause
}

// cause is one of the reasons of a fault: what is wrong, and the path of the field
// concerned or, where there is none, the bytes.
type cause struct {
	message    string
	path       string
	onKey      bool // the key is wrong, rather than its value
	start, end int  // where path is ""
}

// clientFault is a fault that concerns the document as a whole.
func (d *document) clientFault(stage Stage, err error, causes ...cause) *fault {
	return &fault{doc: d, stage: stage, err: err, causes: causes}
}

// Package manifest turns the text of manifests into typed objects, with the place of
// every field, and says about them what a real API server and kubectl say: word for word
// what kubectl apply -f prints, and where in the text each complaint belongs.
//
// The text takes the way it takes with kubectl. First the files are read:
//
//	source.go, split.go    a file as text, and its pieces: documents and JSON values
//	parser.go, tree.go, flow.go, scalar.go, quoted.go, blockscalar.go, anchors.go
//	                       a piece as syntax tree with byte offsets
//	node.go, path.go       the tree, and the way to a field
//	resolve.go, value.go   what plain words mean in YAML 1.1, and the tree as JSON
//	document.go            a piece as value, from the tree or by go-yaml
//	client.go, schema.go, model.go, identify.go, list.go, kinds.go
//	                       kubectl's own checks, kinds and namespaces, Lists
//
// Then the objects are applied:
//
//	apply.go               kubectl: create or patch, one object after the other
//	server.go, patch.go    the server: strict decoding, storing, changes
//	default.go, system.go  what it fills in, and what nobody else may
//	validate.go, validate_*.go
//	                       the values it refuses
//
// At the end it is told:
//
//	messages.go            errors in kubectl's words
//	fault.go, refusal.go, locate.go, syntax.go, place.go
//	                       refusals and where they belong
//	help.go, help_*.go, names.go
//	                       sentences for humans
//	warn.go                what was accepted and probably not meant
//	limits.go              what hostile text may cost
//
// go-yaml and the JSON decoder of Kubernetes have the last word on what a text means. The
// tree is read by this package, since neither of them knows places; for the everyday part
// of YAML it also saves the detour through go-yaml. Tests hold both readings together.
package manifest

package diagnose

import (
	"fmt"
	"strconv"
	"strings"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightLabels is for labels that are no map of strings.
func rightLabels(x *spot, offer func(remedy)) {
	if x.shape == nil {
		return
	}
	if x.up != nil && x.up.shape != nil && x.up.shape.labels {
		if x.value.IsString() || x.value.IsMap() || x.value.IsList() {
			return
		}
		offer(remedy{
			code: "label-syntax", effort: scalar,
			message: fmt.Sprintf("%s: the value of a label is a string", x.name()),
			fix:     fmt.Sprintf("quotes around %s", x.value.Scalar()),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(x.value.Scalar())) },
		})
		return
	}
	if !x.shape.labels || x.value.IsMap() {
		return
	}
	labels := labelsIn(x.value)
	if labels == nil {
		return
	}
	what, fix := "is not written as a map of labels", "key, colon, blank and value"
	if x.value.IsList() {
		what, fix = "is no list", "the dash left out"
	}
	offer(remedy{
		code: "label-syntax", effort: scalar, message: x.name() + " " + what, fix: fix,
		do: func(root *rewrite.Value) { root.At(x.path).Become(labels) },
	})
}

// labelsIn reads labels out of "a=b", "a:b", or a list of such or of maps.
func labelsIn(v *rewrite.Value) *rewrite.Value {
	all := rewrite.Map()
	texts := []string{strings.ReplaceAll(strings.Trim(v.Scalar(), "{} "), ": ", ":")}
	for _, item := range v.Items() {
		for _, key := range item.Keys() {
			all.Set(key, rewrite.Text(item.Get(key).Scalar()))
		}
		texts = append(texts, item.Scalar())
	}
	for _, text := range texts {
		for _, one := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
			i := strings.IndexAny(one, "=:")
			if i > 0 {
				all.Set(one[:i], rewrite.Text(strings.Trim(one[i+1:], `=:"'`)))
			}
		}
	}
	if all.Len() == 0 {
		return nil
	}
	return all
}

// rightPorts is for numbers in quotes, and names that are none.
func (s *scene) rightPorts(x *spot, offer func(remedy)) {
	if x.shape == nil || !x.shape.port && !x.shape.number {
		return
	}
	n, err := strconv.Atoi(strings.TrimSpace(x.value.Scalar()))
	if err != nil && x.shape.port {
		s.rightPortName(x, offer)
	}
	if err == nil && x.shape.port && (n < 1 || n > 65535) {
		s.rightPortNumber(x, offer)
	}
	if err != nil || n < 1 || n > 65535 || !x.value.IsString() && x.value.Scalar() == strconv.Itoa(n) {
		return
	}
	offer(remedy{
		code: "port-quoted", effort: scalar,
		message: fmt.Sprintf("%s: in quotes a number is a name, and a name needs a letter", x.name()),
		fix:     fmt.Sprintf("%d without quotes", n),
		do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Number(n)) },
	})
}

// rightRange is for ranges that are none.
func rightRange(x *spot, offer func(remedy)) {
	if x.key != "endPort" || x.shape == nil {
		return
	}
	entry := x.up.value
	message := fmt.Sprintf("%s does not make a range with the port beside it", x.name())
	put := func(fix string, e effort, do func(entry *rewrite.Value)) {
		offer(remedy{code: "endport-misuse", message: message, fix: fix, effort: e, do: func(root *rewrite.Value) { do(root.At(x.up.path)) }})
	}
	if entry.Get("port") == nil {
		put("port instead of endPort", scalar, func(v *rewrite.Value) { v.Rename("endPort", "port") })
		return
	}
	first, err1 := strconv.Atoi(entry.Get("port").Scalar())
	last, err2 := strconv.Atoi(x.value.Scalar())
	if err1 == nil && err2 == nil && last < first {
		put(fmt.Sprintf("from %d to %d", last, first), swap, func(v *rewrite.Value) { v.Get("port").Swap(v.Get("endPort")) })
	}
	if err1 == nil && err2 == nil && (x.value.IsString() || entry.Get("port").IsString()) {
		put("both numbers without quotes", scalar, func(v *rewrite.Value) {
			v.Get("port").Become(rewrite.Number(first))
			v.Get("endPort").Become(rewrite.Number(last))
		})
	}
	put("endPort left out", remove, func(v *rewrite.Value) { v.Drop("endPort") })
}

// rightKind is for a list where the server expects one thing, or the reverse, and for
// items that are empty.
func rightKind(x *spot, offer func(remedy)) {
	if x.shape == nil || x.up == nil {
		return
	}
	put := func(what, fix string, e effort, do func(v *rewrite.Value)) {
		offer(remedy{
			code: "refused", effort: e, fix: fix, message: x.name() + " " + what,
			do: func(root *rewrite.Value) { do(root.At(x.path)) },
		})
	}
	wrapped := func(v *rewrite.Value) { v.Become(rewrite.List(v.Clone())) }
	switch {
	case x.shape.items != nil && !x.value.IsList() && (x.value.Len() > 0 || x.value.Scalar() != ""):
		put("is a list, and no dash says so", "a dash in front", splitJoin, wrapped)
	case x.shape.fields != nil && x.value.IsList() && x.value.Len() == 1 && x.value.Items()[0].IsMap():
		put("is no list", "the dash left out", splitJoin, func(v *rewrite.Value) { v.Become(v.Items()[0].Clone()) })
	case !x.value.IsMap() && !x.value.IsList() && x.shape.fields == nil && x.shape.items == nil && !x.shape.labels && !x.shape.port && !x.shape.number && len(x.shape.words) == 0 && !x.value.IsString() && !x.value.IsNull():
		put("is text", "quotes around it", scalar, func(v *rewrite.Value) { v.Become(rewrite.Text(x.value.Scalar())) })
	}
	if keys := x.value.Keys(); x.key == "" && len(x.shape.words) > 0 && len(keys) == 1 && x.value.Get(keys[0]).IsNull() {
		put("is a plain word", keys[0]+" without the colon", scalar, func(v *rewrite.Value) { v.Become(rewrite.Text(keys[0])) })
	}
	if x.key == "" && x.value.Len() == 0 && x.value.Scalar() == "" {
		offer(remedy{
			code: "refused", effort: remove, fix: "the empty item left out",
			message: fmt.Sprintf("%s is empty", x.name()),
			do: func(root *rewrite.Value) {
				list := root.At(x.up.path)
				for i, item := range list.Items() {
					if at(x.up.path, i) == x.path && item != nil {
						list.Remove(i)
					}
				}
			},
		})
	}
}

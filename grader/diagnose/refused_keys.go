package diagnose

import (
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightWords is for values of which the server knows only a few.
func rightWords(x *spot, offer func(remedy)) {
	if x.shape == nil || len(x.shape.words) == 0 || x.key == "operator" || x.value.IsMap() || x.value.IsList() {
		return
	}
	have := x.value.Scalar()
	if slices.Contains(x.shape.words, have) {
		return
	}
	code := "unknown-field"
	message := fmt.Sprintf("%s: %q is not a value that the server knows here", x.name(), have)
	switch x.key {
	case "apiVersion":
		code, message = "wrong-api-version", fmt.Sprintf("%s: there is no NetworkPolicy in %q", x.name(), have)
	case "kind":
		code = "wrong-api-version"
	}
	for _, w := range byDistance(x.shape.words, have) {
		offer(remedy{
			code: code, effort: scalar,
			message: message,
			fix:     instead(w, have),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(w)) },
		})
	}
}

func instead(word, have string) string {
	if have == "" {
		return word
	}
	return word + " instead of " + have
}

func byDistance(words []string, have string) []string {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b string) int {
		return distance(strings.ToLower(a), strings.ToLower(have)) - distance(strings.ToLower(b), strings.ToLower(have))
	})
	return sorted
}

// rightKeys is for a key that the server does not know, where one like it is missing.
func rightKeys(x *spot, offer func(remedy)) {
	if x.shape != nil || x.up == nil || x.up.shape.fields == nil {
		return
	}
	for _, w := range byDistance(x.up.shape.known(), x.key) {
		if x.up.value.Get(w) != nil || distance(strings.ToLower(w), strings.ToLower(x.key)) > 1+len(w)/3 {
			continue
		}
		offer(remedy{
			code: "unknown-field", effort: scalar,
			message: fmt.Sprintf("%s is not a field that the server knows; %s is", x.name(), w),
			fix:     instead(w, x.key),
			do:      func(root *rewrite.Value) { root.At(x.up.path).Rename(x.key, w) },
		})
	}
	for _, w := range x.up.shape.known() {
		strange := !slices.Contains(policyKeys(), x.key) || !x.up.shape.fields[w].labels || x.key == "labels" // no other field of a policy is meant as labels
		if strange && !x.up.shape.fields[w].number && x.up.value.Get(w) == nil && x.up.shape.fields[w].fits(x.value) {
			offer(remedy{
				code: "unknown-field", effort: entry,
				message: fmt.Sprintf("%s is not a field that the server knows", x.name()),
				fix:     instead(w, x.key),
				do:      func(root *rewrite.Value) { root.At(x.up.path).Rename(x.key, w) },
			})
		}
	}
}

// rightPlace is for a key that belongs a level up or down.
func rightPlace(x *spot, offer func(remedy)) {
	if x.shape != nil || x.up == nil || x.key == "" {
		return
	}
	message := fmt.Sprintf("%s stands at the wrong depth", x.name())
	if !slices.Contains(policyKeys(), x.key) {
		message = fmt.Sprintf("%s is not a field that the server knows", x.name())
	}
	if slices.Contains(serverFields(), x.key) {
		message = fmt.Sprintf("%s is filled in by the server", x.name())
	}
	placed := false
	place := offer
	offer = func(m remedy) { placed = true; place(m) }
	put := func(path, words string) {
		offer(remedy{
			code: "ports-indented-into-peer", effort: move, message: message, fix: words,
			do: func(root *rewrite.Value) {
				to := root.At(path)
				moved := root.At(x.up.path).Drop(x.key)
				if to.Get(x.key) == nil {
					to.Set(x.key, moved)
				}
			},
		})
	}
	for up := x.up.up; up != nil; up = up.up {
		if up.shape != nil && up.shape.fields[x.key] != nil && up.value.Get(x.key) == nil {
			put(up.path, fmt.Sprintf("%s beside %s", x.key, joined(up.value.Keys(), "and")))
		}
	}
	for _, key := range x.up.value.Keys() {
		below := x.up.shape.fields[key]
		if key == "matchLabels" && isWord(x.value) && !slices.Contains(policyKeys(), x.key) {
			message = fmt.Sprintf("%s is a label, and labels stand under %s", x.name(), key)
			put(x.up.path+"["+key+"]", fmt.Sprintf("%s under %s", x.key, key))
		}
		if below != nil && below.fields[x.key] != nil {
			put(x.up.path+"["+key+"]", fmt.Sprintf("%s under %s", x.key, key))
		}
		if below != nil && below.items != nil && below.items.fields[x.key] != nil && x.up.value.Get(key).Len() > 0 {
			put(at(x.up.path+"["+key+"]", 0), fmt.Sprintf("%s under %s", x.key, key))
		}
	}
	withItem(x, message, offer)
	underSibling(x, offer)
	wrapInto(x, message, offer)
	place(remedy{
		code: "refused", effort: remove, fix: x.key + " left out", strange: !placed && (x.value.Len() == 0 || x.key == "status"),
		message: message,
		do:      func(root *rewrite.Value) { root.At(x.up.path).Drop(x.key) },
	})
}

// wrapInto is for keys whose parent was left out: labels without matchLabels, a
// selector without from.
func wrapInto(x *spot, message string, offer func(remedy)) {
	for _, key := range x.up.shape.known() {
		below := x.up.shape.fields[key]
		if x.up.value.Get(key) != nil {
			continue
		}
		item := below.items != nil && below.items.fields[x.key] != nil
		if !item && !below.labels && below.fields[x.key] == nil {
			continue
		}
		if below.labels && (key == "annotations" || x.value.IsMap() || x.value.IsList() || slices.Contains(serverFields(), x.key)) {
			continue
		}
		if below.labels {
			message = fmt.Sprintf("%s is a label, and labels stand under %s", x.name(), key)
		}
		offer(remedy{
			code: "unknown-field", effort: move, message: message, fix: fmt.Sprintf("%s under %s", x.key, key),
			do: func(root *rewrite.Value) {
				up := root.At(x.up.path)
				inner := rewrite.Map(rewrite.Field{Key: x.key, Value: up.Get(x.key).Clone()})
				if item {
					inner = rewrite.List(inner)
				}
				up.Rename(x.key, key)
				up.Get(key).Become(inner)
			},
		})
	}
}

// serverFields are the fields of metadata that nobody writes by hand.
func serverFields() []string {
	return []string{"creationTimestamp", "deletionTimestamp", "generation", "managedFields", "ownerReferences", "resourceVersion", "selfLink", "uid"}
}

// underSibling is for a key that belongs to a neighbour of what it stands in: the
// namespace under spec, where metadata is meant.
func underSibling(x *spot, offer func(remedy)) {
	if x.key == "labels" && x.up.shape.fields["matchLabels"] != nil {
		return
	}
	for up := x.up.up; up != nil && up.shape != nil; up = up.up {
		for _, key := range up.shape.known() {
			sibling := up.value.Get(key)
			if up.shape.fields[key].fields[x.key] == nil || !sibling.IsMap() && (!sibling.IsNull() || key != "metadata") || sibling.Get(x.key) != nil || up.path+"["+key+"]" == x.up.path {
				continue
			}
			offer(remedy{
				code: "unknown-field", effort: move, fix: fmt.Sprintf("%s under %s", x.key, key),
				message: fmt.Sprintf("%s stands in the wrong place: %s belongs under %s", x.name(), x.key, key),
				do: func(root *rewrite.Value) {
					moved := root.At(x.up.path).Drop(x.key)
					to := root.At(up.path + "[" + key + "]")
					if !to.IsMap() {
						to.Become(rewrite.Map())
					}
					to.Set(x.key, moved)
				},
			})
		}
	}
}

// withItem is for ports in one peer of several, and for peers in one port of several: the two
// become a rule.
func withItem(x *spot, message string, offer func(remedy)) {
	inPort := x.up.shape.fields["endPort"] != nil && (x.key == "from" || x.key == "to")
	if !inPort && (x.key != "ports" || !inPeer(x)) || x.up.up == nil || x.up.up.value.Len() < 2 || x.up.up.up == nil || x.up.up.up.up == nil {
		return
	}
	list, rule := x.up.up, x.up.up.up
	offer(remedy{
		code: "ports-indented-into-peer", effort: splitJoin, message: message,
		fix: fmt.Sprintf("this item and its %s as a rule of their own", x.key),
		do: func(root *rewrite.Value) {
			peers, rules := root.At(list.path), root.At(rule.up.path)
			i, k := slices.Index(peers.Items(), root.At(x.up.path)), slices.Index(rules.Items(), root.At(rule.path))
			if i < 0 || k < 0 {
				return
			}
			peer := peers.Remove(i)
			other := peer.Drop(x.key)
			fresh := rewrite.Map()
			fresh.Set(list.key, rewrite.List(peer))
			fresh.Set(x.key, other)
			rules.Insert(k+1, fresh)
		},
	})
}

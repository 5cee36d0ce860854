package diagnose

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"netpol-tutor/grader/manifest/rewrite"
)

// inPeer tells whether a spot is an entry of a peer.
func inPeer(x *spot) bool {
	return x.up != nil && x.up.shape != nil && x.up.shape.fields["ipBlock"] != nil
}

// isWord tells a plain value that says something.
func isWord(v *rewrite.Value) bool {
	return !v.IsMap() && !v.IsList() && !v.IsNull() && v.Scalar() != ""
}

// rightPeer is for peers that name a namespace or pod instead of selecting it by its
// labels, and for an address range that stands where its block belongs.
func (s *scene) rightPeer(x *spot, offer func(remedy)) {
	s.namespaceInSelector(x, offer)
	s.wordAsPeer(x, offer)
	if !inPeer(x) {
		return
	}
	if x.key == "ipBlock" {
		rightRanges(x, x.up, offer)
	}
	if !isWord(x.value) || meansAll(x.value) {
		return
	}
	word := x.value.Scalar()
	put := func(key, what, fix string, inner *rewrite.Value) {
		if key != x.key && x.up.value.Get(key) != nil {
			return
		}
		offer(remedy{
			code: "unknown-field", effort: entry, message: fmt.Sprintf("%s: %s", x.name(), what), fix: fix,
			do: func(root *rewrite.Value) {
				peer := root.At(x.up.path)
				peer.Rename(x.key, key)
				peer.Get(key).Become(inner.Clone())
			},
		})
	}
	switch x.key {
	case "namespace", "namespaces", "namespaceName", "ns", "namespaceSelector":
		for _, n := range s.cluster.Namespaces {
			if n.Name == word || slip(n.Name, word) && s.cluster.Namespace(word) == nil {
				put("namespaceSelector", "a peer selects namespaces by their labels", "a namespaceSelector with a label", oneLabel(nameLabel, n.Name))
			}
		}
	case "pod", "pods", "podName", "podSelector", "app":
		for _, key := range s.labelsSaying(word) {
			put("podSelector", "a peer selects pods by their labels", "a podSelector with a label", oneLabel(key, word))
		}
	case "ipBlock", "ip", "cidr", "ipblock", "host", "hostname", "fqdn", "dns", "dnsName", "domain", "service", "url":
		if host, ok := hostIn(word); ok {
			s.rightHost(x.up, word, hostBeside(host, x.up.value), offer)
		}
		if cidr, ok := wordAsRange(word); ok {
			put("ipBlock", "the address range stands under cidr", "an ipBlock with a cidr", rewrite.Map(field("cidr", rewrite.Text(cidr))))
		}
	}
}

// wordAsPeer is for a word where a peer belongs: the value of a label, a namespace, a range.
func (s *scene) wordAsPeer(x *spot, offer func(remedy)) {
	if x.key != "" || x.shape == nil || x.shape.fields["ipBlock"] == nil || !isWord(x.value) {
		return
	}
	word := x.value.Scalar()
	put := func(key, fix string, inner *rewrite.Value) {
		offer(remedy{
			code: "unknown-field", effort: entry, fix: fix, message: fmt.Sprintf("%s: a peer says by labels or addresses who is meant", x.name()),
			do: func(root *rewrite.Value) {
				root.At(x.path).Become(rewrite.Map(rewrite.Field{Key: key, Value: inner.Clone()}))
			},
		})
	}
	if cidr, ok := wordAsRange(word); ok {
		put("ipBlock", "an ipBlock with a cidr", rewrite.Map(field("cidr", rewrite.Text(cidr))))
	}
	for _, key := range s.labelsSaying(word) {
		put("podSelector", "a podSelector with a label", oneLabel(key, word))
	}
	if s.cluster.Namespace(word) != nil {
		put("namespaceSelector", "a namespaceSelector with a label", oneLabel(nameLabel, word))
	}
}

// namespaceInSelector is for the name of a namespace among the parts of a selector.
func (s *scene) namespaceInSelector(x *spot, offer func(remedy)) {
	if x.up == nil || !inPeer(x.up) || x.shape != nil || !slices.Contains([]string{"namespace", "namespaces", "namespaceName", "ns", "name"}, x.key) {
		return
	}
	name, among := x.value.Scalar(), x.up.key == "namespaceSelector"
	if s.cluster.Namespace(name) == nil || x.up.up.value.Get("namespaceSelector") != nil != among || x.key == "name" && !among {
		return
	}
	offer(remedy{
		code: "unknown-field", effort: entry, fix: "a namespaceSelector with a label", message: fmt.Sprintf("%s: a peer selects namespaces by their labels", x.name()),
		do: func(root *rewrite.Value) {
			root.At(x.up.path).Drop(x.key)
			root.At(x.up.up.path).Set("namespaceSelector", oneLabel(nameLabel, name))
		},
	})
}

// hostBeside is the name of a host with the namespace that its peer names for it.
func hostBeside(host string, peer *rewrite.Value) string {
	for _, key := range []string{"namespace", "ns", "namespaceName"} {
		if v := peer.Get(key); isWord(v) && !strings.Contains(host, ".") {
			return host + "." + v.Scalar()
		}
	}
	return host
}

func oneLabel(key, value string) *rewrite.Value {
	labels := rewrite.Map(rewrite.Field{Key: key, Value: rewrite.Text(value)})
	return rewrite.Map(rewrite.Field{Key: "matchLabels", Value: labels})
}

// labelsSaying are the keys of the pods' labels that have a value.
func (s *scene) labelsSaying(value string) []string {
	return keysSaying(labelsOfPods(s.cluster.Pods), value)
}

// keysSaying are the keys of labels that have a value.
func keysSaying(sets []map[string]string, value string) []string {
	var keys []string
	for _, set := range sets {
		for key, v := range set {
			if v == value && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return keys
}

// wordAsRange reads an address or a range.
func wordAsRange(word string) (string, bool) {
	if _, err := netip.ParsePrefix(word); err == nil {
		return word, true
	}
	ip, err := netip.ParseAddr(word)
	if err != nil {
		return "", false
	}
	return netip.PrefixFrom(ip, ip.BitLen()).String(), true
}

// rightEntry is for entries of ports that name more than one, or that are one without
// the key port.
func rightEntry(x *spot, offer func(remedy)) {
	if x.up == nil {
		return
	}
	inEntry := x.up.shape != nil && x.up.shape.fields["endPort"] != nil
	switch {
	case inEntry && x.shape == nil:
		rightProtocolKey(x, offer)
	case x.shape == nil:
	case inEntry && (x.key == "port" || x.key == "protocol"):
		rightPair(x, offer)
	case x.up.key == "ports" && x.shape.fields["endPort"] != nil && isWord(x.value):
		port, words := wordAsPort(x.value.Scalar())
		offer(remedy{
			code: "refused", effort: entry, fix: words,
			message: fmt.Sprintf("%s: an entry of ports has keys", x.name()),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(port.Clone()) },
		})
	case x.key == "ports" && x.shape.items != nil && isWord(x.value) && !meansAll(x.value):
		port, words := wordAsPort(x.value.Scalar())
		offer(remedy{
			code: "refused", effort: entry, fix: "an entry with " + words,
			message: fmt.Sprintf("%s is a list of entries", x.name()),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.List(port.Clone())) },
		})
	}
}

func numberOrText(word string) *rewrite.Value {
	if n, err := strconv.Atoi(word); err == nil {
		return rewrite.Number(n)
	}
	return rewrite.Text(word)
}

// rightPair is for a range in one word, and for several values where one can stand.
func rightPair(x *spot, offer func(remedy)) {
	if first, last, ok := rangeIn(x.value); ok && x.key == "port" && x.up.value.Get("endPort") == nil {
		offer(remedy{
			code: "endport-misuse", effort: entry, fix: fmt.Sprintf("port: %d and endPort: %d", first, last),
			message: fmt.Sprintf("%s: %s is a name here; a range is written with port and endPort", x.name(), x.value.Scalar()),
			do: func(root *rewrite.Value) {
				root.At(x.path).Become(rewrite.Number(first))
				root.At(x.up.path).SetAfter("endPort", rewrite.Number(last), "port")
			},
		})
		return
	}
	if port, words := wordAsPort(x.value.Scalar()); x.key == "port" && port.Len() == 2 && agrees(x.up.value.Get("protocol"), port) {
		offer(remedy{
			code: "refused", effort: entry, fix: words,
			message: fmt.Sprintf("%s: port and protocol are two fields", x.name()),
			do: func(root *rewrite.Value) {
				root.At(x.path).Become(port.Get("port").Clone())
				putText(root.At(x.up.path), "protocol", port.Get("protocol").Scalar())
			},
		})
		return
	}
	words := severalIn(x.value)
	if len(words) < 2 || x.up.up == nil || !x.up.up.value.IsList() {
		return
	}
	offer(remedy{
		code: "refused", effort: entry, fix: "an entry for each",
		message: fmt.Sprintf("%s takes one value: each further one is an entry of its own", x.name()),
		do: func(root *rewrite.Value) {
			list, first := root.At(x.up.up.path), root.At(x.up.path)
			i := slices.Index(list.Items(), first)
			if i < 0 {
				return
			}
			for k, word := range words[1:] {
				further := first.Clone()
				further.Get(x.key).Become(numberOrText(word))
				list.Insert(i+1+k, further)
			}
			root.At(x.path).Become(numberOrText(words[0]))
		},
	})
}

// rangeIn reads two numbers with a dash or colon between them.
func rangeIn(v *rewrite.Value) (first, last int, ok bool) {
	a, b, found := strings.Cut(strings.NewReplacer("..", "-", ":", "-", " ", "").Replace(v.Scalar()), "-")
	first, err1 := strconv.Atoi(a)
	last, err2 := strconv.Atoi(b)
	return first, last, found && err1 == nil && err2 == nil && first > 0 && first <= last && last <= 65535
}

// severalIn are the values of a list, or of words with commas between them.
func severalIn(v *rewrite.Value) []string {
	if !v.IsList() {
		return strings.FieldsFunc(v.Scalar(), func(r rune) bool { return strings.ContainsRune(", /", r) })
	}
	var words []string
	for _, item := range v.Items() {
		if !isWord(item) {
			return nil
		}
		words = append(words, item.Scalar())
	}
	return words
}

package diagnose

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// remedy changes a document by its shape. It is offered for a spot of the document and
// repeated on a fresh copy by path, so that every remedy starts from the same text.
type remedy struct {
	code    string
	message string
	fix     string
	effort  effort
	do      func(root *rewrite.Value)
}

// doctor knows remedies for one kind of fault.
type doctor = func(x *spot, offer func(remedy))

// doctors are all of them.
func (s *scene) doctors() []doctor {
	return []doctor{
		rightWords, rightKeys, rightPlace, rightLabels, rightPorts, rightRange, s.rightBlock, rightOperator, rightKind, s.rightName,
	}
}

// curesByShape goes through a document and tries what its shape suggests.
func (s *scene) curesByShape(r *manifest.Refusal, text string, offer func(*cure)) {
	top := topOf(r.Root())
	for _, own := range bodies(r.Root()) {
		for _, x := range spots(rewrite.Read(own)) {
			for _, ask := range s.doctors() {
				ask(x, func(m remedy) {
					root := rewrite.Read(top)
					m.do(find(root, top, own))
					c := &cure{code: m.code, message: m.message, fix: m.fix, effort: m.effort}
					if n := own.At(x.name()); n != nil {
						c.span = [2]int{n.Start, max(n.End, n.Start+1)}
					}
					offerEdited(text, top, root, c, offer)
				})
			}
		}
	}
	for _, one := range s.doctors() {
		s.everyCure(r, text, []doctor{one}, offer)
	}
	s.everyCure(r, text, s.doctors(), offer)
}

// bodies are the objects of a document: itself, or the items of a List.
func bodies(root *manifest.Node) []*manifest.Node {
	if kind := root.Get("kind"); kind == nil || kind.Value != "List" {
		return []*manifest.Node{root}
	}
	if items := root.Get("items"); items != nil {
		return items.Values
	}
	return nil
}

func offerEdited(text string, top *manifest.Node, root *rewrite.Value, c *cure, offer func(*cure)) {
	edits, err := rewrite.Edits(text, top, root)
	if err != nil || len(edits) == 0 {
		return
	}
	c.edits = edits
	offer(c)
}

// everyCure makes the first remedy of every spot at once, round after round: the same
// slip is seldom made only once.
func (s *scene) everyCure(r *manifest.Refusal, text string, doctors []doctor, offer func(*cure)) {
	const rounds = 12
	top := topOf(r.Root())
	root := rewrite.Read(top)
	var sum *cure
	for range rounds {
		for _, own := range bodies(r.Root()) {
			body := find(root, top, own)
			if m, ok := firstRemedy(body, doctors); ok {
				m.do(body)
				if sum == nil {
					sum = &cure{code: m.code, message: m.message, fix: m.fix, effort: m.effort + 1}
				} else if !strings.Contains(sum.fix, m.fix) {
					sum.fix += ", " + m.fix
				}
			}
		}
	}
	if sum != nil {
		offerEdited(text, top, root, sum, offer)
	}
}

// firstRemedy is the first thing to do about a document; made again and again it ends
// where nothing is left to do.
func firstRemedy(root *rewrite.Value, doctors []doctor) (first remedy, ok bool) {
	for _, x := range spots(root) {
		for _, ask := range doctors {
			ask(x, func(m remedy) {
				if !ok && m.effort <= splitJoin {
					first, ok = m, true
				}
			})
			if ok {
				return first, true
			}
		}
	}
	return remedy{}, false
}

// rightWords is for values of which the server knows only a few.
func rightWords(x *spot, offer func(remedy)) {
	if x.shape == nil || len(x.shape.words) == 0 || x.value.IsMap() || x.value.IsList() {
		return
	}
	have := x.value.Scalar()
	if slices.Contains(x.shape.words, have) {
		return
	}
	code := "unknown-field"
	switch x.key {
	case "apiVersion", "kind":
		code = "wrong-api-version"
	case "operator":
		code = "match-expression-misuse"
	}
	for _, w := range byDistance(x.shape.words, have) {
		offer(remedy{
			code: code, effort: scalar,
			message: fmt.Sprintf("%s: %q is not a value that the server knows here", x.name(), have),
			fix:     w,
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(w)) },
		})
	}
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
			fix:     w,
			do:      func(root *rewrite.Value) { root.At(x.up.path).Rename(x.key, w) },
		})
	}
	for _, w := range x.up.shape.known() {
		if x.up.value.Get(w) == nil && x.up.shape.fields[w].fits(x.value) {
			offer(remedy{
				code: "unknown-field", effort: entry,
				message: fmt.Sprintf("%s is not a field that the server knows", x.name()),
				fix:     w,
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
		if below != nil && below.fields[x.key] != nil {
			put(x.up.path+"["+key+"]", fmt.Sprintf("%s under %s", x.key, key))
		}
		if below != nil && below.items != nil && below.items.fields[x.key] != nil && x.up.value.Get(key).Len() > 0 {
			put(at(x.up.path+"["+key+"]", 0), fmt.Sprintf("%s under %s", x.key, key))
		}
	}
	wrapInto(x, message, offer)
	offer(remedy{
		code: "refused", effort: remove, message: message, fix: x.key + " left out",
		do: func(root *rewrite.Value) { root.At(x.up.path).Drop(x.key) },
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
		if below.labels && (x.value.IsMap() || x.value.IsList()) {
			continue
		}
		offer(remedy{
			code: "unknown-field", effort: move, message: message, fix: fmt.Sprintf("%s under %s", x.key, key),
			do: func(root *rewrite.Value) {
				up := root.At(x.up.path)
				inner := rewrite.Map(rewrite.Field{Key: x.key, Value: up.Drop(x.key)})
				if item {
					inner = rewrite.List(inner)
				}
				up.Set(key, inner)
			},
		})
	}
}

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
	offer(remedy{
		code: "label-syntax", effort: scalar,
		message: fmt.Sprintf("%s is not written as a map of labels", x.name()),
		fix:     "a map: key, colon, blank, value",
		do:      func(root *rewrite.Value) { root.At(x.path).Become(labels) },
	})
}

// labelsIn reads labels out of "a=b", "a:b", or a list of such or of maps.
func labelsIn(v *rewrite.Value) *rewrite.Value {
	all := rewrite.Map()
	texts := []string{v.Scalar()}
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

// rightPorts is for numbers in quotes.
func rightPorts(x *spot, offer func(remedy)) {
	if x.shape == nil || !x.shape.port && !x.shape.number {
		return
	}
	n, err := strconv.Atoi(strings.TrimSpace(x.value.Scalar()))
	if err != nil || n < 1 || n > 65535 || !x.value.IsString() && x.value.Scalar() == strconv.Itoa(n) {
		return
	}
	offer(remedy{
		code: "port-quoted", effort: scalar,
		message: fmt.Sprintf("%s: in quotes %d is a name, and a name needs a letter", x.name(), n),
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

// rightBlock is for address ranges that are none.
func (s *scene) rightBlock(x *spot, offer func(remedy)) {
	switch {
	case x.key == "cidr" && x.shape != nil:
		s.rightCIDR(x, offer)
	case x.key == "ipBlock" && x.shape != nil && x.value.Get("cidr") == nil:
		for _, cidr := range s.ranges() {
			offer(remedy{
				code: "refused", effort: entry, message: "an ipBlock needs a cidr", fix: "cidr " + cidr,
				do: func(root *rewrite.Value) {
					if v := root.At(x.path); v.IsMap() {
						v.SetFirst("cidr", rewrite.Text(cidr))
					} else {
						v.Become(rewrite.Map(rewrite.Field{Key: "cidr", Value: rewrite.Text(cidr)}))
					}
				},
			})
		}
	case x.up != nil && x.up.key == "except":
		offer(remedy{
			code: "ipblock-except-outside", effort: remove,
			message: fmt.Sprintf("%s is not a part of its cidr", x.value.Scalar()),
			fix:     fmt.Sprintf("%s left out", x.value.Scalar()),
			do: func(root *rewrite.Value) {
				list := root.At(x.up.path)
				for i, item := range list.Items() {
					if item.Scalar() == x.value.Scalar() {
						list.Remove(i)
						break
					}
				}
				dropIfEmpty(root.At(x.up.up.path), "except")
			},
		})
	case x.key == "ipBlock" && x.up.value.Len() > 1:
		s.splitBlock(x, offer)
	}
}

// ranges are the address ranges that the task speaks of.
func (s *scene) ranges() []string {
	var all []string
	for _, m := range s.models() {
		for _, d := range directions {
			for _, p := range peersOf(m, d) {
				if p.IPBlock != nil && !slices.Contains(all, p.IPBlock.CIDR) {
					all = append(all, p.IPBlock.CIDR)
				}
			}
		}
	}
	for _, h := range s.cluster.Outside {
		all = append(all, netip.PrefixFrom(h.IP, h.IP.BitLen()).String())
	}
	return all
}

func (s *scene) splitBlock(x *spot, offer func(remedy)) {
	offer(remedy{
		code: "refused", effort: splitJoin,
		message: "one item cannot hold an ipBlock and a selector",
		fix:     "an item for each",
		do: func(root *rewrite.Value) {
			fresh := rewrite.Map()
			for _, key := range root.At(x.up.path).Keys() {
				if key != "ipBlock" {
					fresh.Set(key, root.At(x.up.path).Drop(key))
				}
			}
			root.At(x.up.up.path).Append(fresh)
		},
	})
}

func (s *scene) rightCIDR(x *spot, offer func(remedy)) {
	have := x.value.Scalar()
	put := func(code, to string) {
		if to == have {
			return
		}
		offer(remedy{
			code: code, effort: scalar,
			message: fmt.Sprintf("%s is not an address range", have),
			fix:     to,
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(to)) },
		})
	}
	if p, err := netip.ParsePrefix(have); err == nil {
		put("refused", p.Masked().String())
	}
	if ip, err := netip.ParseAddr(have); err == nil {
		for _, cidr := range s.ranges() {
			if p, err := netip.ParsePrefix(cidr); err == nil && p.Contains(ip) {
				put("fqdn-in-policy", cidr)
			}
		}
		put("fqdn-in-policy", netip.PrefixFrom(ip, ip.BitLen()).String())
		return
	}
	if _, err := netip.ParsePrefix(have); err != nil {
		for _, cidr := range s.ranges() {
			put("fqdn-in-policy", cidr)
		}
	}
	for _, h := range s.cluster.Outside {
		if h.Name == have || strings.HasSuffix(have, h.Name) {
			put("fqdn-in-policy", s.blockFor(h.IP))
		}
	}
}

// rightOperator is for expressions whose values do not go with their operator.
func rightOperator(x *spot, offer func(remedy)) {
	if x.key != "operator" || x.shape == nil {
		return
	}
	values := x.up.value.Get("values")
	takes := x.value.Scalar() == "In" || x.value.Scalar() == "NotIn"
	if slices.Contains(x.shape.words, x.value.Scalar()) && takes == values.IsList() && takes == (values.Len() > 0) {
		return
	}
	put := func(fix string, e effort, do func(v *rewrite.Value)) {
		offer(remedy{
			code: "match-expression-misuse", effort: e,
			message: fmt.Sprintf("%s: %s and its values do not go together", x.up.name(), x.value.Scalar()),
			fix:     fix, do: func(root *rewrite.Value) { do(root.At(x.up.path)) },
		})
	}
	if values.Len() == 0 {
		put("operator Exists", scalar, func(v *rewrite.Value) { putText(v, "operator", "Exists"); v.Drop("values") })
		put("operator DoesNotExist", scalar, func(v *rewrite.Value) { putText(v, "operator", "DoesNotExist"); v.Drop("values") })
		if text := values.Scalar(); text != "" {
			put("values as a list", scalar, func(v *rewrite.Value) { v.Get("values").Become(textList([]string{text})) })
			for _, op := range []string{"In", "NotIn"} {
				put("values as a list", entry, func(v *rewrite.Value) { putText(v, "operator", op); v.Get("values").Become(textList([]string{text})) })
			}
		}
		return
	}
	put("the values left out", remove, func(v *rewrite.Value) { v.Drop("values") })
	for _, op := range byDistance([]string{"In", "NotIn"}, x.value.Scalar()) {
		put("operator "+op, scalar, func(v *rewrite.Value) { putText(v, "operator", op) })
	}
}

// rightKind is for a list where the server expects one thing, or the reverse, and for
// items that are empty.
func rightKind(x *spot, offer func(remedy)) {
	if x.shape == nil || x.up == nil {
		return
	}
	put := func(fix string, e effort, do func(v *rewrite.Value)) {
		offer(remedy{
			code: "refused", effort: e, fix: fix,
			message: fmt.Sprintf("%s is not written as the server expects it", x.name()),
			do:      func(root *rewrite.Value) { do(root.At(x.path)) },
		})
	}
	wrapped := func(v *rewrite.Value) { v.Become(rewrite.List(v.Clone())) }
	switch {
	case x.shape.items != nil && !x.value.IsList() && (x.value.Len() > 0 || x.value.Scalar() != ""):
		put("a list: a dash in front", splitJoin, wrapped)
	case x.shape.fields != nil && x.value.IsList() && x.value.Len() == 1:
		put("no list: without the dash", splitJoin, func(v *rewrite.Value) { v.Become(v.Items()[0].Clone()) })
	case x.shape.fields != nil && !x.value.IsList() && !x.value.IsMap():
		put("empty braces", scalar, func(v *rewrite.Value) { v.Become(rewrite.Map()) })
	case !x.value.IsMap() && !x.value.IsList() && x.shape.fields == nil && x.shape.items == nil && !x.shape.labels && !x.shape.port && !x.shape.number && len(x.shape.words) == 0 && !x.value.IsString() && !x.value.IsNull():
		put("a string, in quotes", scalar, func(v *rewrite.Value) { v.Become(rewrite.Text(x.value.Scalar())) })
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

// rightName is for names and namespaces that cannot be, or are missing.
func (s *scene) rightName(x *spot, offer func(remedy)) {
	if x.up != nil || x.shape == nil {
		return
	}
	for _, key := range s.names() {
		if s.namedWell(x.value) {
			break
		}
		namespace, name := splitKey(key)
		offer(remedy{
			code: "refused", effort: entry,
			message: "the name of the policy cannot be as it is written", fix: "name " + name,
			do: func(root *rewrite.Value) { s.metadata(root).Set("name", rewrite.Text(name)) },
		})
		offer(remedy{
			code: "policy-in-wrong-namespace", effort: entry,
			message: "there is no such namespace", fix: "namespace " + namespace,
			do: func(root *rewrite.Value) { putText(s.metadata(root), "namespace", namespace) },
		})
	}
	for _, n := range s.namespaces() {
		if s.housed(x.value) {
			break
		}
		offer(remedy{
			code: "policy-in-wrong-namespace", effort: scalar,
			message: "there is no such namespace", fix: "namespace " + n,
			do: func(root *rewrite.Value) { putText(s.metadata(root), "namespace", n) },
		})
	}
	for key, value := range map[string]string{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy"} {
		if x.value.Get(key) == nil {
			offer(remedy{
				code: "wrong-api-version", effort: entry,
				message: key + " is missing", fix: key + ": " + value,
				do: func(root *rewrite.Value) { root.SetFirst(key, rewrite.Text(value)) },
			})
		}
	}
}

// names are the policies that the task knows: those it names, and those of its bounds.
func (s *scene) names() []string {
	names := slices.Clone(s.task.Objects)
	for _, m := range s.models() {
		if key := m.Namespace + "/" + m.Name; !slices.Contains(names, key) {
			names = append(names, key)
		}
	}
	names = slices.DeleteFunc(names, func(key string) bool {
		return slices.ContainsFunc(s.policies, func(p *policy) bool { return p.Key() == key })
	})
	if len(names) == 0 {
		names = append(names, s.task.Namespace+"/policy")
	}
	return names
}

// namedWell tells whether a document has a name and namespace that could be right.
func (s *scene) namedWell(root *rewrite.Value) bool {
	name := root.At("metadata.name")
	return name.IsString() && len(validation.IsDNS1123Subdomain(name.Scalar())) == 0 && s.housed(root)
}

// housed tells whether a document names a namespace that exists, or none.
func (s *scene) housed(root *rewrite.Value) bool {
	namespace := root.At("metadata.namespace")
	return namespace == nil || namespace.IsString() && s.cluster.Namespace(namespace.Scalar()) != nil
}

func (s *scene) metadata(root *rewrite.Value) *rewrite.Value {
	if !root.Get("metadata").IsMap() {
		root.Set("metadata", rewrite.Map())
	}
	return root.Get("metadata")
}

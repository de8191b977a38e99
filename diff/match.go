package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Reason tells why two elements are taken for the same, in falling certainty.
type Reason uint8

// The reasons.
const (
	ByID    Reason = iota + 1 // the same id, or all that is written is the same
	ByPlace                   // type, name and bounds in the diagram
	ByFlow                    // type, name and neighbors
	ByName                    // type and name
)

// Pair is an element in both versions.
type Pair struct {
	Old, New bpmn.Node
	By       Reason
}

// Matching says which elements of two versions are the same.
type Matching struct {
	// Pairs are in document order of the new version.
	Pairs []Pair
	// Added are the elements of the new version without a match, Removed those
	// of the old one, in document order.
	Added, Removed []bpmn.Node

	byNew, byOld map[bpmn.Node]int
}

// Old returns the match of an element of the new version, nil for none.
func (m *Matching) Old(n bpmn.Node) bpmn.Node {
	if i, ok := m.byNew[n]; ok {
		return m.Pairs[i].Old
	}
	return nil
}

// New returns the match of an element of the old version, nil for none.
func (m *Matching) New(n bpmn.Node) bpmn.Node {
	if i, ok := m.byOld[n]; ok {
		return m.Pairs[i].New
	}
	return nil
}

// Match matches the elements of two versions of a model. It takes time
// proportional to their size, but for rounds over what ids do not match.
func Match(old, new *bpmn.Definitions) *Matching {
	w := newMatcher(old, new)
	w.byID()
	w.byContent()
	// A pair can make others possible: a sub-process those in it, a flow node
	// its neighbors. The limit only keeps a chain of thousands of new ids
	// without a diagram from taking quadratic time.
	const rounds = 64
	for range rounds {
		before := len(w.pairs)
		w.by(ByPlace, w.place)
		if len(w.pairs) == before {
			w.by(ByFlow, w.flow)
		}
		if len(w.pairs) == before {
			w.by(ByName, w.name)
		}
		if len(w.pairs) == before {
			break
		}
	}
	return w.matching()
}

// matcher is the work on one Match.
type matcher struct {
	old, new side
	pairs    []Pair
}

// side is one of the versions.
type side struct {
	definitions *bpmn.Definitions
	elements    []bpmn.Node
	// partner has for each matched element the number of its pair, by
	// Element.Index; -1 for none.
	partner []int
	scopes  map[bpmn.Node]bpmn.Node // what an element lies in
}

func newMatcher(old, new *bpmn.Definitions) *matcher {
	return &matcher{old: newSide(old), new: newSide(new)}
}

func newSide(d *bpmn.Definitions) side {
	s := side{definitions: d, partner: make([]int, len(d.Elements)), scopes: map[bpmn.Node]bpmn.Node{}}
	for i, n := range d.Elements {
		s.partner[i] = -1
		if isMatched(n) {
			s.elements = append(s.elements, n)
		}
		if scope := scopeOf(n); scope != nil {
			s.scopes[n] = scope.Owner
		}
	}
	return s
}

// isMatched reports whether an element is one of those that are matched.
func isMatched(n bpmn.Node) bool {
	switch n.(type) {
	case *bpmn.Process, *bpmn.Collaboration, *bpmn.Participant, *bpmn.MessageFlow, *bpmn.Lane,
		*bpmn.FlowNode, *bpmn.SequenceFlow, *bpmn.Data, *bpmn.Artifact,
		*bpmn.Message, *bpmn.Signal, *bpmn.Error, *bpmn.Escalation:
		return true
	}
	return false
}

func scopeOf(n bpmn.Node) *bpmn.Scope {
	switch n := n.(type) {
	case *bpmn.FlowNode:
		return n.Scope
	case *bpmn.SequenceFlow:
		return n.Scope
	case *bpmn.Data:
		return n.Scope
	}
	return nil
}

func (w *matcher) pair(old, new bpmn.Node, by Reason) {
	w.old.partner[old.Base().Index] = len(w.pairs)
	w.new.partner[new.Base().Index] = len(w.pairs)
	w.pairs = append(w.pairs, Pair{old, new, by})
}

func (s *side) isFree(n bpmn.Node) bool { return s.partner[n.Base().Index] < 0 }

func (w *matcher) byID() {
	first := map[string]bpmn.Node{}
	for _, n := range w.old.elements {
		if id := n.Base().ID; id != "" && first[id] == nil {
			first[id] = n
		}
	}
	for _, n := range w.new.elements {
		o := first[n.Base().ID]
		if o != nil && w.old.isFree(o) && family(o) == family(n) {
			w.pair(o, n, ByID)
		}
	}
}

// byContent pairs what is left and says the same in both versions: elements
// without an id, and those whose id is there twice.
func (w *matcher) byContent() {
	open := map[string][]bpmn.Node{}
	for _, o := range w.old.elements {
		if w.old.isFree(o) {
			key := content(o.Base().XML)
			open[key] = append(open[key], o)
		}
	}
	if len(open) == 0 {
		return
	}
	for _, n := range w.new.elements {
		if !w.new.isFree(n) {
			continue
		}
		key := content(n.Base().XML)
		if same := open[key]; len(same) > 0 {
			w.pair(same[0], n, ByID)
			open[key] = same[1:]
		}
	}
}

// family groups the types that an editor can turn into each other.
func family(n bpmn.Node) string {
	t := n.Base().Type
	switch {
	case t.IsActivity():
		return "activity"
	case t.IsGateway():
		return "gateway"
	case t.IsEvent():
		return "event"
	}
	return string(t)
}

// by pairs the free elements of both versions that have the same key, where no
// other free element has it.
func (w *matcher) by(reason Reason, key func(*side, bpmn.Node) string) {
	old, new := w.old.unique(key), w.new.unique(key)
	for _, n := range w.new.elements {
		if !w.new.isFree(n) {
			continue
		}
		if k := key(&w.new, n); k != "" && new[k] == n && old[k] != nil && w.old.isFree(old[k]) {
			w.pair(old[k], n, reason)
		}
	}
}

// unique returns the free elements by key; nil stands for a key that several
// have.
func (s *side) unique(key func(*side, bpmn.Node) string) map[string]bpmn.Node {
	found := map[string]bpmn.Node{}
	for _, n := range s.elements {
		if !s.isFree(n) {
			continue
		}
		if k := key(s, n); k != "" {
			if _, taken := found[k]; taken {
				found[k] = nil
			} else {
				found[k] = n
			}
		}
	}
	return found
}

// common is the start of every key: type, name, and the pair of what the
// element lies in. It is empty for an element whose scope has no match.
func (s *side) common(n bpmn.Node) string {
	e := n.Base()
	scope := "-"
	if owner := s.scopes[n]; owner != nil {
		i := s.partner[owner.Base().Index]
		if i < 0 {
			return ""
		}
		scope = fmt.Sprint(i)
	}
	return fmt.Sprintf("%s|%q|%s", e.Type, strings.TrimSpace(e.Name), scope)
}

// place is the key by which an element is found where it was drawn.
func (w *matcher) place(s *side, n bpmn.Node) string {
	common := s.common(n)
	if common == "" || n.Base().ID == "" {
		return ""
	}
	if shape := s.definitions.Shape(n.Base().ID); shape != nil && shape.Bounds != nil {
		return fmt.Sprintf("%s|%v", common, *shape.Bounds)
	}
	if edge := s.definitions.Edge(n.Base().ID); edge != nil && len(edge.Waypoints) > 0 {
		return fmt.Sprintf("%s|%v", common, edge.Waypoints)
	}
	return ""
}

// flow is the key by which an element is found between its neighbors, all of
// which have a match.
func (w *matcher) flow(s *side, n bpmn.Node) string {
	common := s.common(n)
	if common == "" {
		return ""
	}
	var before, behind []bpmn.Node
	switch n := n.(type) {
	case *bpmn.FlowNode:
		for _, f := range n.Incoming {
			before = append(before, f.Source)
		}
		for _, f := range n.Outgoing {
			behind = append(behind, f.Target)
		}
		if n.AttachedTo != nil {
			before = append(before, n.AttachedTo)
		}
	case *bpmn.SequenceFlow:
		if n.Source == nil || n.Target == nil {
			return ""
		}
		before, behind = []bpmn.Node{n.Source}, []bpmn.Node{n.Target}
		if n.Condition != nil {
			common += fmt.Sprintf("|%q", strings.TrimSpace(n.Condition.Value))
		}
	case *bpmn.Process:
		for _, p := range n.Participants {
			before = append(before, p)
		}
	}
	if len(before)+len(behind) == 0 {
		return ""
	}
	a, ok := s.partners(before)
	b, also := s.partners(behind)
	if !ok || !also {
		return ""
	}
	return fmt.Sprintf("%s|%v|%v", common, a, b)
}

// partners returns the numbers of the pairs of elements, sorted; ok is false
// where one has no match.
func (s *side) partners(all []bpmn.Node) (numbers []int, ok bool) {
	for _, n := range all {
		i := -1
		switch n := n.(type) {
		case *bpmn.FlowNode:
			if n != nil {
				i = s.partner[n.Index]
			}
		default:
			i = s.partner[n.Base().Index]
		}
		if i < 0 {
			return nil, false
		}
		numbers = append(numbers, i)
	}
	slices.Sort(numbers)
	return numbers, true
}

// name is the key by which an element is found by its name alone. The one
// process of a file needs none.
func (w *matcher) name(s *side, n bpmn.Node) string {
	common := s.common(n)
	if _, process := n.(*bpmn.Process); process && len(w.old.definitions.Processes) == 1 && len(w.new.definitions.Processes) == 1 {
		return "process"
	}
	if strings.TrimSpace(n.Base().Name) == "" {
		return ""
	}
	return common
}

func (w *matcher) matching() *Matching {
	m := &Matching{Pairs: w.pairs, byNew: map[bpmn.Node]int{}, byOld: map[bpmn.Node]int{}}
	slices.SortFunc(m.Pairs, func(a, b Pair) int { return cmp.Compare(a.New.Base().Index, b.New.Base().Index) })
	for i, p := range m.Pairs {
		m.byNew[p.New], m.byOld[p.Old] = i, i
	}
	for _, n := range w.new.elements {
		if _, ok := m.byNew[n]; !ok {
			m.Added = append(m.Added, n)
		}
	}
	for _, n := range w.old.elements {
		if _, ok := m.byOld[n]; !ok {
			m.Removed = append(m.Removed, n)
		}
	}
	return m
}

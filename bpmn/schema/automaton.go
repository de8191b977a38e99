package schema

import (
	"slices"
	"strings"
)

// automaton is a content model as a machine over positions: the places of the
// model where an element or a wildcard stands. The schemas are deterministic,
// so that one position follows for an element.
type automaton struct {
	terms []term
	// follow has for each position those that can come next, in the order of
	// the model; follow[len(terms)] is the start.
	follow [][]int
	// last says of each position, and of the start, whether the content may end
	// there.
	last []bool
}

// term is an element or a wildcard of a content model.
type term struct {
	element *declaration // nil for a wildcard
	// other says that a wildcard takes only elements of other namespaces than
	// that of the schema; strict that it wants a declaration.
	other, strict bool
	space         string // of the schema, for wildcards
}

// takes reports whether a term takes an element of a name; global is its
// global declaration, if it has one.
func (t *term) takes(space, local string, global *declaration) bool {
	if t.element == nil {
		return !t.other || space != t.space && space != ""
	}
	if t.element.local == local && t.element.space == space {
		return true
	}
	if global == nil {
		return false
	}
	for d := global.head; d != nil; d = d.head {
		if d == t.element {
			return true
		}
	}
	return false
}

// String returns the term as the validator prints it.
func (t *term) String() string {
	if t.element != nil {
		return `"` + t.element.space + `":` + t.element.local
	}
	if t.other {
		return `WC[##other:"` + t.space + `"]`
	}
	return "WC[##any]"
}

func (a *automaton) start() int { return len(a.terms) }

// next returns the position that an element leads to, -1 for none.
func (a *automaton) next(from int, space, local string, global *declaration) int {
	for _, p := range a.follow[from] {
		if a.terms[p].takes(space, local, global) {
			return p
		}
	}
	return -1
}

// anywhere returns a term that takes an element wherever it stands, nil for
// none: an element that is out of place is still judged by its declaration.
func (a *automaton) anywhere(space, local string, global *declaration) *term {
	for i := range a.terms {
		if a.terms[i].takes(space, local, global) {
			return &a.terms[i]
		}
	}
	return nil
}

// fragment is a part of a model while the automaton is built.
type fragment struct {
	first, last []int
	empty       bool
}

// builder reads the words of a content model.
type builder struct {
	s     *schema
	t     *typ
	words []string
	at    int
	a     *automaton
}

func (s *schema) automaton(t *typ) *automaton {
	b := &builder{s: s, t: t, words: t.particles, a: &automaton{}}
	whole := b.sequence()
	a := b.a
	for i := range a.follow {
		slices.Sort(a.follow[i])
		a.follow[i] = slices.Compact(a.follow[i])
	}
	a.follow = append(a.follow, whole.first)
	a.last = make([]bool, len(a.terms)+1)
	for _, p := range whole.last {
		a.last[p] = true
	}
	a.last[len(a.terms)] = whole.empty
	return a
}

// sequence reads parts up to the end, a bar or a closing parenthesis.
func (b *builder) sequence() fragment {
	whole := fragment{empty: true}
	for b.at < len(b.words) && b.words[b.at] != "|" && !strings.HasPrefix(b.words[b.at], ")") {
		part := b.part()
		for _, p := range whole.last {
			b.a.follow[p] = append(b.a.follow[p], part.first...)
		}
		if whole.empty {
			whole.first = append(whole.first, part.first...)
		}
		if part.empty {
			whole.last = append(whole.last, part.last...)
		} else {
			whole.last = part.last
		}
		whole.empty = whole.empty && part.empty
	}
	return whole
}

func (b *builder) part() fragment {
	word := b.words[b.at]
	b.at++
	if word == "(" {
		choice := b.sequence()
		for b.words[b.at] == "|" {
			b.at++
			other := b.sequence()
			choice.first = append(choice.first, other.first...)
			choice.last = append(choice.last, other.last...)
			choice.empty = choice.empty || other.empty
		}
		b.at++
		return choice
	}
	name := strings.TrimRight(word, "?*+")
	occurs := word[len(name):]
	name, twice := strings.CutSuffix(name, "^2")
	switch {
	case occurs == "++":
		first, rest := b.position(name), b.position(name)
		b.a.terms[rest].element = b.a.terms[first].element
		b.a.follow[first] = append(b.a.follow[first], rest)
		b.a.follow[rest] = append(b.a.follow[rest], rest)
		return fragment{[]int{first}, []int{rest}, false}
	case twice:
		first, second := b.position(name), b.position(name)
		b.a.terms[second].element = b.a.terms[first].element
		b.a.follow[first] = append(b.a.follow[first], second)
		return fragment{[]int{first}, []int{second}, false}
	}
	p := b.position(name)
	if occurs == "*" || occurs == "+" {
		b.a.follow[p] = append(b.a.follow[p], p)
	}
	return fragment{[]int{p}, []int{p}, occurs == "?" || occurs == "*"}
}

// position adds the place of a name, a local declaration or a wildcard.
func (b *builder) position(word string) int {
	var t term
	name, kind, local := strings.Cut(word, "=")
	switch {
	case local:
		t.element = &declaration{space: b.spaceOf(name), local: name, typ: b.s.types[kind]}
	case strings.HasPrefix(word, "any") && !strings.Contains(word, ":"):
		t = term{other: strings.HasPrefix(word, "anyother"), strict: strings.HasSuffix(word, "!"), space: b.t.space}
	default:
		t.element = b.s.global(word)
	}
	b.a.terms = append(b.a.terms, t)
	b.a.follow = append(b.a.follow, nil)
	return len(b.a.terms) - 1
}

// spaceOf returns the namespace of a local element: that of the type which
// declares it.
func (b *builder) spaceOf(name string) string {
	space := b.t.space
	for t := b.t; t != nil; t = t.base {
		for _, word := range t.particles {
			if strings.HasPrefix(word, name+"=") {
				space = t.space
			}
		}
	}
	return space
}

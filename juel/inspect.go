package juel

import (
	"iter"
	"slices"
)

// IsLiteralText reports whether the text evaluates nothing: it is itself.
func (e *Expression) IsLiteralText() bool {
	_, ok := e.LiteralText()
	return ok
}

// LiteralText returns the value of a text without evaluations, escapes
// resolved, and whether it is one.
func (e *Expression) LiteralText() (string, bool) {
	switch {
	case len(e.Parts) == 0:
		return "", true
	case len(e.Parts) == 1 && e.Parts[0].Node == nil:
		return e.Parts[0].Text, true
	}
	return "", false
}

// Sole returns the tree of a text that is one evaluation and nothing else, and
// nil for any other. Only such a text has a value that is not a string.
func (e *Expression) Sole() Node {
	if len(e.Parts) != 1 {
		return nil
	}
	return e.Parts[0].Node
}

// IsConstant reports whether the value is the same wherever it is asked for:
// no name is read and nothing is called.
func (e *Expression) IsConstant() bool {
	for n := range e.Nodes() {
		switch n.(type) {
		case *Identifier, *Method, *Function:
			return false
		}
	}
	return true
}

// Nodes yields all nodes of all evaluations, parents before children, in the
// order of the text.
func (e *Expression) Nodes() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for _, part := range e.Parts {
			if part.Node != nil && !walk(part.Node, yield) {
				return
			}
		}
	}
}

// Nodes yields a node and all below it, parents before children, in the order
// of the text.
func Nodes(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) { walk(n, yield) }
}

// Children yields the children of a node in the order of the text.
func Children(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) { n.children(yield) }
}

func walk(n Node, visit func(Node) bool) bool {
	return visit(n) && n.children(func(c Node) bool { return walk(c, visit) })
}

// Variables returns the names that are read, each once, in the order of the
// text: of variables, of beans and of objects of the context (execution). The
// names of properties, methods and functions are none.
func (e *Expression) Variables() []string {
	var names []string
	for n := range e.Nodes() {
		if id, ok := n.(*Identifier); ok && !slices.Contains(names, id.Name) {
			names = append(names, id.Name)
		}
	}
	return names
}

// Identifiers returns each place where a name is read.
func (e *Expression) Identifiers() []*Identifier { return collect[*Identifier](e) }

// Functions returns the calls of functions.
func (e *Expression) Functions() []*Function { return collect[*Function](e) }

// Methods returns the calls of methods.
func (e *Expression) Methods() []*Method { return collect[*Method](e) }

func collect[T Node](e *Expression) []T {
	var found []T
	for n := range e.Nodes() {
		if t, ok := n.(T); ok {
			found = append(found, t)
		}
	}
	return found
}

// Complexity is the size of an expression.
type Complexity struct {
	// Nodes is the number of nodes of all trees, parentheses left out.
	Nodes int
	// Operators is the number of operators, a choice counting as one.
	Operators int
	// Calls is the number of calls of functions and methods.
	Calls int
	// Depth is the greatest number of nodes above one another, parentheses
	// left out: 1 for a name, 2 for a comparison of two names.
	Depth int
}

// Complexity measures the expression.
func (e *Expression) Complexity() Complexity {
	var c Complexity
	for _, part := range e.Parts {
		if part.Node != nil {
			c.add(part.Node, 1)
		}
	}
	return c
}

func (c *Complexity) add(n Node, depth int) {
	switch n.(type) {
	case *Nested:
		depth--
		c.Nodes--
	case *Unary, *Binary, *Choice:
		c.Operators++
	case *Method, *Function:
		c.Calls++
	}
	c.Nodes++
	c.Depth = max(c.Depth, depth)
	n.children(func(child Node) bool {
		c.add(child, depth+1)
		return true
	})
}

// Functions are the functions that an expression may call: names with their
// prefix, if any, and the number of parameters.
type Functions map[string]int

// Unbound finds a call of a function that is not there or wants another number
// of arguments: the one that the engine complains of, which is the first whose
// closing parenthesis comes. It returns the call and the engine's message, or
// nil and "". The engine looks functions up when it creates an expression, so
// that a model with an unbound call does not deploy.
func (e *Expression) Unbound(known Functions) (*Function, string) {
	for _, part := range e.Parts {
		if part.Node == nil {
			continue
		}
		if f, message := unbound(part.Node, known); f != nil {
			return f, message
		}
	}
	return nil, ""
}

func unbound(n Node, known Functions) (call *Function, message string) {
	n.children(func(c Node) bool {
		call, message = unbound(c, known)
		return call == nil
	})
	f, ok := n.(*Function)
	if !ok || call != nil {
		return call, message
	}
	switch params, ok := known[f.Name()]; {
	case !ok:
		return f, "Could not resolve function '" + f.Name() + "'"
	case params != len(f.Args):
		return f, "Parameters for function '" + f.Name() + "' do not match"
	}
	return nil, ""
}

func (n *Literal) children(func(Node) bool) bool        { return true }
func (n *Identifier) children(func(Node) bool) bool     { return true }
func (n *Property) children(visit func(Node) bool) bool { return visit(n.Base) }
func (n *Index) children(visit func(Node) bool) bool    { return visit(n.Base) && visit(n.Key) }
func (n *Method) children(visit func(Node) bool) bool {
	return visit(n.Target) && visitAll(n.Args, visit)
}
func (n *Function) children(visit func(Node) bool) bool { return visitAll(n.Args, visit) }
func (n *Unary) children(visit func(Node) bool) bool    { return visit(n.Operand) }
func (n *Binary) children(visit func(Node) bool) bool   { return visit(n.Left) && visit(n.Right) }
func (n *Nested) children(visit func(Node) bool) bool   { return visit(n.Inner) }
func (n *Choice) children(visit func(Node) bool) bool {
	return visit(n.Condition) && visit(n.Then) && visit(n.Else)
}

func visitAll(nodes []Node, visit func(Node) bool) bool {
	for _, n := range nodes {
		if !visit(n) {
			return false
		}
	}
	return true
}

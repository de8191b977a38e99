package juel

import (
	"math"
	"strconv"
	"strings"
)

// Resolver gives the names of an expression their meaning.
type Resolver interface {
	// Variable returns the value of a name: a variable, a bean, or an object of
	// the context such as execution. False where there is none.
	Variable(name string) (any, bool)
	// Function calls a function; false where there is none of that name. A
	// model with an unknown function does not deploy, see [Expression.Unbound].
	Function(name string, args []any) (any, bool)
}

// Evaluate returns the value of the whole text: that of a single evaluation,
// or a text. Expressions are safe to evaluate at the same time; methods that
// change a list or a map change the resolver's value.
func (e *Expression) Evaluate(r Resolver) (any, *Failure) {
	v := evaluator{r}
	if n := e.Sole(); n != nil {
		value, f := v.value(n)
		return value, e.failure(f)
	}
	var b strings.Builder
	for _, part := range e.Parts {
		if part.Node == nil {
			b.WriteString(part.Text)
			continue
		}
		value, f := v.value(part.Node)
		if f != nil {
			return nil, e.failure(f)
		}
		b.WriteString(toString(value))
	}
	return b.String(), nil
}

// EvaluateCondition returns the value of a condition, which must be a Boolean.
func (e *Expression) EvaluateCondition(r Resolver) (bool, *Failure) {
	value, f := e.Evaluate(r)
	if f != nil {
		return false, f
	}
	if b, ok := value.(bool); ok {
		return b, nil
	}
	if value == nil {
		return false, &Failure{Message: "condition expression returns null: result is null"}
	}
	return false, &Failure{Message: "condition expression returns non-Boolean: result has class " + ClassOf(value) + " and not java.lang.Boolean"}
}

// failure words a fault as the engine does.
func (e *Expression) failure(f *fault) *Failure {
	if f == nil {
		return nil
	}
	switch f.kind {
	case unknownProperty:
		return &Failure{Message: "Unknown property used in expression: " + e.Text + ". Cause: " + f.message, Cause: f.message}
	case unknownMethod:
		return &Failure{Message: "Unknown method used in expression: " + e.Text + ". Cause: " + f.message, Cause: f.message}
	case thrown:
		return &Failure{Message: f.thrown.Error(), Cause: f.thrown.Error(), Thrown: f.thrown}
	}
	return &Failure{Message: "Error while evaluating expression: " + e.Text + ". Cause: " + f.message, Cause: f.message}
}

type evaluator struct{ r Resolver }

func (v evaluator) value(n Node) (any, *fault) {
	switch n := n.(type) {
	case *Literal:
		return n.Value, nil
	case *Nested:
		return v.value(n.Inner)
	case *Identifier:
		if value, ok := v.r.Variable(n.Name); ok {
			return value, nil
		}
		return nil, &fault{kind: unknownProperty, message: "Cannot resolve identifier '" + n.Name + "'"}
	case *Property:
		return v.property(n.Base, func() (any, *fault) { return n.Name, nil })
	case *Index:
		return v.property(n.Base, func() (any, *fault) { return v.value(n.Key) })
	case *Method:
		return v.method(n)
	case *Function:
		return v.function(n)
	case *Unary:
		return v.unary(n)
	case *Binary:
		return v.binary(n)
	case *Choice:
		return v.choice(n)
	}
	return nil, failed("unknown node")
}

func (v evaluator) boolean(n Node) (bool, *fault) {
	value, f := v.value(n)
	if f != nil {
		return false, f
	}
	return toBoolean(value)
}

func (v evaluator) choice(n *Choice) (any, *fault) {
	yes, f := v.boolean(n.Condition)
	switch {
	case f != nil:
		return nil, f
	case yes:
		return v.value(n.Then)
	}
	return v.value(n.Else)
}

func (v evaluator) unary(n *Unary) (any, *fault) {
	if n.Op == Not {
		b, f := v.boolean(n.Operand)
		return !b, f
	}
	value, f := v.value(n.Operand)
	switch {
	case f != nil:
		return nil, f
	case n.Op == Empty:
		return empty(value), nil
	}
	return negate(value)
}

func (v evaluator) binary(n *Binary) (any, *fault) {
	if n.Op == And || n.Op == Or {
		left, f := v.boolean(n.Left)
		if f != nil || left == (n.Op == Or) {
			return left, f
		}
		return boxed(v.boolean(n.Right))
	}
	a, f := v.value(n.Left)
	if f != nil {
		return nil, f
	}
	b, f := v.value(n.Right)
	if f != nil {
		return nil, f
	}
	switch n.Op {
	case Equal:
		return boxed(equal(a, b))
	case NotEqual:
		is, f := equal(a, b)
		return boxed(!is, f)
	case Less, LessOrEqual, Greater, GreaterOrEqual:
		return boxed(relation(n.Op, a, b))
	case Divide:
		return divide(a, b)
	case Modulo:
		return modulo(a, b)
	}
	return arithmetic(n.Op, a, b)
}

func boxed(b bool, f *fault) (any, *fault) {
	if f != nil {
		return nil, f
	}
	return b, nil
}

func (v evaluator) function(n *Function) (any, *fault) {
	args, f := v.values(n.Args)
	if f != nil {
		return nil, f
	}
	value, ok := v.r.Function(n.Name(), args)
	if !ok {
		return nil, failed("Could not resolve function '" + n.Name() + "'")
	}
	return value, nil
}

func (v evaluator) values(nodes []Node) ([]any, *fault) {
	out := make([]any, len(nodes))
	for i, n := range nodes {
		value, f := v.value(n)
		if f != nil {
			return nil, f
		}
		out[i] = value
	}
	return out, nil
}

// property evaluates base.name and base[key]; both of null are null.
func (v evaluator) property(base Node, key func() (any, *fault)) (any, *fault) {
	object, f := v.value(base)
	if f != nil || object == nil {
		return nil, f
	}
	name, f := key()
	if f != nil {
		return nil, f
	}
	return propertyOf(object, name)
}

func propertyOf(object, key any) (any, *fault) {
	switch o := object.(type) {
	case *Map:
		value, _ := o.Get(key)
		return value, nil
	case *List:
		if key == nil {
			return nil, nil
		}
		i, f := index(key)
		if f != nil || i < 0 || i >= len(o.Items) {
			return nil, f
		}
		return o.Items[i], nil
	case []byte:
		if key == nil {
			return nil, nil
		}
		i, f := index(key)
		if f != nil || i < 0 || i >= len(o) {
			return nil, f
		}
		return int8(o[i]), nil
	}
	if key == nil {
		return nil, nil
	}
	name := toString(key)
	if value, ok := beanProperty(object, name); ok {
		return value, nil
	}
	return nil, &fault{kind: unknownProperty, message: "The class '" + ClassOf(object) + "' does not have the property '" + name + "'."}
}

// index returns a place in a list: numbers are cut, texts must be numbers.
func index(key any) (int, *fault) {
	if n, ok := integral(key); ok {
		return int(int32(n)), nil
	}
	if f, ok := floating(key); ok {
		return int(max(min(truncated(f), math.MaxInt32), math.MinInt32)), nil
	}
	switch k := key.(type) {
	case string:
		n, err := strconv.ParseInt(k, 10, 32)
		if err != nil {
			return 0, failed(`For input string: "` + k + `"`)
		}
		return int(n), nil
	case Decimal:
		return int(int32(toBigInt(k).Int64Wrapped())), nil
	}
	if isBig(key) {
		n, _ := toLong(key)
		return int(int32(n)), nil
	}
	return 0, failed("null")
}

// structure is how JUEL names a node in messages.
func structure(n Node) string {
	if _, ok := Unwrap(n).(*Method); ok {
		return "<method>"
	}
	return n.String()
}

func (v evaluator) method(n *Method) (any, *fault) {
	base, f := v.value(n.Base())
	if f != nil {
		return nil, f
	}
	if base == nil {
		return nil, &fault{kind: unknownProperty, message: "Target unreachable, base expression '" + structure(n.Base()) + "' resolved to null"}
	}
	name := n.Name()
	if x, ok := n.Target.(*Index); ok {
		key, f := v.value(x.Key)
		if f != nil {
			return nil, f
		}
		name = toString(key)
	}
	args, f := v.values(n.Args)
	if f != nil {
		return nil, f
	}
	value, found, f := call(base, name, args)
	if f != nil || found {
		return value, f
	}
	classes := make([]string, len(args))
	for i, a := range args {
		classes[i] = ClassOf(a)
	}
	return nil, &fault{kind: unknownMethod, message: "Method not found: class " + ClassOf(base) + "." + name + "(" + strings.Join(classes, ", ") + ")"}
}

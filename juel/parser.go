package juel

import (
	"strconv"

	"github.com/bpmnlint/bpmnlint/source"
)

// Limits of one evaluation, ${…} or #{…}. Both lie far beyond what JUEL can
// evaluate within the stack of a Java thread.
const (
	MaxDepth = 1000   // levels of nesting: parentheses, brackets, arguments, prefix operators, choices
	MaxNodes = 20_000 // nodes of the tree, and thus its height
)

// What a syntax error expects, in JUEL's words.
const (
	expectOperand  = "<IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('"
	expectDynamic  = "'${'"
	expectDeferred = "'#{'"
)

// Parse reads a text. It returns the expression, or why there is none; one of
// the two results is nil. Blanks around the text are part of it: callers that
// know the engine to trim, as for conditions, trim before.
func Parse(text string) (*Expression, *SyntaxError) {
	p := parser{scanner: scanner{text: text}}
	e := &Expression{Text: text}
	p.consume()
	for first := true; p.tok.sym != symEOF && p.fault == nil; {
		if p.tok.sym == symText {
			t := p.consume()
			e.Parts = append(e.Parts, Part{Span: t.span, Text: t.image})
			continue
		}
		if first {
			e.Deferred = p.tok.sym == symStartDeferred
			first = false
		}
		e.Parts = append(e.Parts, p.evaluation(e.Deferred))
	}
	if p.fault != nil {
		return nil, p.fault
	}
	return e, nil
}

// parser is a recursive descent parser that mirrors JUEL's: where there are
// several faults it must meet the same one first. After a fault the current
// token is symNone, which no production accepts, so that all of them return;
// trees of that time may lack children and are thrown away.
type parser struct {
	scanner
	tok   token
	ahead [2]token // tokens behind tok that were scanned already
	peeks int      // how many of them
	end   int      // end of the last consumed token
	depth int
	nodes int
}

// consume returns the current token and moves to the next.
func (p *parser) consume() token {
	t := p.tok
	p.end = t.span.End
	if p.peeks > 0 {
		p.tok, p.ahead[0] = p.ahead[0], p.ahead[1]
		p.peeks--
	} else {
		p.tok = p.next()
	}
	return t
}

// peek returns the token i+1 places behind the current.
func (p *parser) peek(i int) symbol {
	for p.peeks <= i && p.fault == nil {
		p.ahead[p.peeks] = p.next()
		p.peeks++
	}
	if p.fault != nil {
		p.tok = token{}
		return symNone
	}
	return p.ahead[i].sym
}

// expect consumes a token that must be there.
func (p *parser) expect(sym symbol, name string) token {
	if p.tok.sym != sym {
		p.fail(name)
		return token{}
	}
	return p.consume()
}

// fail records that the current token cannot stand where it does. Only the
// first fault counts.
func (p *parser) fail(expected string) {
	if p.fault == nil {
		p.fault = &SyntaxError{
			Kind: Syntax, Text: p.text, Span: p.tok.span,
			Encountered: "'" + p.tok.image + "'", Expected: expected,
		}
	}
	p.tok = token{}
	p.peeks = 0
}

// place returns the place of a node that begins at start and ends with the
// last consumed token, and counts the node.
func (p *parser) place(start int) place {
	if p.nodes++; p.nodes > MaxNodes {
		p.tooComplex()
	}
	return place{source.Span{Start: start, End: p.end}}
}

// enter goes one level down; leave must follow. It reports whether that is
// allowed.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > MaxDepth {
		p.tooComplex()
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

func (p *parser) tooComplex() {
	if p.fault == nil {
		p.fault = &SyntaxError{Kind: TooComplex, Text: p.text, Span: p.tok.span}
	}
	p.tok = token{}
	p.peeks = 0
}

func (p *parser) evaluation(deferred bool) Part {
	p.nodes = 0
	start, sym, expected := p.tok.span.Start, symStartDynamic, expectDynamic
	if deferred {
		sym, expected = symStartDeferred, expectDeferred
	}
	p.expect(sym, expected)
	n := p.expression(true)
	p.expect(symEnd, "'}'")
	return Part{Span: source.Span{Start: start, End: p.end}, Node: n}
}

// expression = binary ["?" expression ":" expression]. Without required it
// returns nil where no expression begins.
func (p *parser) expression(required bool) Node {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.tok.span.Start
	n := p.binary(precedenceOr, required)
	if n == nil || p.tok.sym != symQuestion {
		return n
	}
	p.consume()
	then := p.expression(true)
	p.expect(symColon, "':'")
	other := p.expression(true)
	return &Choice{p.place(start), n, then, other}
}

// Precedences of operators between operands, the weakest first.
const (
	precedenceNone = iota
	precedenceOr
	precedenceAnd
	precedenceEquality
	precedenceRelation
	precedenceSum
	precedenceProduct
)

// binaryOperator returns the operator of a symbol and its precedence.
func binaryOperator(sym symbol) (BinaryOp, int) {
	switch {
	case sym < symOr || sym > symModulo:
		return 0, precedenceNone
	case sym == symOr:
		return Or, precedenceOr
	case sym == symAnd:
		return And, precedenceAnd
	case sym <= symNotEqual:
		return Equal + BinaryOp(sym-symEqual), precedenceEquality
	case sym <= symGreaterOrEqual:
		return Less + BinaryOp(sym-symLess), precedenceRelation
	case sym <= symSubtract:
		return Add + BinaryOp(sym-symAdd), precedenceSum
	}
	return Multiply + BinaryOp(sym-symMultiply), precedenceProduct
}

// binary reads operands and the operators between them that bind at least as
// strongly as the precedence says.
func (p *parser) binary(precedence int, required bool) Node {
	start := p.tok.span.Start
	n := p.unary(required)
	if n == nil {
		return nil
	}
	for {
		op, strength := binaryOperator(p.tok.sym)
		if strength < precedence || strength == precedenceNone {
			return n
		}
		p.consume()
		right := p.binary(strength+1, true)
		n = &Binary{p.place(start), op, n, right}
	}
}

func (p *parser) unary(required bool) Node {
	var op UnaryOp
	switch p.tok.sym {
	case symNot:
		op = Not
	case symSubtract:
		op = Negate
	case symEmpty:
		op = Empty
	default:
		n := p.value()
		if n == nil && required {
			p.fail(expectOperand)
		}
		return n
	}
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.consume().span.Start
	operand := p.unary(true)
	return &Unary{p.place(start), op, operand}
}

// value = primary {"." identifier [arguments] | "[" expression "]" [arguments]}.
func (p *parser) value() Node {
	start := p.tok.span.Start
	n := p.primary()
	if n == nil {
		return nil
	}
	for {
		switch p.tok.sym {
		case symDot:
			p.consume()
			name := p.expect(symIdentifier, "<IDENTIFIER>")
			n = &Property{p.place(start), n, name.image, name.span}
		case symLeftBracket:
			p.consume()
			key := p.expression(true)
			p.expect(symRightBracket, "']'")
			n = &Index{p.place(start), n, key}
		default:
			return n
		}
		if p.tok.sym == symLeftParen {
			args := p.arguments()
			n = &Method{p.place(start), n, args}
		}
	}
}

func (p *parser) primary() Node {
	start := p.tok.span.Start
	switch p.tok.sym {
	case symIdentifier:
		return p.name()
	case symLeftParen:
		p.consume()
		inner := p.expression(true)
		p.expect(symRightParen, "')'")
		return &Nested{p.place(start), inner}
	}
	value, ok := p.constant()
	if !ok {
		return nil
	}
	p.consume()
	return &Literal{p.place(start), value}
}

// constant returns the value of the current token, if it is a literal.
func (p *parser) constant() (value any, ok bool) {
	switch p.tok.sym {
	case symNull:
		return nil, true
	case symTrue:
		return true, true
	case symFalse:
		return false, true
	case symString:
		return p.tok.image, true
	case symInteger:
		n, err := strconv.ParseInt(p.tok.image, 10, 64)
		if err != nil {
			p.fail("<INTEGER>")
		}
		return n, err == nil
	case symFloat:
		// Out of range is infinity or zero, in Java as in Go.
		f, _ := strconv.ParseFloat(p.tok.image, 64)
		return f, true
	}
	return nil, false
}

// name reads an identifier or a call of a function. A colon belongs to the
// name wherever a name and a parenthesis follow, blanks or not: the text
// a ? b : c() is therefore no choice, and refused.
func (p *parser) name() Node {
	t := p.consume()
	prefix, local := "", t.image
	if p.tok.sym == symColon && p.peek(0) == symIdentifier && p.peek(1) == symLeftParen {
		p.consume()
		prefix, local = local, p.consume().image
	}
	if p.tok.sym != symLeftParen {
		return &Identifier{p.place(t.span.Start), local}
	}
	args := p.arguments()
	return &Function{p.place(t.span.Start), prefix, local, args}
}

// arguments = "(" [expression {"," expression}] ")".
func (p *parser) arguments() []Node {
	p.consume()
	var args []Node
	if n := p.expression(false); n != nil {
		args = append(args, n)
		for p.tok.sym == symComma {
			p.consume()
			args = append(args, p.expression(true))
		}
	}
	p.expect(symRightParen, "')'")
	return args
}

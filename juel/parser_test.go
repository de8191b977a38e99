package juel_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/google/go-cmp/cmp"
)

func parse(t *testing.T, text string) *juel.Expression {
	t.Helper()
	e, fault := juel.Parse(text)
	if fault != nil {
		t.Fatalf("parse %q: %s", text, fault.Message())
	}
	return e
}

func TestTree(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{``, ``},
		{`plain`, `(text "plain")`},
		{`a${b}c`, `(text "a") (eval (name b)) (text "c")`},
		{`${a}${b}`, `(eval (name a)) (eval (name b))`},
		{`a#{b}c#{d}`, `(text "a") (eval (name b)) (text "c") (eval (name d))`},
		{`\${a} #{b}`, `(text "${a} ") (eval (name b))`},
		{`\\${a}`, `(text "\\${a}")`},
		{`a\b$c#d\$e\`, `(text "a\\b$c#d\\$e\\")`},
		{`${a}}`, `(eval (name a)) (text "}")`},
		{`${a}$`, `(eval (name a)) (text "$")`},

		{`${null}`, `(eval (null))`},
		{`${true}`, `(eval (bool true))`},
		{`${007}`, `(eval (int 7))`},
		{`${5.}`, `(eval (float 5.0))`},
		{`${.5}`, `(eval (float 0.5))`},
		{`${5.e1}`, `(eval (float 50.0))`},
		{`${1e999}`, `(eval (float 1e999))`},
		{`${'a\'b\\"'}`, `(eval (string 'a\'b\\"'))`},
		{`${"a'"}`, `(eval (string 'a\''))`},
		{`${größe}`, `(eval (name größe))`},
		{`${$v_1}`, `(eval (name $v_1))`},
		{`${Eq}`, `(eval (name Eq))`},

		{`${a or b and c == d < e + f * -g}`,
			`(eval (|| (name a) (&& (name b) (== (name c) (< (name d) (+ (name e) (* (name f) (- (name g)))))))))`},
		{`${a * b + c < d == e and f or g}`,
			`(eval (|| (&& (== (< (+ (* (name a) (name b)) (name c)) (name d)) (name e)) (name f)) (name g)))`},
		{`${a - b - c}`, `(eval (- (- (name a) (name b)) (name c)))`},
		{`${a eq b ne c}`, `(eval (!= (== (name a) (name b)) (name c)))`},
		{`${a lt b}${a le b}${a gt b}${a ge b}`,
			`(eval (< (name a) (name b))) (eval (<= (name a) (name b))) (eval (> (name a) (name b))) (eval (>= (name a) (name b)))`},
		{`${a div b mod c / d % e}`, `(eval (% (/ (% (/ (name a) (name b)) (name c)) (name d)) (name e)))`},
		{`${not empty a && b}`, `(eval (&& (! (empty (name a))) (name b)))`},
		{`${- -1}`, `(eval (- (- (int 1))))`},
		{`${a ? b ? 1 : 2 : c ? 3 : 4}`,
			`(eval (? (name a) (? (name b) (int 1) (int 2)) (? (name c) (int 3) (int 4))))`},
		{`${(a)}`, `(eval (nested (name a)))`},

		{`${a.b['c'][0].d}`, `(eval (property (index (index (property (name a) b) (string 'c')) (int 0)) d))`},
		{`${a.b ( c, d.e() ).f}`,
			`(eval (property (call (property (name a) b) (name c) (call (property (name d) e))) f))`},
		{`${a['b'](1)}`, `(eval (call (index (name a) (string 'b')) (int 1)))`},
		{`${f()}`, `(eval (function f))`},
		{`${ns : f (a, b)}`, `(eval (function ns:f (name a) (name b)))`},
		{`${a ? x.b : c()}`, `(eval (? (name a) (property (name x) b) (function c)))`},
		{`${a ? (b) : c()}`, `(eval (? (name a) (nested (name b)) (function c)))`},
		{`${a ? b : c}`, `(eval (? (name a) (name b) (name c)))`},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, parse(t, tt.text).Tree()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestCanonicalText(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{``, ``},
		{`a ${ b } c`, `a ${b} c`},
		{`#{b}`, `#{b}`},
		{`\${a}\#{b}`, `\${a}\#{b}`},
		{`${a eq"x"and not(b)or empty c}`, `${a == 'x' && !(b) || empty c}`},
		{`${a?b.c:- d}`, `${a ? b.c : -d}`},
		{`${ a . b [ 'c' ] ( 1 , 2 ) . d( ) }`, `${a.b['c'](1, 2).d()}`},
		{`${1.50 div 1e3 mod 007}`, `${1.5 / 1000.0 % 7}`},
		{`${1e21}`, `${1e+21}`},
		{`${ns : f(x)}`, `${ns:f(x)}`},
		{`${'\\'}`, `${'\\'}`},
	}
	for _, tt := range tests {
		got := parse(t, tt.text).String()
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	const text = `é #{ größe.x [ 1 ] + ( f( a ) ) ? -b : o.m ( 'ü' , c ) } `
	want := []string{
		`größe.x [ 1 ] + ( f( a ) ) ? -b : o.m ( 'ü' , c )`,
		`größe.x [ 1 ] + ( f( a ) )`,
		`größe.x [ 1 ]`, `größe.x`, `größe`, `1`,
		`( f( a ) )`, `f( a )`, `a`,
		`-b`, `b`,
		`o.m ( 'ü' , c )`, `o.m`, `o`, `'ü'`, `c`,
	}
	e := parse(t, text)
	var got []string
	for n := range e.Nodes() {
		got = append(got, text[n.Span().Start:n.Span().End])
		if p, ok := n.(*juel.Property); ok && text[p.NameSpan.Start:p.NameSpan.End] != p.Name {
			t.Errorf("%s: name at %v", p, p.NameSpan)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var parts []string
	for _, p := range e.Parts {
		parts = append(parts, text[p.Span.Start:p.Span.End])
	}
	if diff := cmp.Diff([]string{`é `, text[3 : len(text)-1], ` `}, parts); diff != "" {
		t.Errorf("parts, -want +got:\n%s", diff)
	}
}

const operand = `<IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('`

func TestSyntaxErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, want string
		start, end int
	}{
		{`${`, `syntax error at position 2, encountered 'null', expected ` + operand, 2, 2},
		{`${a`, `syntax error at position 3, encountered 'null', expected '}'`, 3, 3},
		{`${a b}`, `syntax error at position 4, encountered 'b', expected '}'`, 4, 5},
		{`${a && }`, `syntax error at position 7, encountered '}', expected ` + operand, 7, 8},
		{`😀${'ü' 'x'}`, `syntax error at position 8, encountered 'x', expected '}'`, 11, 14},
		{`${a}#{b}`, `syntax error at position 4, encountered '#{', expected '${'`, 4, 6},
		{`#{a}x${b}`, `syntax error at position 5, encountered '${', expected '#{'`, 5, 7},
		{`${a ? b : c()}`, `syntax error at position 13, encountered '}', expected ':'`, 13, 14},
		{`${a:b}`, `syntax error at position 3, encountered ':', expected '}'`, 3, 4},
		{`${a:b@}`, `lexical error at position 5, encountered invalid character '@', expected expression token`, 5, 6},
		{`${a = 1}`, `lexical error at position 4, encountered invalid character '=', expected expression token`, 4, 5},
		{`${a += 1}`, `lexical error at position 5, encountered invalid character '=', expected expression token`, 5, 6},
		{`${a instanceof b}`, `syntax error at position 4, encountered 'instanceof', expected '}'`, 4, 14},
		{`${a.empty}`, `syntax error at position 4, encountered 'empty', expected <IDENTIFIER>`, 4, 9},
		{`${'a}`, `lexical error at position 2, encountered unterminated string, expected '`, 2, 5},
		{`${'a\`, `lexical error at position 2, encountered unterminated string, expected ' or \`, 2, 5},
		{`${"\n"}`, `lexical error at position 2, encountered invalid escape sequence \n, expected \" or \\`, 2, 3},
		{`${99999999999999999999}`, `syntax error at position 2, encountered '99999999999999999999', expected <INTEGER>`, 2, 22},
		{`${-9223372036854775808}`, `syntax error at position 3, encountered '9223372036854775808', expected <INTEGER>`, 3, 22},
		{`${a.5}`, `syntax error at position 3, encountered '.5', expected '}'`, 3, 5},
		{`${1e}`, `syntax error at position 3, encountered 'e', expected '}'`, 3, 4},
		{`${a😀}`, `lexical error at position 3, encountered invalid character '?', expected expression token`, 3, 7},
		{"${a\xff}", `lexical error at position 3, encountered invalid character '?', expected expression token`, 3, 4},
		{"${a\u00a0}", "lexical error at position 3, encountered invalid character '\u00a0', expected expression token", 3, 5},
		{`${f(a, )}`, `syntax error at position 7, encountered ')', expected ` + operand, 7, 8},
		{`${f(,a)}`, `syntax error at position 4, encountered ',', expected ')'`, 4, 5},
		{`${a[]}`, `syntax error at position 4, encountered ']', expected ` + operand, 4, 5},
		{`${(a}`, `syntax error at position 4, encountered '}', expected ')'`, 4, 5},
		{`${f()()}`, `syntax error at position 5, encountered '(', expected '}'`, 5, 6},
		{`${` + strings.Repeat("a", 1200) + ` b}`, `syntax error at position 1,203, encountered 'b', expected '}'`, 1203, 1204},
	}
	for _, tt := range tests {
		e, fault := juel.Parse(tt.text)
		if fault == nil || e != nil {
			t.Errorf("%q: accepted", tt.text)
			continue
		}
		if got := fault.Message(); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
		if fault.Span.Start != tt.start || fault.Span.End != tt.end {
			t.Errorf("%q: span %v, want %d to %d", tt.text, fault.Span, tt.start, tt.end)
		}
		if got, want := fault.EngineMessage(), "Error parsing '"+tt.text+"': "+tt.want; got != want {
			t.Errorf("%q: engine message %s", tt.text, got)
		}
	}
}

// What would take JUEL's stack must not take ours.
func TestLimits(t *testing.T) {
	t.Parallel()
	const many = 1_000_000
	for name, text := range map[string]string{
		"parentheses": "${" + strings.Repeat("(", many),
		"brackets":    "${" + strings.Repeat("a[", many),
		"arguments":   "${" + strings.Repeat("f(", many),
		"operators":   "${" + strings.Repeat("!", many),
		"choices":     "${" + strings.Repeat("a?", many),
		"else":        "${" + strings.Repeat("a?b:", many),
		"sum":         "${a" + strings.Repeat("+a", many) + "}",
		"properties":  "${a" + strings.Repeat(".a", many) + "}",
	} {
		_, fault := juel.Parse(text)
		if fault == nil || fault.Kind != juel.TooComplex {
			t.Errorf("%s: %v", name, fault)
		} else if got, want := fault.Message(), "expression has more than 1,000 levels or 20,000 nodes"; got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, text := range map[string]string{
		"nested": "${" + strings.Repeat("(", 900) + "a" + strings.Repeat(")", 900) + "}",
		"sum":    "${a" + strings.Repeat("+a", 9000) + "}",
		"many":   strings.Repeat("${a}", many/10),
	} {
		if _, fault := juel.Parse(text); fault != nil {
			t.Errorf("%s: %s", name, fault.Message())
		}
	}
}

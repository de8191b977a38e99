package config

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of a configuration file. They are far above what people write; they
// keep the YAML parser, which recurses and takes quadratic time, from harm.
const (
	maxFileSize = 64 << 10 // bytes
	maxNesting  = 64
	maxValues   = 20_000 // with aliases resolved
)

// yamlReader turns the syntax tree of a YAML file into a [value].
type yamlReader struct {
	text    string
	lines   []int
	anchors map[string]ast.Node
	values  int
	report  func(source.Span, message)
}

// readYAML returns the root of a YAML file; null for an empty one, and ok
// false where it cannot be parsed.
func readYAML(text string, report func(source.Span, message)) (root value, ok bool) {
	r := &yamlReader{text: text, lines: lineOffsets(text), anchors: map[string]ast.Node{}, report: report}
	if at, deep := tooDeep(text); deep {
		report(source.Span{Start: at, End: at + 1}, tooNested())
		return value{}, false
	}
	file, err := parseYAML(text)
	if err != nil {
		r.syntax(err)
		return value{}, false
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if _, comment := doc.Body.(*ast.CommentGroupNode); comment {
			continue
		}
		if body != nil {
			report(r.span(doc.Body), severalDocuments())
			break
		}
		body = doc.Body
	}
	if body == nil {
		return value{}, true
	}
	ast.Walk(anchorCollector(r.anchors), body)
	return r.value(body, 0), true
}

// parseYAML guards against faults of the parser: its panic is an error.
func parseYAML(text string) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errUnreadableYAML
		}
	}()
	return parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
}

var errUnreadableYAML = errors.New("not well-formed YAML")

// tooDeep reports a place where brackets, or the marks of lists on one line,
// nest deeper than allowed. It may count what stands in strings: nobody
// writes so many there either.
func tooDeep(text string) (at int, deep bool) {
	depth, marks := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '-', '?', ':', '&', '!', '*':
			if i+1 == len(text) || strings.IndexByte(" \t\r\n", text[i+1]) >= 0 || text[i] == '&' || text[i] == '!' {
				marks++
			}
		case '\n', '\r':
			marks = 0
		}
		if depth > maxNesting || marks > maxNesting {
			return i, true
		}
	}
	return 0, false
}

type anchorCollector map[string]ast.Node

func (c anchorCollector) Visit(n ast.Node) ast.Visitor {
	if a, ok := n.(*ast.AnchorNode); ok && a.Name != nil && a.Value != nil {
		c[a.Name.GetToken().Value] = a.Value
	}
	return c
}

var (
	tabPattern      = regexp.MustCompile(`found (a tab )?character '\t'|tab character`)
	positionPattern = regexp.MustCompile(`^\[\d+:\d+\] `)
)

func (r *yamlReader) syntax(err error) {
	var at source.Span
	text := positionPattern.ReplaceAllString(firstLine(err.Error()), "")
	if e, ok := errors.AsType[yaml.Error](err); ok {
		text = e.GetMessage()
		at = r.tokenSpan(e.GetToken())
	}
	if tabPattern.MatchString(text) {
		r.report(at, tabs())
		return
	}
	r.report(at, syntaxError("YAML", strings.TrimSuffix(firstLine(text), ".")))
}

// value converts a node. Aliases are followed; the budget of values and the
// depth end what refers to itself.
func (r *yamlReader) value(n ast.Node, depth int) value {
	if r.values++; r.values > maxValues || depth > maxNesting {
		if r.values == maxValues+1 || depth > maxNesting && r.values <= maxValues {
			r.report(r.span(n), tooNested())
			r.values = maxValues + 1 // say it once
		}
		return value{broken: true}
	}
	v := value{span: r.span(n)}
	switch n := n.(type) {
	case nil, *ast.NullNode:
	case *ast.AnchorNode:
		return r.value(n.Value, depth+1)
	case *ast.TagNode:
		return r.value(n.Value, depth+1)
	case *ast.AliasNode:
		name := ""
		if n.Value != nil {
			name = n.Value.GetToken().Value
		}
		target, ok := r.anchors[name]
		if !ok {
			r.report(v.span, unknownAnchor(name))
			return value{broken: true}
		}
		span := v.span
		v = r.value(target, depth+1)
		v.span = span // the fault is shown where the alias stands
	case *ast.MappingNode:
		v.kind, v.pairs = isMapping, r.pairs(n.Values, depth)
	case *ast.MappingValueNode:
		v.kind, v.pairs = isMapping, r.pairs([]*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		v.kind = isList
		for _, e := range n.Values {
			if e := r.value(e, depth+1); !e.broken {
				v.list = append(v.list, e)
			}
		}
	case ast.ScalarNode:
		r.scalar(&v, n)
	}
	return v
}

func (r *yamlReader) scalar(v *value, n ast.ScalarNode) {
	v.text = n.GetToken().Value
	switch n := n.(type) {
	case *ast.BoolNode:
		v.kind, v.boolean = isBoolean, n.Value
	case *ast.IntegerNode:
		v.kind = isNumber
		switch i := n.Value.(type) {
		case int64:
			v.kind, v.integer, v.number = isInteger, int(i), float64(i)
		case uint64:
			v.number = float64(i)
			if i <= math.MaxInt {
				v.kind, v.integer = isInteger, int(i)
			}
		}
	case *ast.FloatNode:
		v.kind, v.number = isNumber, n.Value
	case *ast.InfinityNode, *ast.NanNode:
		v.kind = isText
	case *ast.LiteralNode:
		v.kind = isText
		if n.Value != nil {
			v.text = n.Value.Value
		}
	case *ast.StringNode:
		v.kind, v.text = isText, n.Value
	default:
		v.kind, v.text = isText, fmt.Sprint(n.GetValue())
	}
}

func (r *yamlReader) pairs(nodes []*ast.MappingValueNode, depth int) []pair {
	pairs := make([]pair, 0, len(nodes))
	seen := make(map[string]source.Span, len(nodes))
	for _, n := range nodes {
		span := r.span(n.Key)
		if _, merge := n.Key.(*ast.MergeKeyNode); merge {
			r.report(span, mergeKey())
			continue
		}
		k := r.value(n.Key, depth+1)
		switch {
		case k.broken:
			continue
		case k.kind == isList, k.kind == isMapping, k.kind == isNull:
			r.report(span, keyIsNoString(k.kind))
			continue
		}
		if first, ok := seen[k.text]; ok {
			r.report(span, duplicateKey(k.text, r.line(first)))
			continue
		}
		seen[k.text] = span
		v := r.value(n.Value, depth+1)
		if v.broken {
			continue
		}
		if v.kind == isNull {
			v.span = span // an empty value has no place of its own
		}
		pairs = append(pairs, pair{k.text, span, v})
	}
	return pairs
}

// line returns the number of the line that a span begins on.
func (r *yamlReader) line(s source.Span) int {
	return sort.SearchInts(r.lines, s.Start+1)
}

// span returns the place of a node: of a scalar all of its first line, of a
// list or mapping its first token.
func (r *yamlReader) span(n ast.Node) source.Span {
	switch n := n.(type) {
	case nil:
		return source.Span{}
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return r.span(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return r.span(n.Key)
	case *ast.AnchorNode:
		return r.tokenSpan(n.Start)
	case *ast.AliasNode:
		span := r.tokenSpan(n.Start)
		if n.Value != nil {
			span.End = max(span.End, r.tokenSpan(n.Value.GetToken()).End)
		}
		return span
	case *ast.TagNode:
		return r.tokenSpan(n.Start)
	case *ast.LiteralNode:
		return r.tokenSpan(n.Start)
	}
	return r.tokenSpan(n.GetToken())
}

// tokenSpan converts a token's line and column, which counts characters.
func (r *yamlReader) tokenSpan(t *token.Token) source.Span {
	if t == nil || t.Position == nil {
		return source.Span{}
	}
	line := min(max(t.Position.Line, 1), len(r.lines))
	at := r.lines[line-1]
	end := len(r.text)
	if line < len(r.lines) {
		end = r.lines[line]
	}
	for range t.Position.Column - 1 {
		if at >= end {
			break
		}
		_, size := utf8.DecodeRuneInString(r.text[at:])
		at += size
	}
	rest := strings.TrimRight(r.text[at:max(at, end)], "\r\n")
	length := len(firstLine(t.Origin))
	if length == 0 {
		length = 1
	}
	return source.Span{Start: at, End: at + min(length, len(rest))}
}

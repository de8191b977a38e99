package xmltree

import (
	"bytes"
	"strings"

	"github.com/beevik/etree"

	"github.com/bpmnlint/bpmnlint/source"
)

// declaration reads the XML declaration itself, because encoding/xml refuses
// version 1.1 and wants to do the decoding. It returns where the rest begins.
func (p *parser) declaration(d *decoded) int {
	if !isDeclaration(p.text) {
		return 0
	}
	end := bytes.Index(p.text, []byte("?>"))
	if end < 0 {
		return 0
	}
	inst := source.Span{Start: skipSpace(p.text, len("<?xml")), End: end}
	if !p.declared(end) {
		p.report(source.Span{Start: 0, End: end + 2}, msgBadDeclaration())
	}
	text := p.value(inst, false, true)
	if d.name != "" {
		// The tree is written as UTF-8.
		_, at := declaredEncoding(p.text)
		if at.End > 0 && at.End <= end && !strings.EqualFold(d.name, "UTF-8") {
			text = p.str[inst.Start:at.Start] + "UTF-8" + p.str[at.End:inst.End]
		}
	}
	p.tokens = append(p.tokens, etree.NewProcInst("xml", text))
	return end + 2
}

// declared tells whether version, encoding and standalone are given in order,
// and reports a version that the engine does not read.
func (p *parser) declared(end int) bool {
	at, last := len("<?xml"), ""
	for {
		a, next := pseudoAttribute(p.text[:end], at)
		if a.name == "" {
			return last != "" && skipSpace(p.text[:end], at) == end
		}
		value := p.str[a.value.Start:a.value.End]
		switch {
		case a.name == "version" && last == "":
			if value != "1.0" && value != "1.1" {
				p.report(a.value, msgVersion(value))
			}
		case a.name == "encoding" && last == "version":
		case a.name == "standalone" && (last == "version" || last == "encoding") && (value == "yes" || value == "no"):
		default:
			return false
		}
		at, last = next, a.name
	}
}

// declaredEncoding returns the encoding in the XML declaration, and where it
// stands in text.
func declaredEncoding(text []byte) (string, source.Span) {
	if !isDeclaration(text) {
		return "", source.Span{}
	}
	head := text[:min(len(text), 1024)]
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return "", source.Span{}
	}
	for rest := len("<?xml"); ; {
		p, next := pseudoAttribute(head[:end], rest)
		if p.name == "" {
			return "", source.Span{}
		}
		if p.name == "encoding" {
			return string(head[p.value.Start:p.value.End]), p.value
		}
		rest = next
	}
}

// isDeclaration tells whether text begins with an XML declaration.
func isDeclaration(text []byte) bool {
	return len(text) > 5 && string(text[:5]) == "<?xml" && isSpace(text[5])
}

type pseudo struct {
	name  string
	value source.Span
}

// pseudoAttribute reads name="value" from at on; an empty name where there is
// none.
func pseudoAttribute(text []byte, at int) (pseudo, int) {
	start := skipSpace(text, at)
	i := nameEnd(text, start)
	name := string(text[start:i])
	i = skipSpace(text, i)
	if name == "" || start == at || i >= len(text) || text[i] != '=' {
		return pseudo{}, start
	}
	i = skipSpace(text, i+1)
	if i >= len(text) || text[i] != '"' && text[i] != '\'' {
		return pseudo{}, start
	}
	n := bytes.IndexByte(text[i+1:], text[i])
	if n < 0 {
		return pseudo{}, start
	}
	return pseudo{name, source.Span{Start: i + 1, End: i + 1 + n}}, i + n + 2
}

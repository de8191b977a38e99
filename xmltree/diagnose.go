package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// cut returns what stands at a span, shortened for a message.
func (p *parser) cut(s source.Span) string { return clip(p.str[s.Start:s.End]) }

func (p *parser) report(s source.Span, m *problem, related ...diag.Related) {
	if len(p.problems) >= maxProblems {
		return
	}
	p.problems = append(p.problems, diag.Diagnostic{
		Rule: m.rule, Category: "input", Severity: diag.Error,
		Message: m.message, Help: m.help,
		File: p.doc.File.Path, Range: p.doc.File.Range(s), Related: related,
	})
}

// reportFile reports a problem of the whole file.
func (p *parser) reportFile(m *problem) {
	p.problems = append(p.problems, diag.Diagnostic{
		Rule: m.rule, Category: "input", Severity: diag.Error,
		Message: m.message, Help: m.help, File: p.doc.File.Path,
	})
}

func (p *parser) related(s source.Span, message string) diag.Related {
	return diag.Related{File: p.doc.File.Path, Range: p.doc.File.Range(s), Message: message}
}

// finish reports what is missing at the end of the file.
func (p *parser) finish() {
	switch {
	case len(p.open) > 0:
		top := p.open[len(p.open)-1]
		p.report(top.element.Tag, msgNeverClosed(p.cut(top.name)))
	case p.doc.Root == nil && len(p.problems) == 0:
		p.report(source.Span{Start: 0, End: 0}, msgNoRoot())
	}
}

// diagnose says in our own words what encoding/xml could not read at start.
func (p *parser) diagnose(start int, err error) {
	bad := p.find(start)
	if bad == nil {
		var s *xml.SyntaxError
		message := err.Error()
		if errors.As(err, &s) {
			message = s.Msg
		}
		m := msgOther(clip(message))
		if name, ok := strings.CutPrefix(message, "invalid XML name: "); ok {
			m = msgBadName(clip(name))
		}
		bad = &fault{source.Span{Start: start, End: max(start, min(p.offset(), len(p.text)))}, m}
	}
	p.report(bad.span, bad.problem)
}

func (p *parser) find(start int) *fault {
	rest := p.text[start:]
	switch {
	case rest[0] != '<':
		return p.findText(start)
	case bytes.HasPrefix(rest, []byte("</")):
		return p.findEndTag(start)
	case bytes.HasPrefix(rest, []byte("<!--")):
		if n := bytes.Index(rest[4:], []byte("--")); n >= 0 {
			return &fault{source.Span{Start: start + 4 + n, End: start + 6 + n}, msgDashes()}
		}
		return &fault{source.Span{Start: start, End: start + 4}, msgUnfinished("comment", "-->")}
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return &fault{source.Span{Start: start, End: start + 9}, msgUnfinished("CDATA section", "]]>")}
	case bytes.HasPrefix(rest, []byte("<!")):
		end := nameEnd(p.text, start+2)
		at := source.Span{Start: start, End: end}
		if bytes.HasPrefix(rest, []byte("<!DOCTYPE")) {
			return &fault{at, msgDoctype()}
		}
		return &fault{at, msgStrayDeclaration(p.cut(at))}
	case bytes.HasPrefix(rest, []byte("<?")):
		return p.findProcInst(start)
	}
	_, _, _, _, bad := p.startTag(start)
	return bad
}

func (p *parser) findText(start int) *fault {
	end := len(p.text)
	if n := bytes.IndexByte(p.text[start:], '<'); n >= 0 {
		end = start + n
	}
	bad := p.references(start, end)
	if n := bytes.Index(p.text[start:end], []byte("]]>")); n >= 0 && (bad == nil || start+n < bad.span.Start) {
		return &fault{source.Span{Start: start + n, End: start + n + 3}, msgCDATAEndInText()}
	}
	return bad
}

func (p *parser) checkEndName(name source.Span) *fault {
	if name.Start == name.End {
		return &fault{source.Span{Start: name.Start - 2, End: name.Start}, msgStrayLess()}
	}
	return p.checkName(name)
}

func (p *parser) findEndTag(start int) *fault {
	name := source.Span{Start: start + 2, End: nameEnd(p.text, start+2)}
	if bad := p.checkEndName(name); bad != nil {
		return bad
	}
	if end := skipSpace(p.text, name.End); end >= len(p.text) || p.text[end] != '>' {
		return &fault{source.Span{Start: start, End: name.End}, msgBadEndTag(p.cut(name))}
	}
	return nil
}

func (p *parser) findProcInst(start int) *fault {
	end := nameEnd(p.text, start+2)
	at := source.Span{Start: start, End: end}
	n := bytes.Index(p.text[start:], []byte("?>"))
	switch {
	case end == start+2 || !nameStart(p.text[start+2]):
		return &fault{at, msgBadProcInst()}
	case n < 0 || start+n < end:
		return &fault{at, msgUnfinished(fmt.Sprintf("processing instruction %s", p.cut(at)), "?>")}
	case string(p.text[start+2:end]) == "xml":
		return &fault{source.Span{Start: start, End: start + n + 2}, msgLateDeclaration()}
	}
	return nil
}

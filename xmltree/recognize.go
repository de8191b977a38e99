package xmltree

import (
	"bytes"

	"github.com/bpmnlint/bpmnlint/source"
)

// recognize tells whether there is XML to read, and reports where not.
func (p *parser) recognize(d *decoded) bool {
	start := skipSpace(p.text, 0)
	switch {
	case d.unreadable:
		p.reportFile(d.fault)
		return false
	case start == len(p.text):
		p.reportFile(msgEmpty())
		return false
	case p.text[start] == '<':
		if marker := p.conflict(start); marker.End > 0 {
			p.report(marker, msgConflict())
			return false
		}
		return true
	}
	head := p.text[start:min(start+200, len(p.text))]
	what := ""
	switch {
	case d.illegals > 0 && d.illegalAt < start+len(head):
		p.reportFile(msgNotXML("binary"))
		return false
	case head[0] == '{' || head[0] == '[':
		what = "JSON"
	case !hasTag(head):
		what = "some other text"
	default:
		return true
	}
	p.report(source.Span{Start: start, End: start + firstLine(p.text[start:])}, msgNotXML(what))
	return false
}

// isBinary tells whether data has a zero byte early although it cannot be
// UTF-16. It spares decoding what is no text at all.
func isBinary(data []byte) bool {
	if fam, bom := sniff(data); fam != bytewise || bom > 0 || len(data) > 0 && data[0] == '<' {
		return false
	}
	return bytes.IndexByte(data[:min(len(data), 1024)], 0) >= 0
}

// hasTag tells whether text has what looks like the start of XML.
func hasTag(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 || i+1 == len(text) {
			return false
		}
		if b := text[i+1]; nameStart(b) || b == '?' || b == '!' {
			return true
		}
		text = text[i+1:]
	}
}

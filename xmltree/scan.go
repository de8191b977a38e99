package xmltree

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/source"
)

// rawAttr is an attribute as it stands in a start tag.
type rawAttr struct {
	name, raw source.Span
	colon     int // offset of the colon in the name, -1 for none
}

// fault is a place at which the text is not XML.
type fault struct {
	span source.Span
	*problem
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

func skipSpace(text []byte, i int) int {
	for i < len(text) && isSpace(text[i]) {
		i++
	}
	return i
}

// nameByte holds the bytes that encoding/xml reads as part of a name before
// it looks at the characters.
var nameByte = func() (t [256]bool) {
	for b := range 256 {
		t[b] = b >= utf8.RuneSelf || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' ||
			b == '_' || b == ':' || b == '-' || b == '.'
	}
	return t
}()

func nameEnd(text []byte, i int) int {
	for i < len(text) && nameByte[text[i]] {
		i++
	}
	return i
}

// startTag reads the start tag at <. It returns where the tag ends, its
// attributes (valid until the next call) and the first fault that ends the
// reading. A fault that does not is reported.
func (p *parser) startTag(start int) (name source.Span, attrs []rawAttr, end int, empty bool, bad *fault) {
	text := p.text
	i := nameEnd(text, start+1)
	name = source.Span{Start: start + 1, End: i}
	attrs = p.attrs[:0]
	if bad = p.checkName(name); bad != nil {
		return name, attrs, i, false, bad
	}
	for {
		before := i
		i = skipSpace(text, i)
		if i >= len(text) {
			return name, attrs, i, false, &fault{source.Span{Start: start, End: name.End}, msgTagUnfinished(p.cut(name))}
		}
		if text[i] == '>' {
			return name, attrs, i + 1, false, nil
		}
		if text[i] == '/' {
			if i+1 < len(text) && text[i+1] == '>' {
				return name, attrs, i + 2, true, nil
			}
			return name, attrs, i, false, &fault{source.Span{Start: i, End: i + 1}, msgStraySlash(p.cut(name))}
		}
		var a rawAttr
		if a, i, bad = p.attribute(start, name, i); bad != nil {
			return name, attrs, i, false, bad
		}
		if before == a.name.Start {
			p.report(a.name, msgNoSpace(p.cut(a.name)))
		}
		attrs = append(attrs, a)
		p.attrs = attrs
	}
}

// attribute reads name="value" at i and returns the offset behind it.
func (p *parser) attribute(start int, tag source.Span, i int) (rawAttr, int, *fault) {
	text := p.text
	a := rawAttr{name: source.Span{Start: i, End: nameEnd(text, i)}, colon: -1}
	if a.name.End == i {
		_, size := utf8.DecodeRune(text[i:])
		return a, i, &fault{source.Span{Start: i, End: i + size}, msgNoAttributeName(p.cut(tag), text[i:i+size])}
	}
	if bad := p.checkName(a.name); bad != nil {
		return a, i, bad
	}
	if c := bytes.IndexByte(text[a.name.Start:a.name.End], ':'); c >= 0 {
		a.colon = a.name.Start + c
	}
	i = skipSpace(text, a.name.End)
	if i >= len(text) {
		return a, i, &fault{source.Span{Start: start, End: tag.End}, msgTagUnfinished(p.cut(tag))}
	}
	if text[i] != '=' {
		return a, i, &fault{a.name, msgNoValue(p.cut(a.name))}
	}
	i = skipSpace(text, i+1)
	if i >= len(text) {
		return a, i, &fault{source.Span{Start: start, End: tag.End}, msgTagUnfinished(p.cut(tag))}
	}
	quote := text[i]
	if quote != '"' && quote != '\'' {
		return a, i, &fault{a.name, msgNoQuotes(p.cut(a.name))}
	}
	i++
	n := bytes.IndexByte(text[i:], quote)
	value := text[i:]
	if n >= 0 {
		value = text[i : i+n]
	}
	// A missing quote shows itself by a < further on, mostly.
	if lt := bytes.IndexByte(value, '<'); lt >= 0 {
		return a, i, &fault{source.Span{Start: i + lt, End: i + lt + 1}, msgLessInValue(p.cut(a.name))}
	}
	if n < 0 {
		return a, i, &fault{source.Span{Start: a.name.Start, End: i}, msgNoEndQuote(p.cut(a.name))}
	}
	a.raw = source.Span{Start: i, End: i + n}
	return a, i + n + 1, p.references(i, i+n)
}

// checkName finds what encoding/xml would refuse about a name, or accept
// although namespaces forbid it.
func (p *parser) checkName(s source.Span) *fault {
	name := p.text[s.Start:s.End]
	if len(name) == 0 {
		at := s.Start - 1
		if marker := p.conflict(at); marker.End > 0 {
			return &fault{marker, msgConflict()}
		}
		return &fault{source.Span{Start: at, End: s.Start}, msgStrayLess()}
	}
	if !nameStart(name[0]) {
		return &fault{s, msgBadName(p.cut(s))}
	}
	c := bytes.IndexByte(name, ':')
	if c < 0 {
		return nil
	}
	if c+1 < len(name) && c > 0 && (!nameStart(name[c+1]) || bytes.IndexByte(name[c+1:], ':') >= 0) ||
		c == 0 || c+1 == len(name) {
		return &fault{s, msgBadName(p.cut(s))}
	}
	return nil
}

func nameStart(b byte) bool {
	return nameByte[b] && (b < '0' || b > '9') && b != '-' && b != '.'
}

// conflict returns the line of a merge conflict marker that begins at i.
func (p *parser) conflict(i int) source.Span {
	const marker = "<<<<<<<"
	if !bytes.HasPrefix(p.text[i:], []byte(marker)) || i > 0 && p.text[i-1] != '\n' && p.text[i-1] != '\r' {
		return source.Span{}
	}
	n := bytes.IndexAny(p.text[i:], "\r\n")
	if n < 0 {
		n = len(p.text) - i
	}
	return source.Span{Start: i, End: i + n}
}

// references finds the first reference in [start, end) that is not XML's.
func (p *parser) references(start, end int) *fault {
	for i := start; i < end; {
		n := bytes.IndexByte(p.text[i:end], '&')
		if n < 0 {
			return nil
		}
		i += n
		r, size, named := reference(p.text[i:end])
		if size == 0 {
			stop := nameEnd(p.text[:end], i+1)
			return &fault{source.Span{Start: i, End: max(stop, i+1)}, msgStrayAmpersand()}
		}
		at := source.Span{Start: i, End: i + size}
		switch {
		case r < 0 && named:
			return &fault{at, msgUnknownEntity(p.cut(at))}
		case r < 0 || !legal(r):
			return &fault{at, msgBadCharacterReference(p.cut(at))}
		}
		i += size
	}
	return nil
}

// reference reads the reference at & and returns the character that it stands
// for, its length, and whether it is one by name. The character is -1 where
// there is none, the length 0 where this is no reference at all.
func reference(text []byte) (r rune, size int, named bool) {
	if len(text) > 1 && text[1] == '#' {
		i, base := 2, 10
		if len(text) > 2 && text[2] == 'x' {
			i, base = 3, 16
		}
		start := i
		for i < len(text) && isDigit(text[i], base) {
			i++
		}
		if i == start || i >= len(text) || text[i] != ';' {
			return -1, 0, false
		}
		n, err := strconv.ParseUint(string(text[start:i]), base, 32)
		if err != nil || n > utf8.MaxRune {
			return -1, i + 1, false
		}
		return rune(n), i + 1, false
	}
	i := nameEnd(text, 1)
	if i == 1 || i >= len(text) || text[i] != ';' {
		return -1, 0, true
	}
	switch string(text[1:i]) {
	case "lt":
		return '<', i + 1, true
	case "gt":
		return '>', i + 1, true
	case "amp":
		return '&', i + 1, true
	case "quot":
		return '"', i + 1, true
	case "apos":
		return '\'', i + 1, true
	}
	return -1, i + 1, true
}

func isDigit(b byte, base int) bool {
	return '0' <= b && b <= '9' || base == 16 && ('a' <= b && b <= 'f' || 'A' <= b && b <= 'F')
}

// value returns the value of raw text: references replaced, line ends made
// LF, and in attributes every white space a blank. It shares the memory of
// the text where nothing is to be rewritten.
func (p *parser) value(s source.Span, attr, cdata bool) string {
	raw := p.text[s.Start:s.End]
	plain := true
	for _, b := range raw {
		if rewritten[b] && (b != '&' || !cdata) && (b == '&' || b == '\r' || attr) {
			plain = false
			break
		}
	}
	if plain {
		return p.str[s.Start:s.End]
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		b := raw[i]
		switch {
		case b == '&' && !cdata:
			r, size, _ := reference(raw[i:])
			out = utf8.AppendRune(out, r)
			i += max(size, 1)
			continue
		case b == '\r' && i+1 < len(raw) && raw[i+1] == '\n':
			i++
			fallthrough
		case b == '\r':
			b = '\n'
		}
		if attr && isSpace(b) {
			b = ' '
		}
		out = append(out, b)
		i++
	}
	return string(out)
}

// rewritten holds the bytes that may not stand in a value as they are.
var rewritten = [256]bool{'&': true, '\r': true, '\n': true, '\t': true}

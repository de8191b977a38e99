package xmltree

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/source"
)

// AttrOffset returns the offset into the text of byte i of an attribute's
// value. A byte that comes from a reference lies where the reference begins;
// len(a.Value) is the end of [Attr.Raw]. An index outside of the value is
// moved to its nearest end.
func (d *Document) AttrOffset(a *Attr, i int) int {
	return d.char(a.Raw, len(a.Value), false, i).Start
}

// AttrSpan returns the place of the bytes [i, j) of an attribute's value.
// A reference of which the bytes take a part is wholly in it.
func (d *Document) AttrSpan(a *Attr, i, j int) source.Span {
	start := d.char(a.Raw, len(a.Value), false, i).Start
	if j <= i {
		return source.Span{Start: start, End: start}
	}
	return source.Span{Start: start, End: d.char(a.Raw, len(a.Value), false, j-1).End}
}

// TextOffset returns the offset into the text of byte i of [Element.Text],
// with the same rules as [Document.AttrOffset].
func (d *Document) TextOffset(e *Element, i int) int {
	return d.textChar(e, i).Start
}

// TextSpan returns the place of the bytes [i, j) of [Element.Text], with the
// same rules as [Document.AttrSpan].
func (d *Document) TextSpan(e *Element, i, j int) source.Span {
	start := d.textChar(e, i).Start
	if j <= i {
		return source.Span{Start: start, End: start}
	}
	return source.Span{Start: start, End: d.textChar(e, j-1).End}
}

// TrimmedTextSpan returns the place of an element's text without leading and
// trailing white space; empty, behind the start tag, where there is nothing
// else.
func (d *Document) TrimmedTextSpan(e *Element) source.Span {
	text := e.Text()
	end := len(strings.TrimRight(text, space))
	if end == 0 {
		return source.Span{Start: e.Tag.End, End: e.Tag.End}
	}
	return d.TextSpan(e, len(text)-len(strings.TrimLeft(text, space)), end)
}

// space is the white space of XML.
const space = " \t\r\n"

func (d *Document) textChar(e *Element, i int) source.Span {
	if len(e.texts) == 0 {
		return source.Span{Start: e.Tag.End, End: e.Tag.End}
	}
	for k := range e.texts {
		t := &e.texts[k]
		if i < len(t.value) || k == len(e.texts)-1 {
			return d.char(t.raw, len(t.value), t.cdata, i)
		}
		i -= len(t.value)
	}
	return e.TextSpan()
}

// char returns the place of byte i of a value of n bytes that was read from
// raw: the byte itself, or the reference or line end that it comes from.
func (d *Document) char(raw source.Span, n int, cdata bool, i int) source.Span {
	switch {
	case i < 0:
		i = 0
	case i >= n:
		return source.Span{Start: raw.End, End: raw.End}
	}
	// Whatever is rewritten gets shorter, but white space in attributes, which
	// keeps its length.
	if n == raw.End-raw.Start {
		return source.Span{Start: raw.Start + i, End: raw.Start + i + 1}
	}
	text := d.File.Text()[:raw.End]
	at, done := raw.Start, 0
	for at < raw.End {
		size, length := 1, 1
		switch c := text[at]; {
		case c == '&' && !cdata:
			r, width, _ := reference(text[at:])
			size, length = max(width, 1), len(string(r))
		case c == '\r' && at+1 < raw.End && text[at+1] == '\n':
			size = 2
		}
		if i < done+length {
			return source.Span{Start: at, End: at + size}
		}
		at, done = at+size, done+length
	}
	return source.Span{Start: raw.End, End: raw.End}
}

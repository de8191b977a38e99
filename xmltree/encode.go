package xmltree

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Encode returns markup in the encoding of the document's file, as its data
// has it: what is written between existing markup. A character that the
// encoding lacks becomes a character reference, which XML reads in text and in
// values of attributes, but not in names and CDATA sections.
func (d *Document) Encode(markup string) string {
	fam, bom := sniff(d.File.Data)
	switch fam {
	case utf16LE, utf16BE:
		return encodeUTF16(markup, fam)
	case utf32:
		return markup // nothing of such a file is read
	}
	name, _ := declaredEncoding(d.File.Data[bom:])
	switch kind, table := encodingOf(name); {
	case kind == kindTable && bom == 0:
		return encodeTable(markup, table)
	case kind == kindASCII:
		return encodeTable(markup, nil)
	}
	return markup
}

func encodeUTF16(markup string, fam family) string {
	out := make([]byte, 0, 2*len(markup))
	for _, u := range utf16.Encode([]rune(markup)) {
		if fam == utf16LE {
			out = append(out, byte(u), byte(u>>8))
		} else {
			out = append(out, byte(u>>8), byte(u))
		}
	}
	return string(out)
}

// encodeTable encodes in one byte a character; without a table in ASCII.
func encodeTable(markup string, table *charmap.Charmap) string {
	if isASCII([]byte(markup)) {
		return markup
	}
	var b strings.Builder
	for _, r := range markup {
		c, ok := byte(r), r < utf8.RuneSelf
		if !ok && table != nil {
			c, ok = table.EncodeRune(r)
		}
		if ok {
			b.WriteByte(c)
		} else {
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		}
	}
	return b.String()
}

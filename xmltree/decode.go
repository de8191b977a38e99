package xmltree

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/bpmnlint/bpmnlint/source"
)

// decoded is a file as UTF-8 without byte order mark.
type decoded struct {
	file *source.File
	// name is the encoding that the XML declaration names, as written.
	name string
	// fault is what the engine would not accept about the encoding, nil for
	// none; span is where in the text.
	fault *problem
	span  source.Span
	// illegal is the first character that XML does not allow, and where, and
	// how many more there are.
	illegal   rune
	illegalAt int
	illegals  int
	// unreadable is set where there is no text to go on with.
	unreadable bool
}

type family uint8

const (
	bytewise family = iota // ASCII where it is below 0x80
	utf16LE
	utf16BE
	utf32
)

// sniff tells the family of an encoding and the length of the byte order mark,
// as appendix F of the XML recommendation has it.
func sniff(data []byte) (family, int) {
	has := func(prefix string) bool { return len(data) >= len(prefix) && string(data[:len(prefix)]) == prefix }
	switch {
	case has("\x00\x00\xfe\xff"), has("\xff\xfe\x00\x00"), has("\x00\x00\x00<"), has("<\x00\x00\x00"):
		return utf32, 0
	case has("\xef\xbb\xbf"):
		return bytewise, 3
	case has("\xff\xfe"):
		return utf16LE, 2
	case has("\xfe\xff"):
		return utf16BE, 2
	case len(data) >= 2 && data[0] == '<' && data[1] == 0:
		return utf16LE, 0
	case len(data) >= 2 && data[0] == 0 && data[1] == '<':
		return utf16BE, 0
	}
	return bytewise, 0
}

// decode finds the encoding of a file as the engine's parser does, and says
// where that one would fail. Wherever the text can be read nevertheless, it
// is: the other problems of the file are worth knowing too.
func decode(f *source.File) decoded {
	fam, bom := sniff(f.Data)
	switch fam {
	case utf32:
		return decoded{file: f, fault: msgUTF32(), unreadable: true}
	case utf16LE, utf16BE:
		return decodeUTF16(f, fam, bom)
	}
	name, span := declaredEncoding(f.Data[bom:])
	kind, table := encodingOf(name)
	switch {
	case kind == kindTable && bom == 0:
		d := transcode(f, table)
		d.name = name
		return d
	case kind == kindTable && !isASCII(f.Data[bom:]):
		d := decodeUTF8(f, bom)
		d.name, d.fault, d.span = name, msgMarkAgainstDeclaration(name), span
		return d
	}
	d := decodeUTF8(f, bom)
	d.name = name
	switch kind {
	case kindUTF16:
		d.fault, d.span = msgDeclaredUTF16(name), span
	case kindUnknown:
		d.fault, d.span = msgUnknownEncoding(name), span
	case kindASCII:
		if at := notASCII(d.file.Text()); at >= 0 && d.fault == nil {
			_, size := utf8.DecodeRune(d.file.Text()[at:])
			d.fault, d.span = msgNotASCII(name), source.Span{Start: at, End: at + size}
		}
	}
	return d
}

type encodingKind uint8

const (
	kindUTF8 encodingKind = iota
	kindASCII
	kindUTF16
	kindTable
	kindUnknown
)

// encodingOf knows an encoding by the names that Java knows it by.
func encodingOf(name string) (encodingKind, *charmap.Charmap) {
	switch n := strings.ToLower(name); n {
	case "", "utf-8", "utf8":
		return kindUTF8, nil
	case "us-ascii", "ascii", "iso646-us", "ansi_x3.4-1968":
		return kindASCII, nil
	case "utf-16", "utf-16le", "utf-16be", "utf16", "iso-10646-ucs-2", "unicodelittle", "unicodebig":
		return kindUTF16, nil
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "iso8859_1", "latin1", "l1":
		return kindTable, charmap.ISO8859_1
	case "windows-1252", "cp1252":
		return kindTable, charmap.Windows1252
	default:
		for _, e := range tables {
			if n == e.iana || n == e.java {
				return kindTable, e.table
			}
		}
		return kindUnknown, nil
	}
}

// tables are encodings of one byte a character that the engine reads besides
// the usual ones.
var tables = [...]struct {
	iana, java string
	table      *charmap.Charmap
}{
	{"iso-8859-2", "iso8859_2", charmap.ISO8859_2},
	{"iso-8859-3", "iso8859_3", charmap.ISO8859_3},
	{"iso-8859-4", "iso8859_4", charmap.ISO8859_4},
	{"iso-8859-5", "iso8859_5", charmap.ISO8859_5},
	{"iso-8859-7", "iso8859_7", charmap.ISO8859_7},
	{"iso-8859-9", "iso8859_9", charmap.ISO8859_9},
	{"iso-8859-13", "iso8859_13", charmap.ISO8859_13},
	{"iso-8859-15", "iso8859_15", charmap.ISO8859_15},
	{"windows-1250", "cp1250", charmap.Windows1250},
	{"windows-1251", "cp1251", charmap.Windows1251},
	{"windows-1253", "cp1253", charmap.Windows1253},
	{"windows-1254", "cp1254", charmap.Windows1254},
	{"windows-1257", "cp1257", charmap.Windows1257},
	{"koi8-r", "koi8_r", charmap.KOI8R},
}

// transcoder builds text and the way back to the data.
type transcoder struct {
	decoded
	text  []byte
	marks []source.Mark
}

// add appends a character that took the data up to behind.
func (t *transcoder) add(r rune, size, behind int) {
	if !legal(r) {
		if t.illegals == 0 {
			t.illegal, t.illegalAt = r, len(t.text)
		}
		t.illegals++
		r = utf8.RuneError
	}
	n := len(t.text)
	t.text = utf8.AppendRune(t.text, r)
	if len(t.text)-n != size {
		t.marks = append(t.marks, source.Mark{Text: len(t.text), Data: behind})
	}
}

// invalid appends a replacement for data that is no character.
func (t *transcoder) invalid(message func() *problem, size, behind int) {
	if t.fault == nil {
		t.fault = message()
		t.span = source.Span{Start: len(t.text), End: len(t.text) + 3}
	}
	t.add(utf8.RuneError, size, behind)
}

func (t *transcoder) skip(bom int) {
	if bom > 0 {
		t.marks = append(t.marks, source.Mark{Text: 0, Data: bom})
	}
}

func (t *transcoder) result(f *source.File) decoded {
	t.file = f.Decoded(t.text, t.marks)
	return t.decoded
}

func transcode(f *source.File, table *charmap.Charmap) decoded {
	t := transcoder{text: make([]byte, 0, len(f.Data)+len(f.Data)/8)}
	for i, b := range f.Data {
		r := rune(b)
		if b >= utf8.RuneSelf {
			r = table.DecodeByte(b)
		}
		t.add(r, 1, i+1)
	}
	return t.result(f)
}

func decodeUTF8(f *source.File, bom int) decoded {
	data := f.Data[bom:]
	if clean(data) {
		if bom == 0 {
			return decoded{file: source.New(f.Path, f.Data)}
		}
		return decoded{file: f.Decoded(data, []source.Mark{{Text: 0, Data: bom}})}
	}
	t := transcoder{text: make([]byte, 0, len(data)+64)}
	t.skip(bom)
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		i += size
		if r == utf8.RuneError && size == 1 {
			t.invalid(func() *problem { return msgInvalidUTF8(data[i-1]) }, size, bom+i)
		} else {
			t.add(r, size, bom+i)
		}
	}
	return t.result(f)
}

func decodeUTF16(f *source.File, fam family, bom int) decoded {
	data := f.Data
	t := transcoder{text: make([]byte, 0, len(data)/2+64)}
	t.skip(bom)
	unit := func(i int) rune {
		if fam == utf16LE {
			return rune(data[i]) | rune(data[i+1])<<8
		}
		return rune(data[i])<<8 | rune(data[i+1])
	}
	for i := bom; i < len(data); {
		if i+1 == len(data) {
			t.invalid(msgOddUTF16, 1, i+1)
			break
		}
		r := unit(i)
		i += 2
		switch {
		case !utf16.IsSurrogate(r):
			t.add(r, 2, i)
		case i+1 < len(data) && utf16.DecodeRune(r, unit(i)) != utf8.RuneError:
			r = utf16.DecodeRune(r, unit(i))
			i += 2
			t.add(r, 4, i)
		default:
			t.invalid(func() *problem { return msgLoneSurrogate(r) }, 2, i)
		}
	}
	d := t.result(f)
	var span source.Span
	d.name, span = declaredEncoding(t.text)
	kind, _ := encodingOf(d.name)
	other := fam == utf16LE && strings.EqualFold(d.name, "UTF-16BE") || fam == utf16BE && strings.EqualFold(d.name, "UTF-16LE")
	if d.name != "" && (kind != kindUTF16 || other) {
		d.fault, d.span = msgIsUTF16(d.name), span
	}
	return d
}

// legal tells whether XML 1.0 allows a character.
func legal(r rune) bool {
	return r >= 0x20 && r <= 0xD7FF || r == '\n' || r == '\r' || r == '\t' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// clean tells whether text is UTF-8 and has no character that XML forbids.
func clean(text []byte) bool {
	for i, b := range text {
		if b < 0x20 && b != '\n' && b != '\t' && b != '\r' {
			return false
		}
		if b == 0xEF && i+2 < len(text) && text[i+1] == 0xBF && text[i+2] >= 0xBE {
			return false
		}
	}
	return utf8.Valid(text)
}

func isASCII(text []byte) bool { return notASCII(text) < 0 }

func notASCII(text []byte) int {
	for i, b := range text {
		if b >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

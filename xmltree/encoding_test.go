package xmltree_test

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func utf16Bytes(order binary.AppendByteOrder, mark bool, s string) []byte {
	var out []byte
	if mark {
		out = order.AppendUint16(out, 0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// TestEncodings finds the same attribute in every encoding, and its bytes.
func TestEncodings(t *testing.T) {
	t.Parallel()
	declared := func(encoding, rest string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?>` + "\n" + rest
	}
	const body = "<a>€<b name='Zoë 😀 Müller' x='y'/></a>"
	for _, c := range []struct {
		name         string
		data         []byte
		value, bytes string // of name
		problems     string
	}{
		{"plain", []byte(body), "Zoë 😀 Müller", "Zoë 😀 Müller", ""},
		{"UTF-8", []byte(declared("UTF-8", body)), "Zoë 😀 Müller", "Zoë 😀 Müller", ""},
		{"UTF-8 with mark", []byte("\xef\xbb\xbf" + declared("utf-8", body)), "Zoë 😀 Müller", "Zoë 😀 Müller", ""},
		{"UTF-16 LE", utf16Bytes(binary.LittleEndian, true, declared("UTF-16", body)), "Zoë 😀 Müller",
			string(utf16Bytes(binary.LittleEndian, false, "Zoë 😀 Müller")), ""},
		{"UTF-16 BE", utf16Bytes(binary.BigEndian, true, body), "Zoë 😀 Müller",
			string(utf16Bytes(binary.BigEndian, false, "Zoë 😀 Müller")), ""},
		{"UTF-16 LE without mark", utf16Bytes(binary.LittleEndian, false, declared("UTF-16", body)), "Zoë 😀 Müller",
			string(utf16Bytes(binary.LittleEndian, false, "Zoë 😀 Müller")), ""},
		{"UTF-16 BE without mark", utf16Bytes(binary.BigEndian, false, declared("UTF-16", body)), "Zoë 😀 Müller",
			string(utf16Bytes(binary.BigEndian, false, "Zoë 😀 Müller")), ""},
		{"UTF-16 that declares UTF-8", utf16Bytes(binary.LittleEndian, true, declared("UTF-8", body)), "Zoë 😀 Müller",
			string(utf16Bytes(binary.LittleEndian, false, "Zoë 😀 Müller")), "1:31-1:36 xml-encoding: file is in UTF-16 but declares UTF-8\n"},
		{"ISO-8859-1", []byte(declared("ISO-8859-1", "<a>\xa4<b name='Zo\xeb M\xfcller' x='y'/></a>")), "Zoë Müller", "Zo\xeb M\xfcller", ""},
		{"windows-1252", []byte(declared("windows-1252", "<a>\x80<b name='\x84Zo\xeb\x93' x='y'/></a>")), "„Zoë“", "\x84Zo\xeb\x93", ""},
		{"windows-1250", []byte(declared("Cp1250", "<a><b name='\x8e' x='y'/></a>")), "Ž", "\x8e", ""},
		{"US-ASCII", []byte(declared("US-ASCII", "<a><b name='Z' x='y'/></a>")), "Z", "Z", ""},
		{"wrong bytes", []byte("<a>\xfc<b name='\xfc\xe4' x='y'/></a>"), "\ufffd\ufffd", "\xfc\xe4", "1:4-1:5 xml-encoding: byte 0xFC is not valid UTF-8\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, problems := xmltree.Parse(source.New("a.bpmn", c.data), xmltree.Options{})
			if got := lines(problems); got != c.problems {
				t.Fatalf("problems %q, want %q", got, c.problems)
			}
			checkSpans(t, doc)
			b := doc.Root.Child("", "b")
			name, x := b.Attr("", "name"), b.Attr("", "x")
			r := doc.File.Range(name.Raw)
			if got := string(c.data[r.Start.Offset:r.End.Offset]); name.Value != c.value || got != c.bytes {
				t.Errorf("value %q of %q, want %q of %q", name.Value, got, c.value, c.bytes)
			}
			if at := doc.File.Range(x.Raw); c.data[at.Start.Offset] != 'y' && c.data[at.Start.Offset+1] != 'y' {
				t.Errorf("x is at %v", at)
			}
			if r.End.Column-r.Start.Column != len(utf16.Encode([]rune(c.value))) {
				t.Errorf("%q goes from column %d to %d", c.value, r.Start.Column, r.End.Column)
			}
		})
	}
}

func TestDamagedUTF16(t *testing.T) {
	t.Parallel()
	data := utf16Bytes(binary.LittleEndian, true, "<a>\nx</a>")
	data[2+2*4], data[2+2*4+1] = 0x00, 0xD8
	doc, problems := xmltree.Parse(source.New("a.bpmn", data), xmltree.Options{})
	if got, want := lines(problems), "2:1-2:2 xml-encoding: UTF-16 text has half a surrogate pair, 0xD800\n"; got != want {
		t.Errorf("problems %q, want %q", got, want)
	}
	if doc.Root == nil || doc.Root.Text() != "\n\ufffd" {
		t.Errorf("tree %s", tree(doc.Root))
	}
	_, problems = xmltree.Parse(source.New("a.bpmn", append(utf16Bytes(binary.LittleEndian, true, "<a/>"), 'x')), xmltree.Options{})
	if got, want := lines(problems), "1:5-1:6 xml-encoding: UTF-16 text ends within a character\n1:5-1:6 xml-text-outside-root: text stands outside of the root element\n"; got != want {
		t.Errorf("problems %q, want %q", got, want)
	}
}

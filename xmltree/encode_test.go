package xmltree_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// TestEncode encodes a text as each kind of file has it.
func TestEncode(t *testing.T) {
	t.Parallel()
	const text = "aü€𝄞"
	for name, c := range map[string]struct{ data, want string }{
		"UTF-8":                {`<?xml version="1.0"?><a/>`, text},
		"UTF-8, marked":        {"\xef\xbb\xbf<a/>", text},
		"UTF-16LE":             {"\xff\xfe<\x00a\x00/\x00>\x00", "a\x00\xfc\x00\xac\x20\x34\xd8\x1e\xdd"},
		"UTF-16BE":             {"\xfe\xff\x00<\x00a\x00/\x00>", "\x00a\x00\xfc\x20\xac\xd8\x34\xdd\x1e"},
		"ISO-8859-1":           {`<?xml version="1.0" encoding="ISO-8859-1"?><a/>`, "a\xfc&#8364;&#119070;"},
		"windows-1252":         {`<?xml version="1.0" encoding="windows-1252"?><a/>`, "a\xfc\x80&#119070;"},
		"US-ASCII":             {`<?xml version="1.0" encoding="US-ASCII"?><a/>`, "a&#252;&#8364;&#119070;"},
		"marked, but declared": {"\xef\xbb\xbf" + `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`, text},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _ := xmltree.Parse(source.New("a.xml", []byte(c.data)), xmltree.Options{})
			if got := d.Encode(text); got != c.want {
				t.Errorf("Encode = %q, want %q", got, c.want)
			}
		})
	}
}

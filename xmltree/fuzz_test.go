package xmltree_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"<a/>", "<?xml version='1.0' encoding='UTF-8'?>\n<a x='1 &lt; 2'>t<![CDATA[u]]><!-- c --></a>",
		"<p:a xmlns:p='u' p:b='&#10;'\n c=\"\"><p:d/>\r\n<?pi x?></p:a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
		"\xff\xfe<\x00a\x00/\x00>\x00", "\xef\xbb\xbf<a>\xfc</a>", "<a x='1'y='2' x=''/>z<b/>", "<a>\n<<<<<<< HEAD\n</a>",
		"<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>", string(model(1)),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, problems := xmltree.Parse(source.New("a.bpmn", data), xmltree.Options{MaxDepth: 50})
		checkSpans(t, doc)
		for _, p := range problems {
			if p.Range.Start.Offset < 0 || p.Range.End.Offset < p.Range.Start.Offset || p.Range.End.Offset > len(data) {
				t.Errorf("problem out of the file: %+v", p)
			}
		}
		if len(problems) > 0 {
			return
		}
		if doc.Root == nil {
			t.Fatal("neither root nor problem")
		}
		text := doc.File.Text()
		if bytes.HasPrefix(text, []byte("<?xml ")) {
			text = text[bytes.Index(text, []byte("?>"))+2:]
		}
		dec := xml.NewDecoder(bytes.NewReader(text))
		for {
			_, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("encoding/xml: %v", err)
			}
		}
		checkWrite(t, string(data))
	})
}

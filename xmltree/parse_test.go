package xmltree_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func parse(data string) (*xmltree.Document, diag.List) {
	return xmltree.Parse(source.New("a.bpmn", []byte(data)), xmltree.Options{})
}

// lines writes problems as line:col-line:col rule: message, related places
// indented below.
func lines(problems diag.List) string {
	var b strings.Builder
	at := func(r source.Range) string {
		if r == (source.Range{}) {
			return "file"
		}
		return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %s: %s\n", at(p.Range), p.Rule, p.Message)
		for _, r := range p.Related {
			fmt.Fprintf(&b, "  %s %s\n", at(r.Range), r.Message)
		}
	}
	return b.String()
}

// tree writes a tree with namespaces, values and texts in one line.
func tree(e *xmltree.Element) string {
	if e == nil {
		return "none"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "{%s}%s", e.Space, e.Local)
	for _, a := range e.Attrs {
		fmt.Fprintf(&b, " {%s}%s=%q", a.Space, a.Local, a.Value)
	}
	fmt.Fprintf(&b, " %q", e.Text())
	for _, c := range e.Children {
		fmt.Fprintf(&b, " (%s)", tree(c))
	}
	return b.String()
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"mismatch", "<a>\n  <b:task xmlns:b='u'>\n</a>", "3:1-3:5 xml-syntax: element <b:task> is closed by </a>\n  2:3-2:23 the element that is open\n"},
		{"never closed", "<a>\n <b>", "2:2-2:5 xml-syntax: element <b> is never closed\n"},
		{"stray end", "<a/>\n</b>", "2:1-2:5 xml-syntax: </b> closes an element that was not opened\n"},
		{"end tag with attribute", "<a></a x=''>", "1:4-1:7 xml-syntax: end tag </a is not finished by >\n"},
		{"cut off in a tag", "<a>\n<b x='1'", "2:1-2:3 xml-syntax: file ends within the tag <b\n"},
		{"cut off in a value", "<a>\n<b x='1", "2:4-2:7 xml-syntax: value of attribute x has no closing quotation mark\n"},
		{"cut off in a name", "<a>\n<b", "2:1-2:3 xml-syntax: file ends within the tag <b\n"},
		{"missing quote", "<a x='1>\n<b y='2'/></a>", "2:1-2:2 xml-syntax: value of attribute x contains <\n"},
		{"quote too many", "<a x='1''/>", "1:9-1:10 xml-syntax: start tag <a> has \"'\" where an attribute, > or /> must stand\n"},
		{"slash", "<a / x='1'/>", "1:4-1:5 xml-syntax: start tag <a> has a / that no > follows\n"},
		{"no value", "<a x/>", "1:4-1:5 xml-syntax: attribute x has no value\n"},
		{"no quotes", "<a x=1/>", "1:4-1:5 xml-syntax: value of attribute x has no quotation marks\n"},
		{"no space, all is read", "<a x='1'y='2'/>", "1:9-1:10 xml-syntax: no white space before attribute y\n"},
		{"stray less", "<a>1 < 2</a>", "1:6-1:7 xml-syntax: a < is not followed by a name\n"},
		{"bad name", "<a><1b/></a>", "1:5-1:7 xml-syntax: 1b is not a name\n"},
		{"bad name beyond ASCII", "<a><b\u00d7/></a>", "1:4-1:7 xml-syntax: b\u00d7 is not a name\n"},
		{"two colons", "<a><b:c:d/></a>", "1:5-1:10 xml-syntax: b:c:d is not a name\n"},
		{"local name", "<a><xml:1/></a>", "1:5-1:10 xml-syntax: xml:1 is not a name\n"},
		{"ampersand", "<a x='1 & 2'/>", "1:9-1:10 xml-syntax: an & begins no entity\n"},
		{"entity", "<a>\n&nbsp;</a>", "2:1-2:7 xml-syntax: entity &nbsp; is not defined\n"},
		{"entity in value", "<a x='&nbsp;'/>", "1:7-1:13 xml-syntax: entity &nbsp; is not defined\n"},
		{"ampersand in text", "<a>b & c</a>", "1:6-1:7 xml-syntax: an & begins no entity\n"},
		{"no semicolon", "<a>b &amp c</a>", "1:6-1:10 xml-syntax: an & begins no entity\n"},
		{"surrogate by number", "<a>&#xD800;</a>", "1:4-1:12 xml-syntax: reference &#xD800; stands for a character that XML does not allow\n"},
		{"control by number", "<a>&#1;</a>", "1:4-1:8 xml-syntax: reference &#1; stands for a character that XML does not allow\n"},
		{"end of CDATA in text", "<a>x]]></a>", "1:5-1:8 xml-syntax: text contains ]]>, the end of a CDATA section\n"},
		{"comment not ended", "<a><!-- x</a>", "1:4-1:8 xml-syntax: comment is not finished by -->\n"},
		{"dashes", "<a><!-- x -- y --></a>", "1:11-1:13 xml-syntax: comment contains --\n"},
		{"CDATA not ended", "<a><![CDATA[ x</a>", "1:4-1:13 xml-syntax: CDATA section is not finished by ]]>\n"},
		{"instruction not ended", "<a><?pi x</a>", "1:4-1:8 xml-syntax: processing instruction <?pi is not finished by ?>\n"},
		{"instruction without target", "<a><? x?></a>", "1:4-1:6 xml-syntax: processing instruction has no proper target\n"},
		{"declaration within", "<a><!ENTITY x 'y'></a>", "1:4-1:12 xml-syntax: <!ENTITY is not allowed here\n"},
		{"late declaration, all is read", "\n<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "2:1-2:44 xml-syntax: XML declaration is not at the start of the file\n"},
		{"late declaration of another version", "\n<?xml version='1.1'?><a/>", "2:1-2:22 xml-syntax: XML declaration is not at the start of the file\n"},
		{"declaration without version", "<?xml encoding='UTF-8'?><a/>", "1:1-1:25 xml-syntax: XML declaration is malformed\n"},
		{"version 1.1", "<?xml version='1.1'?><a/>", ""},
		{"version 2", "<?xml version='2.0'?><a/>", "1:16-1:19 xml-syntax: XML version \"2.0\" is not supported\n"},
		{"no root", "<!-- x -->\n", "1:1-1:1 xml-syntax: file has no root element\n"},
		{"forbidden characters", "<a>\n\x01<b x='\ufffe'/>\x02</a>", "2:1-2:2 xml-syntax: character U+0001 is not allowed in XML, here and in 2 more places\n"},
		{"duplicate", "<a\n x='1' x='2'/>", "2:8-2:9 xml-duplicate-attribute: attribute x is given twice for <a>\n  2:2-2:3 given first here\n"},
		{"duplicate by namespace", "<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", "1:35-1:38 xml-duplicate-attribute: attribute q:x is given twice for <a>\n  1:28-1:31 given first here\n"},
		{"no duplicate", "<a xmlns:p='u' xmlns:q='v' p:x='' q:x='' x=''/>", ""},
		{"second root", "<a/>\n<b x='1'/>\n<c/>", "2:1-2:11 xml-second-root: <b> is a second root element\n  1:1-1:5 the first root element\n"},
		{"text behind", "<a/>\n  x y \n z", "2:3-2:6 xml-text-outside-root: text stands outside of the root element\n"},
		{"text before", "x<a/>", "1:1-1:2 xml-text-outside-root: text stands outside of the root element\n"},
		{"reference behind", "<a/>&#32;", "1:5-1:10 xml-text-outside-root: text stands outside of the root element\n"},
		{"CDATA behind", "<a/><![CDATA[]]>", "1:5-1:17 xml-text-outside-root: text stands outside of the root element\n"},
		{"unbound, once a prefix", "<b:a>\n<b:c d:x=''/></b:a>", "1:2-1:5 xml-unbound-prefix: prefix b is not bound to a namespace\n2:6-2:9 xml-unbound-prefix: prefix d is not bound to a namespace\n"},
		{"out of scope", "<a><b xmlns:p='u'/><p:c/></a>", "1:21-1:24 xml-unbound-prefix: prefix p is not bound to a namespace\n"},
		{"empty binding", "<a xmlns:p=''><p:b/></a>", "1:4-1:11 xml-unbound-prefix: prefix p is bound to an empty namespace\n"},
		{"reserved", "<a xmlns:xml='u'/>", "1:4-1:13 xml-syntax: declaration of prefix xmlns:xml touches what XML itself reserves\n"},
		{"doctype, all is read", "<!DOCTYPE a SYSTEM 'x'>\n<a/>", "1:1-1:10 xml-doctype: file has a DOCTYPE, which the engine refuses\n"},
		{"entity bomb", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "1:1-1:10 xml-doctype: file has a DOCTYPE, which the engine refuses\n1:34-1:37 xml-syntax: entity &b; is not defined\n"},
		{"empty", "", "file empty-file: file is empty\n"},
		{"white space", " \n", "file empty-file: file is empty\n"},
		{"byte order mark alone", "\xef\xbb\xbf", "file empty-file: file is empty\n"},
		{"JSON", "\n{\"a\": 1}\n", "2:1-2:9 not-xml: file is JSON, not XML\n"},
		{"indented text", "\n  hello \nx", "2:3-2:8 not-xml: file is some other text, not XML\n"},
		{"text", "hello", "1:1-1:6 not-xml: file is some other text, not XML\n"},
		{"binary", "PK\x03\x04<a", "file not-xml: file is binary, not XML\n"},
		{"binary with zeros", "\x7fELF\x00\x00", "file not-xml: file is binary, not XML\n"},
		{"long name", "<" + strings.Repeat("ü", 70) + ">", "1:1-1:73 xml-syntax: element <" + strings.Repeat("ü", 60) + "…> is never closed\n"},
		{"conflict", "<a>\n<<<<<<< HEAD\n<b/>\n=======\n<c/>\n>>>>>>> x\n</a>", "2:1-2:13 merge-conflict: file has an unresolved merge conflict\n"},
		{"conflict at the start", "<<<<<<< HEAD\n<b/>\n", "1:1-1:13 merge-conflict: file has an unresolved merge conflict\n"},
		{"UTF-32", "<\x00\x00\x00a\x00\x00\x00", "file xml-encoding: file is in UTF-32, which the engine does not read\n"},
		{"unknown encoding", "<?xml version='1.0' encoding='klingon'?><a/>", "1:31-1:38 xml-encoding: encoding \"klingon\" is not known; known are UTF-8, UTF-16, US-ASCII, ISO-8859-1, windows-1252 and other one-byte encodings\n"},
		{"UTF-16 declared, bytes found", "<?xml version='1.0' encoding='UTF-16'?><a/>", "1:31-1:37 xml-encoding: file declares UTF-16 but has one byte a character\n"},
		{"byte order mark against declaration", "\xef\xbb\xbf<?xml version='1.0' encoding='latin1'?><a x='ü'/>", "1:31-1:37 xml-encoding: file begins with the byte order mark of UTF-8 but declares latin1: the engine garbles its other than ASCII characters\n"},
		{"byte order mark, but all ASCII", "\xef\xbb\xbf<?xml version='1.0' encoding='latin1'?><a/>", ""},
		{"not ASCII", "<?xml version='1.0' encoding='US-ASCII'?>\n<a x='ü'/>", "2:7-2:8 xml-encoding: file declares US-ASCII but has a character outside of it\n"},
		{"not UTF-8, all is read", "<a>\n<b x='M\xfcller \xfc'/></a>", "2:8-2:9 xml-encoding: byte 0xFC is not valid UTF-8\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, problems := parse(c.in)
			if d := cmp.Diff(c.want, lines(problems)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			for _, p := range problems {
				if p.Severity != diag.Error || p.Category != "input" || p.File != "a.bpmn" || p.Help == "" && !strings.HasPrefix(p.Message, "markup") {
					t.Errorf("incomplete: %+v", p)
				}
			}
			if strings.Contains(c.name, "all is read") && (doc.Root == nil || doc.Root.End.End == 0 || doc.Root.End.Start == len(doc.File.Text()) && doc.Root.Tag.End != doc.Root.End.Start) {
				t.Errorf("not all was read: %s", tree(doc.Root))
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<a>", 1001) + strings.Repeat("</a>", 1001)
	for _, c := range []struct {
		in   string
		opts xmltree.Options
		want string
	}{
		{deep, xmltree.Options{}, "1:3001-1:3004 xml-too-deep: <a> is nested more than 1000 elements deep\n"},
		{deep, xmltree.Options{MaxDepth: 1001}, ""},
		{"<a/>", xmltree.Options{MaxBytes: 3}, "file file-too-large: file has 4 bytes, more than the limit of 3\n"},
		{"<a/>", xmltree.Options{MaxBytes: 4}, ""},
	} {
		doc, problems := xmltree.Parse(source.New("a.bpmn", []byte(c.in)), c.opts)
		if d := cmp.Diff(c.want, lines(problems)); d != "" {
			t.Errorf("%.10s %+v: (-want +got)\n%s", c.in, c.opts, d)
		}
		checkSpans(t, doc)
	}
	_, problems := parse("<a " + strings.Repeat("x='' ", 300) + "/>")
	if len(problems) != 100 {
		t.Errorf("%d problems of 299, want 100", len(problems))
	}
}

// TestPartialTree looks at what is left of a file that is cut off by a fault.
func TestPartialTree(t *testing.T) {
	t.Parallel()
	doc, _ := parse("<a><b x='1'>text</b><c><d/></a>")
	if d := cmp.Diff(`{}a "" ({}b {}x="1" "text") ({}c "" ({}d ""))`, tree(doc.Root)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	checkSpans(t, doc)
	if out, err := doc.Tree.WriteToString(); err != nil || out != `<a><b x="1">text</b><c><d/></c></a>` {
		t.Errorf("etree document is %s, %v", out, err)
	}
}

func TestNamespaces(t *testing.T) {
	t.Parallel()
	doc, problems := parse(`<a xmlns="d" xmlns:p="u" x="" p:x="" xml:lang="en"><p:b xmlns:p="v" p:y=""><c xmlns=""/></p:b><p:e/><q:f q:id="1"/></a>`)
	want := `{d}a {http://www.w3.org/2000/xmlns/}xmlns="d" {http://www.w3.org/2000/xmlns/}p="u" {}x="" {u}x="" {http://www.w3.org/XML/1998/namespace}lang="en" ""` +
		` ({v}b {http://www.w3.org/2000/xmlns/}p="v" {v}y="" "" ({}c {http://www.w3.org/2000/xmlns/}xmlns="" ""))` +
		` ({u}e "") ({}f {}q:id="1" "")`
	if d := cmp.Diff(want, tree(doc.Root)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if len(problems) != 1 || problems[0].Rule != "xml-unbound-prefix" {
		t.Errorf("problems: %s", lines(problems))
	}
	b := doc.Root.Child("v", "b")
	for _, c := range []struct {
		e      *xmltree.Element
		prefix string
		uri    string
		ok     bool
	}{
		{doc.Root, "p", "u", true}, {b, "p", "v", true}, {b, "", "d", true}, {b.Children[0], "", "", true},
		{b.Children[0], "p", "v", true}, {b, "q", "", false}, {b, "xml", xmltree.NamespaceXML, true},
	} {
		if uri, ok := c.e.LookupNamespace(c.prefix); uri != c.uri || ok != c.ok {
			t.Errorf("%s at <%s>: %q, %v", c.prefix, c.e.Local, uri, ok)
		}
	}
	if b.Prefix() != "p" || doc.Root.Prefix() != "" || doc.Root.Child("", "b") != nil {
		t.Error("prefix or child")
	}
	if doc.Root.Attr("u", "x") == nil || doc.Root.Attr("u", "z") != nil || doc.Root.Attr("u", "z").Text() != "" {
		t.Error("attribute by namespace")
	}
	if f := doc.Root.Children[2]; f.Attr("", "id") != nil {
		t.Error("an unbound q:id passes for id")
	}
}

func TestOffsets(t *testing.T) {
	t.Parallel()
	in := "<a x='1 &lt; 2\r\n3\t&#x20AC;&#10;ü' y=''>p&amp;q\r\nr<!-- - --><![CDATA[&s\r\nt]]><b/> u\n</a>"
	doc, problems := parse(in)
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	a := doc.Root.Attr("", "x")
	if a.Value != "1 < 2 3 €\nü" || doc.Root.Text() != "p&q\nr&s\nt u\n" {
		t.Fatalf("value %q, text %q", a.Value, doc.Root.Text())
	}
	for i, want := range []string{"1", " ", "&lt;", " ", "2", "\r\n", "3", "\t", "&#x20AC;", "&#x20AC;", "&#x20AC;", "&#10;", "\xc3", "\xbc"} {
		s := doc.AttrSpan(a, i, i+1)
		if got := in[s.Start:s.End]; got != want || doc.AttrOffset(a, i) != s.Start {
			t.Errorf("byte %d of the value is %q, offset %d, want %q", i, got, doc.AttrOffset(a, i), want)
		}
	}
	for i, want := range []string{"p", "&amp;", "q", "\r\n", "r", "&", "s", "\r\n", "t", " ", "u", "\n"} {
		s := doc.TextSpan(doc.Root, i, i+1)
		if got := in[s.Start:s.End]; got != want || doc.TextOffset(doc.Root, i) != s.Start {
			t.Errorf("byte %d of the text is %q, want %q", i, got, want)
		}
	}
	for got, want := range map[source.Span]string{
		doc.AttrSpan(a, 0, len(a.Value)):              in[a.Raw.Start:a.Raw.End],
		doc.AttrSpan(a, 2, 5):                         "&lt; 2",
		doc.AttrSpan(a, 99, 99):                       "",
		doc.TrimmedTextSpan(doc.Root):                 "p&amp;q\r\nr<!-- - --><![CDATA[&s\r\nt]]><b/> u",
		doc.Root.TextSpan():                           "p&amp;q\r\nr<!-- - --><![CDATA[&s\r\nt]]><b/> u\n",
		doc.Root.Children[0].TextSpan():               "",
		doc.TrimmedTextSpan(doc.Root.Children[0]):     "",
		doc.TextSpan(doc.Root, 4, 6):                  "r<!-- - --><![CDATA[&",
		doc.AttrSpan(doc.Root.Attr("", "y"), 0, 0):    "",
		doc.TextSpan(doc.Root, 0, len("p&q\nr&s\nt")): "p&amp;q\r\nr<!-- - --><![CDATA[&s\r\nt",
	} {
		if in[got.Start:got.End] != want {
			t.Errorf("span %v is %q, want %q", got, in[got.Start:got.End], want)
		}
	}
	if end := doc.AttrOffset(a, len(a.Value)); end != a.Raw.End {
		t.Errorf("end of the value is %d, want %d", end, a.Raw.End)
	}
}

// TestWrite parses, writes and parses again.
func TestWrite(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"<?xml version=\"1.0\"?>\n<!-- c --><?pi d?>\n<a/>\n<!-- e -->\n",
		"<a x='1 &lt; &quot;2&quot; &apos;\r\n&#13;&#10;&#9;'>p&amp;q&#13;\r\nr <![CDATA[<s>\r\n]]&]]> ]]&gt;</a>",
		"<p:a xmlns:p='u'><p:b p:c=''/> <d/></p:a>",
		string(model(5)),
		"<?xml version=\"1.0\" encoding=\"windows-1252\"?><a x='M\xfcller \x80'/>",
	} {
		checkWrite(t, in)
	}
}

func checkWrite(t *testing.T, in string) {
	t.Helper()
	doc, problems := parse(in)
	if len(problems) > 0 {
		t.Fatalf("%q: %s", in, lines(problems))
	}
	out, err := doc.Tree.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	again, problems := parse(string(out))
	if len(problems) > 0 {
		t.Fatalf("%q: written %q: %s", in, out, lines(problems))
	}
	if d := cmp.Diff(tree(doc.Root), tree(again.Root)); d != "" {
		t.Errorf("%q: written %q: (-first +second)\n%s", in, out, d)
	}
	if twice, err := again.Tree.WriteToBytes(); err != nil || !bytes.Equal(out, twice) {
		t.Errorf("%q: written %q, then %q, %v", in, out, twice, err)
	}
}

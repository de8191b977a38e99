package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// Options bounds what is read. The zero value stands for the defaults.
type Options struct {
	// MaxBytes is the size of the largest file that is read, in bytes;
	// 64 MiB where it is 0.
	MaxBytes int
	// MaxDepth is the number of elements that may be open at once; 1000 where
	// it is 0.
	MaxDepth int
}

const (
	defaultBytes = 64 << 20
	defaultDepth = 1000
	// maxProblems bounds the memory for the problems of a hostile file.
	maxProblems = 100
)

// Parse reads a file, whose text it finds out itself from [source.File].Data.
// The document is never nil; its Root is nil where nothing could be read. No
// more than the first 100 problems are listed, in document order but for
// those of the whole file, all of severity error and category input.
func Parse(f *source.File, opts Options) (*Document, diag.List) {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = defaultBytes
	}
	if opts.MaxDepth <= 0 {
		opts.MaxDepth = defaultDepth
	}
	p := &parser{opts: opts, doc: &Document{File: f, Tree: etree.NewDocument()}}
	// Only so do CR, and LF and tab in attributes, survive writing.
	p.doc.Tree.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	if len(f.Data) > opts.MaxBytes {
		p.reportFile(msgTooLarge(len(f.Data), opts.MaxBytes))
		return p.doc, p.problems
	}
	if isBinary(f.Data) {
		p.reportFile(msgNotXML("binary"))
		return p.doc, p.problems
	}
	d := decode(f)
	p.doc.File, p.text = d.file, d.file.Text()
	if !p.recognize(&d) {
		return p.doc, p.problems
	}
	p.reportDecoding(&d)
	p.str = string(p.text)
	p.prepare()
	p.run(p.declaration(&d))
	return p.doc, p.problems
}

// parser is the state of one reading.
type parser struct {
	opts     Options
	doc      *Document
	text     []byte
	str      string // the same, so that values can share its memory
	problems diag.List

	dec   *xml.Decoder
	base  int // offset of the decoder's first byte in text
	open  []frame
	scope scope
	// Scratch: tokens, children and texts of all open elements, innermost
	// last, until their number is known.
	tokens   []etree.Token
	children []*Element
	texts    []text
	attrs    []rawAttr

	unbound map[string]bool // prefixes that were reported
	outside bool            // text outside of the root was reported
	doctype bool

	elements slab[Element]
	nodes    slab[etree.Element]
	attrSlab slab[Attr]
	nodeAttr slab[etree.Attr]
	data     slab[etree.CharData]
	kids     slab[*Element]
	toks     slab[etree.Token]
	txts     slab[text]
}

// frame is an open element: where its part of the scratch begins.
type frame struct {
	element                 *Element
	name                    source.Span
	tokens, children, texts int
	scope                   int
}

// prepare estimates how much of everything the file has.
func (p *parser) prepare() {
	elements, texts := 0, 0
	for i := 0; ; i++ {
		n := bytes.IndexByte(p.text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		if i+1 < len(p.text) && p.text[i+1] != '/' {
			elements++
		}
		if i > 0 && p.text[i-1] != '>' {
			texts++
		}
	}
	attrs := bytes.Count(p.text, []byte{'='})
	p.elements.left, p.nodes.left, p.kids.left = elements, elements, elements
	p.attrSlab.left, p.nodeAttr.left = attrs, attrs
	p.data.left, p.txts.left, p.toks.left = texts, texts, elements+texts
	p.scope = newScope()
	p.unbound = map[string]bool{}
}

func (p *parser) reportDecoding(d *decoded) {
	if d.fault != nil {
		p.report(d.span, d.fault)
	}
	if d.illegals > 0 {
		p.report(source.Span{Start: d.illegalAt, End: d.illegalAt + utf8.RuneLen(utf8.RuneError)}, msgIllegal(d.illegal, d.illegals-1))
	}
}

// bytesReader keeps encoding/xml from putting a bufio.Reader before the text.
type bytesReader struct {
	text []byte
	at   int
}

func (r *bytesReader) ReadByte() (byte, error) {
	if r.at >= len(r.text) {
		return 0, io.EOF
	}
	r.at++
	return r.text[r.at-1], nil
}

func (r *bytesReader) Read(b []byte) (int, error) {
	if r.at >= len(r.text) {
		return 0, io.EOF
	}
	n := copy(b, r.text[r.at:])
	r.at += n
	return n, nil
}

// run reads all tokens from an offset on.
func (p *parser) run(base int) {
	p.base = base
	p.dec = xml.NewDecoder(&bytesReader{text: p.text[base:]})
	// A declaration in the wrong place is our own problem; the text is
	// decoded whatever it says.
	p.dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		start := p.offset()
		tok, err := p.dec.RawToken()
		if err != nil {
			if !errors.Is(err, io.EOF) || start < len(p.text) {
				p.diagnose(start, err)
			} else {
				p.finish()
			}
			break
		}
		if !p.token(start, p.offset(), tok) {
			break
		}
	}
	for len(p.open) > 0 {
		p.close(source.Span{Start: len(p.text), End: len(p.text)})
	}
	p.doc.Tree.Child = p.toks.take(len(p.tokens))[:0]
	for _, t := range p.tokens {
		p.doc.Tree.AddChild(t)
	}
}

func (p *parser) offset() int { return p.base + int(p.dec.InputOffset()) }

// token adds a token that stands in [start, end) and tells whether to go on.
func (p *parser) token(start, end int, tok xml.Token) bool {
	at := source.Span{Start: start, End: end}
	switch t := tok.(type) {
	case xml.StartElement:
		return p.startElement(start)
	case xml.EndElement:
		return p.endElement(at)
	case xml.CharData:
		return p.charData(at)
	case xml.Comment:
		data := source.Span{Start: start + len("<!--"), End: end - len("-->")}
		p.tokens = append(p.tokens, etree.NewComment(p.value(data, false, true)))
	case xml.ProcInst:
		p.procInst(at, t.Target)
	case xml.Directive:
		p.directive(at)
	}
	return true
}

func (p *parser) startElement(start int) bool {
	name, attrs, end, empty, bad := p.startTag(start)
	if bad != nil {
		p.report(bad.span, bad.problem)
		return false
	}
	if len(p.open) == 0 && p.doc.Root != nil {
		p.report(source.Span{Start: start, End: end}, msgSecondRoot(p.cut(name)),
			p.related(p.doc.Root.Tag, "the first root element"))
		return false
	}
	if len(p.open) >= p.opts.MaxDepth {
		p.report(source.Span{Start: start, End: end}, msgTooDeep(p.cut(name), p.opts.MaxDepth))
		return false
	}
	e := p.elements.one()
	e.Node = p.nodes.one()
	e.Tag = source.Span{Start: start, End: end}
	if len(p.open) == 0 {
		p.doc.Root = e
	} else {
		e.Parent = p.open[len(p.open)-1].element
	}
	p.doc.Count++
	mark := len(p.scope.log)
	p.attributes(e, attrs)
	prefix, local := split(p.str[name.Start:name.End])
	e.Node.Space, e.Node.Tag = prefix, local
	e.Space, _ = p.resolve(prefix, name)
	e.Local = local
	p.tokens = append(p.tokens, e.Node)
	p.children = append(p.children, e)
	p.open = append(p.open, frame{e, name, len(p.tokens), len(p.children), len(p.texts), mark})
	if empty {
		// The decoder gives an end tag of its own for it.
		e.End = source.Span{Start: end, End: end}
	}
	return true
}

func split(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i > 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}

func (p *parser) endElement(at source.Span) bool {
	if at.Start == at.End {
		p.close(at)
		return true
	}
	name := source.Span{Start: at.Start + 2, End: nameEnd(p.text, at.Start+2)}
	if bad := p.checkEndName(name); bad != nil {
		p.report(bad.span, bad.problem)
		return false
	}
	if len(p.open) == 0 {
		p.report(at, msgStrayEnd(p.cut(name)))
		return false
	}
	top := &p.open[len(p.open)-1]
	if p.str[top.name.Start:top.name.End] != p.str[name.Start:name.End] {
		p.report(at, msgMismatch(p.cut(top.name), p.cut(name)), p.related(top.element.Tag, "the element that is open"))
		return false
	}
	p.close(at)
	return true
}

// close ends the innermost element: what it contains goes from the scratch to
// slices of exactly the right length.
func (p *parser) close(end source.Span) {
	f := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	e := f.element
	e.End = end
	if n := len(p.children) - f.children; n > 0 {
		e.Children = p.kids.take(n)
		copy(e.Children, p.children[f.children:])
		p.children = p.children[:f.children]
	}
	if n := len(p.texts) - f.texts; n > 0 {
		e.texts = p.txts.take(n)
		copy(e.texts, p.texts[f.texts:])
		p.texts = p.texts[:f.texts]
	}
	if n := len(p.tokens) - f.tokens; n > 0 {
		e.Node.Child = p.toks.take(n)[:0]
		for _, t := range p.tokens[f.tokens:] {
			e.Node.AddChild(t)
		}
		p.tokens = p.tokens[:f.tokens]
	}
	p.scope.restore(f.scope)
}

func (p *parser) charData(at source.Span) bool {
	raw, cdata := at, p.text[at.Start] == '<'
	if cdata {
		raw = source.Span{Start: at.Start + len("<![CDATA["), End: at.End - len("]]>")}
	} else if bad := p.references(raw.Start, raw.End); bad != nil {
		p.report(bad.span, bad.problem)
		return false
	}
	value := p.value(raw, false, cdata)
	if len(p.open) == 0 {
		p.textOutside(at, raw)
	} else {
		p.texts = append(p.texts, text{value, raw, cdata})
	}
	if cdata {
		p.tokens = append(p.tokens, etree.NewCData(value))
		return true
	}
	data := p.data.one()
	data.SetData(value)
	p.tokens = append(p.tokens, data)
	return true
}

// textOutside reports the first text outside of the root that is not white
// space; references and CDATA sections are not, whatever they stand for.
func (p *parser) textOutside(at, raw source.Span) {
	start := skipSpace(p.text[:raw.End], raw.Start)
	if at != raw {
		start = at.Start
	}
	if p.outside || start >= raw.End && at == raw {
		return
	}
	p.outside = true
	p.report(source.Span{Start: start, End: start + firstLine(p.text[start:at.End])}, msgOutside())
}

// firstLine returns the length of the first line without white space at its
// end.
func firstLine(text []byte) int {
	if n := bytes.IndexAny(text, "\r\n"); n >= 0 {
		text = text[:n]
	}
	return len(bytes.TrimRight(text, space))
}

func (p *parser) procInst(at source.Span, target string) {
	start := at.Start + len("<?") + len(target)
	if strings.EqualFold(target, "xml") {
		p.report(at, msgLateDeclaration())
	} else if bytes.IndexByte(p.text[at.Start:start], ':') >= 0 || !isSpace(p.text[start]) && start+2 != at.End {
		p.report(at, msgBadProcInst())
	}
	data := source.Span{Start: skipSpace(p.text[:at.End-2], start), End: at.End - 2}
	p.tokens = append(p.tokens, etree.NewProcInst(target, p.value(data, false, true)))
}

func (p *parser) directive(at source.Span) {
	data := source.Span{Start: at.Start + len("<!"), End: at.End - 1}
	name := source.Span{Start: at.Start, End: max(nameEnd(p.text[:at.End], data.Start), data.Start)}
	switch {
	case p.str[data.Start:name.End] == "DOCTYPE" && p.doc.Root == nil && !p.doctype:
		p.doctype = true
		p.report(name, msgDoctype())
	default:
		p.report(name, msgStrayDeclaration(p.cut(name)))
	}
	p.tokens = append(p.tokens, etree.NewDirective(p.value(data, false, true)))
}

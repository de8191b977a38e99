package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Model is a model to be changed.
type Model struct {
	d *bpmn.Definitions
	// extensions are the namespaces that the engine reads, the preferred first.
	extensions []string
	index      *index // of ids and references, made when it is first needed
}

// New returns a model to be changed. The extensions are the namespaces in which
// its engine reads attributes, the preferred first; without one they are
// Camunda's and Activiti's.
func New(d *bpmn.Definitions, extensions ...string) *Model {
	if len(extensions) == 0 {
		extensions = []string{bpmn.CamundaNamespace, bpmn.ActivitiNamespace}
	}
	return &Model{d: d, extensions: extensions}
}

// Draft returns an empty change.
func (m *Model) Draft() *Draft { return &Draft{m: m} }

// Draft is one change of a model. After the first step that cannot be made the
// others do nothing.
type Draft struct {
	m       *Model
	steps   []step
	renames []diag.Rename
	err     error
}

// step replaces a span of the text by markup.
type step struct {
	span   source.Span
	markup string
}

// errNothing says that a draft changes nothing.
var errNothing = errors.New("nothing would change")

// Fix returns the change as a fix. The error tells which step cannot be made,
// or that nothing would change.
func (t *Draft) Fix(title string, safe bool) (diag.Fix, error) {
	if t.err != nil {
		return diag.Fix{}, t.err
	}
	fix := diag.Fix{Title: title, Safe: safe, Edits: t.edits(), Renames: t.renames}
	if len(fix.Edits) == 0 {
		return diag.Fix{}, errNothing
	}
	return fix, nil
}

// edits returns the steps as edits of the file's data, in order. What would
// change something that is removed, and what changes nothing, is left out.
func (t *Draft) edits() []source.Edit {
	steps := slices.Clone(t.steps)
	slices.SortStableFunc(steps, func(a, b step) int {
		if a.span.Start != b.span.Start {
			return a.span.Start - b.span.Start
		}
		// What is put before a place comes before what is done to it; of two
		// removals from one place on the larger counts.
		if empty := isEmpty(a.span); empty != isEmpty(b.span) {
			if empty {
				return -1
			}
			return 1
		}
		return b.span.End - a.span.End
	})
	file := t.m.d.File
	var out []source.Edit
	removed := 0
	for _, s := range steps {
		if s.span.Start < removed && s.span.End <= removed {
			continue
		}
		if string(file.Text()[s.span.Start:s.span.End]) == s.markup {
			continue
		}
		if s.markup == "" {
			removed = s.span.End
		}
		out = append(out, source.Edit{
			Start: file.Offset(s.span.Start), End: file.Offset(s.span.End), New: t.m.d.Document.Encode(s.markup),
		})
	}
	return out
}

func isEmpty(s source.Span) bool { return s.Start == s.End }

func (t *Draft) replace(span source.Span, markup string) {
	t.steps = append(t.steps, step{span, markup})
}

func (t *Draft) insert(at int, markup string) { t.replace(source.Span{Start: at, End: at}, markup) }

// fail makes the draft one that cannot be made, unless it is already.
func (t *Draft) fail(format string, args ...any) {
	if t.err == nil {
		t.err = fmt.Errorf(format, args...)
	}
}

// Err returns why the draft cannot be made, nil if it can so far.
func (t *Draft) Err() error { return t.err }

// SetAttribute gives an element an attribute, or another value to the one that
// it has.
func (t *Draft) SetAttribute(x *xmltree.Element, name, value string) {
	if t.err != nil {
		return
	}
	if a := t.m.attribute(x, name); a != nil {
		t.replace(a.Raw, escape(value, t.m.quote(a)))
		return
	}
	written := t.written(x, name)
	if t.err != nil {
		return
	}
	at, sep, quote := t.m.behindAttributes(x)
	t.insert(at, sep+written+"="+string(quote)+escape(value, quote)+string(quote))
}

// RemoveAttribute takes an attribute from an element, which has it.
func (t *Draft) RemoveAttribute(x *xmltree.Element, name string) {
	if t.err != nil {
		return
	}
	a := t.m.attribute(x, name)
	if a == nil {
		t.fail("%s has no attribute %s", x.Local, name)
		return
	}
	t.removeAttribute(a)
}

func (t *Draft) removeAttribute(a *xmltree.Attr) {
	text := t.m.text()
	start := a.Name.Start
	for start > 0 && isSpace(text[start-1]) {
		start--
	}
	t.replace(source.Span{Start: start, End: a.Raw.End + 1}, "")
}

// RenameAttribute gives an attribute of an element another name; its value
// stays. The element must not have an attribute of the new name.
func (t *Draft) RenameAttribute(x *xmltree.Element, name, to string) {
	if t.err != nil {
		return
	}
	a := t.m.attribute(x, name)
	switch {
	case a == nil:
		t.fail("%s has no attribute %s", x.Local, name)
	case t.m.attribute(x, to) != nil:
		t.fail("%s has an attribute %s already", x.Local, to)
	default:
		if written := t.written(x, to); t.err == nil {
			t.replace(a.Name, written)
		}
	}
}

// ReplaceNamespace puts one namespace in the place of another wherever that is
// declared.
func (t *Draft) ReplaceNamespace(from, to string) {
	found := false
	t.m.walk(func(x *xmltree.Element) {
		for i := range x.Attrs {
			if a := &x.Attrs[i]; a.Space == xmltree.NamespaceXMLNS && a.Value == from {
				found = true
				t.replace(a.Raw, escape(to, t.m.quote(a)))
			}
		}
	})
	if !found {
		t.fail("the namespace %s is not declared", from)
	}
}

// SetText puts a text in the place of an element's, white space around it not
// counted. The element must not have children or comments.
func (t *Draft) SetText(x *xmltree.Element, value string) {
	text := t.m.text()
	span := t.m.d.Document.TrimmedTextSpan(x)
	old, cdata := string(text[span.Start:span.End]), t.m.inCDATA(x, span)
	switch {
	case t.err != nil:
	case len(x.Children) > 0 || strings.Contains(old, "]]>") || !cdata && strings.Contains(old, "<"):
		t.fail("%s has more than a text", x.Local)
	case isEmpty(x.End) && x.End.Start == x.Tag.End && strings.HasSuffix(string(text[x.Tag.Start:x.Tag.End]), "/>"):
		t.open(x, escapeText(value))
	case cdata:
		if strings.Contains(value, "]]>") {
			t.fail("the text of %s cannot hold ]]>", x.Local)
			return
		}
		t.replace(span, value)
	default:
		t.replace(span, escapeText(value))
	}
}

// inCDATA reports whether a place in the text of an element lies in a CDATA
// section.
func (m *Model) inCDATA(x *xmltree.Element, at source.Span) bool {
	before := string(m.text()[x.Tag.End:at.Start])
	return strings.LastIndex(before, "<![CDATA[") > strings.LastIndex(before, "]]>")
}

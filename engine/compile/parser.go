package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// parser goes through one file as the engine's parser does and collects what
// it would report.
type parser struct {
	Options
	words    platform.Wording
	uses     Plugins
	d        *bpmn.Definitions
	root     *xmltree.Element
	problems []Problem

	// namespace and fallback are the extension namespaces.
	namespace, fallback string
	// The root elements by id; a nil element stands for one without id.
	messages, signals, errors, escalations map[string]*xmltree.Element
	// linkTargets are the ids of catching links by name, linkSources the names
	// of throwing links by id: of the whole file.
	linkTargets, linkSources map[string]string
	ids                      map[string]bool // of all elements; made when first needed

	processes []*process
	pools     []string // ids of the pools of executable processes
	process   *process // that is parsed now
	// muted says that the engine has given up on the flows of a scope.
	muted bool
}

// process is an executable process and its activities by id.
type process struct {
	scope *activity
	byID  map[string]*activity
	lanes map[string]bool
	flows map[string]*xmltree.Element
	// messages are the names of message start events, timers the timer start
	// events, signals the signal start events: the deployer looks at these.
	messages []startMessage
	timers   []*xmltree.Element
	signals  []startSignal
	// unnamedJob is the last asynchronous activity without id, nil for none.
	unnamedJob *xmltree.Element
}

type startMessage struct {
	name string
	xml  *xmltree.Element
}

type startSignal struct {
	text string
	xml  *xmltree.Element
}

// at is the place of a problem. The zero value is a problem without a place:
// line 0, column 0.
type at struct {
	// element gives the engine's position (behind its start tag) and, where
	// main is empty, the main element id.
	element *xmltree.Element
	// attr is the attribute to show to a user, nil for the start tag.
	attr *xmltree.Attr
	// show is the element to show to a user where it is another one.
	show *xmltree.Element
	// main is the engine's main element id where it is not the element's own;
	// elements are the ids that the engine lists where they are more.
	main     string
	elements []string
	// anonymous says that the engine names neither place nor element.
	anonymous bool
}

// noID stands for the id of an activity that has none.
const noID = "\x00"

// report adds a problem of a rule, named by its short name, and returns it for
// further remarks; the pointer is good until the next report.
func (p *parser) report(spec string, kind Kind, place at, message string) *Problem {
	q := Problem{Rule: ruleOf(spec), Kind: kind, Message: strings.ReplaceAll(message, noID, "null"), File: p.d.File, Position: -1, Element: place.element, Hidden: p.muted}
	if x := place.element; x != nil {
		q.Span = x.Tag
		if !place.anonymous {
			q.Position, q.Main = x.Tag.End, id(x)
		}
	}
	if place.main != "" {
		q.Main = strings.TrimPrefix(place.main, noID)
	}
	q.Elements = place.elements
	if q.Elements == nil && q.Main != "" {
		q.Elements = []string{q.Main}
	}
	if place.show != nil {
		q.Element, q.Span = place.show, place.show.Tag
	}
	if a := place.attr; a != nil {
		q.Span = source.Span{Start: a.Name.Start, End: min(a.Raw.End+1, len(p.d.File.Text()))}
	}
	q.Stops = kind == Exception
	p.problems = append(p.problems, q)
	return &p.problems[len(p.problems)-1]
}

// error reports a problem that the engine collects.
func (p *parser) error(spec string, place at, message string) *Problem {
	return p.report(spec, Error, place, message)
}

// warn reports a problem that the engine only logs.
func (p *parser) warn(spec string, place at, message string) *Problem {
	return p.report(spec, Warning, place, message)
}

// exception reports a problem that ends the engine's parser.
func (p *parser) exception(spec string, place at, message string) *Problem {
	place.anonymous = true
	return p.report(spec, Exception, place, message)
}

// breaks says that the engine's parser fails here with an internal error, as a
// consequence of what it has reported before, or (where it has reported
// nothing) for a reason of its own.
func (p *parser) breaks(x *xmltree.Element, detail string) {
	q := p.exception("BREAK-01", at{element: x}, parsing(detail))
	for i := range p.problems[:len(p.problems)-1] {
		if p.problems[i].Kind == Error && !p.problems[i].Hidden {
			q.Echo = true
			return
		}
	}
}

// clearer says that a problem tells better what the schema has said of the same
// place before.
func (p *parser) clearer(q *Problem) {
	for i := range p.problems {
		if o := &p.problems[i]; o.Rule.Spec == "XML-05" && o.Span == q.Span {
			o.Echo = true
		}
	}
}

// known reports whether some element of the file has an id.
func (p *parser) known(name string) bool {
	if p.ids == nil {
		p.ids = map[string]bool{}
		var collect func(x *xmltree.Element)
		collect = func(x *xmltree.Element) {
			if a := attr(x, "id"); a != nil {
				p.ids[a.Value] = true
			} else {
				p.ids[noID] = true
			}
			for _, c := range x.Children {
				collect(c)
			}
		}
		collect(p.root)
	}
	return p.ids[name]
}

// create takes in a flow node of a scope, or a multi-instance body.
func (p *parser) create(x *xmltree.Element, scope *activity, name string) *activity {
	a := &activity{id: name, xml: x, kind: x.Local, flowScope: scope}
	if attr(x, "id") != nil {
		if p.process.byID[name] != nil {
			p.exception("XML-04", at{element: x, attr: attr(x, "id")}, parsing("duplicate activity id '"+name+"'")).Echo = true
		} else {
			p.process.byID[name] = a
		}
	}
	scope.children = append(scope.children, a)
	return a
}

// find returns the activity of an id within a scope, at any depth; nil for
// none.
func (p *parser) find(scope *activity, name *xmltree.Attr) *activity {
	if name == nil {
		return nil
	}
	a := p.process.byID[name.Value]
	if a == nil || !a.within(scope) {
		return nil
	}
	return a
}

// findAtLevel returns the activity of an id that belongs to a process or
// sub-process directly.
func (p *parser) findAtLevel(scope *activity, name string) *activity {
	a := p.process.byID[name]
	if a == nil || a.level() != scope {
		return nil
	}
	return a
}

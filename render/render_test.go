package render_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/source"
)

func parse(t testing.TB, name string, data []byte) *bpmn.Definitions {
	t.Helper()
	defs, problems := bpmn.Parse(source.New(name, data), bpmn.Options{})
	if defs == nil {
		t.Fatalf("%s: %v", name, problems)
	}
	return defs
}

func model(t testing.TB, name string) *bpmn.Definitions {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".bpmn"))
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, name, data)
}

// process returns a model with a process of this content.
func process(t testing.TB, content string) *bpmn.Definitions {
	t.Helper()
	return parse(t, "model", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p">`+
		content+`</process></definitions>`))
}

func svg(t testing.TB, d *bpmn.Definitions, o render.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.SVG(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// element is an element of a drawing.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e *element) walk(visit func(*element)) {
	visit(e)
	for i := range e.Children {
		e.Children[i].walk(visit)
	}
}

// read reads a drawing, strictly.
func read(t testing.TB, drawing string) *element {
	t.Helper()
	var root element
	if err := xml.Unmarshal([]byte(drawing), &root); err != nil {
		t.Fatalf("not well-formed: %v", err)
	}
	if root.XMLName.Local != "svg" || root.XMLName.Space != "http://www.w3.org/2000/svg" {
		t.Fatalf("the root is %v", root.XMLName)
	}
	return &root
}

// byID returns the elements with an id, and fails where two have the same.
func byID(t testing.TB, root *element) map[string]*element {
	t.Helper()
	out := map[string]*element{}
	root.walk(func(e *element) {
		if id := e.attr("id"); id != "" {
			if out[id] != nil {
				t.Errorf("the id %q is there twice", id)
			}
			out[id] = e
		}
	})
	return out
}

// group returns the markup of an element of the model, without its title.
func group(t testing.TB, drawing, id string) string {
	t.Helper()
	_, rest, ok := strings.Cut(drawing, `<g id="`+id+`" `)
	if !ok {
		t.Fatalf("%q is not drawn", id)
	}
	rest, _, _ = strings.Cut(rest, "\n")
	return rest
}

var models = []string{"kinds", "pools", "nested", "partial", "hostile"}

func TestEachElementIsDrawnOnce(t *testing.T) {
	t.Parallel()
	for _, name := range models {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defs := model(t, name)
			drawing := svg(t, defs, render.Options{})
			root := read(t, drawing)
			checkDrawing(t, root)
			drawn := byID(t, root)
			for _, n := range defs.Elements {
				if id := n.Base().ID; isDrawable(defs, n) && drawn[id] == nil {
					t.Errorf("%s is not drawn", n.Base().Label())
				}
			}
			if again := svg(t, defs, render.Options{}); again != drawing {
				t.Error("two drawings of one model differ")
			}
		})
	}
}

// isDrawable reports whether an element must be drawn, whether it has a shape
// in the diagram or not.
func isDrawable(d *bpmn.Definitions, n bpmn.Node) bool {
	e := n.Base()
	if e.ID == "" || d.ByID(e.ID) != n {
		return false
	}
	switch n := n.(type) {
	case *bpmn.FlowNode, *bpmn.Participant, *bpmn.MessageFlow:
		return true
	case *bpmn.Lane:
		return d.Shape(e.ID) != nil || len(d.Diagrams) == 0
	case *bpmn.SequenceFlow:
		return n.Source != nil && n.Target != nil && n.Source.Scope == n.Target.Scope && n.Scope == n.Source.Scope
	case *bpmn.Data:
		return n.Type != bpmn.DataObjectType
	case *bpmn.Artifact:
		return true
	case *bpmn.DataAssociation:
		return d.Edge(e.ID) != nil
	}
	return false
}

// checkDrawing fails where a number is none, or something lies outside of the
// drawing.
func checkDrawing(t testing.TB, root *element) {
	t.Helper()
	var x, y, w, h float64
	if _, err := fmt.Sscan(root.attr("viewBox"), &x, &y, &w, &h); err != nil || w <= 0 || h <= 0 {
		t.Fatalf("viewBox %q: %v", root.attr("viewBox"), err)
	}
	var visit func(e *element, dx, dy float64)
	visit = func(e *element, dx, dy float64) {
		switch e.XMLName.Local {
		case "script", "image", "use", "foreignObject":
			t.Errorf("there is an element %s", e.XMLName.Local)
		}
		for _, a := range e.Attrs {
			numeric := a.Name.Local != "id" && a.Name.Local != "class"
			if strings.HasPrefix(a.Name.Local, "on") || numeric && (strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf")) {
				t.Errorf("%s=%q", a.Name.Local, a.Value)
			}
		}
		if transform := e.attr("transform"); transform != "" {
			var tx, ty float64
			if _, err := fmt.Sscanf(transform, "translate(%f %f)", &tx, &ty); err != nil {
				t.Fatalf("transform %q: %v", transform, err)
			}
			dx, dy = dx+tx, dy+ty
			if strings.Contains(transform, ") ") {
				return // an icon or a name, scaled or rotated within its shape
			}
		}
		for _, p := range corners(e) {
			if p[0]+dx < x-0.01 || p[1]+dy < y-0.01 || p[0]+dx > x+w+0.01 || p[1]+dy > y+h+0.01 {
				t.Errorf("%s %v %v lies outside of the drawing %q", e.XMLName.Local, e.Attrs, p, root.attr("viewBox"))
			}
		}
		for i := range e.Children {
			visit(&e.Children[i], dx, dy)
		}
	}
	visit(root, 0, 0)
}

// corners returns points of an element: the corners of a rectangle, or where
// the absolute commands of a path lead to.
func corners(e *element) [][2]float64 {
	num := func(name string) float64 {
		var v float64
		fmt.Sscan(e.attr(name), &v)
		return v
	}
	switch e.XMLName.Local {
	case "rect":
		x, y := num("x"), num("y")
		return [][2]float64{{x, y}, {x + num("width"), y + num("height")}}
	case "ellipse":
		return [][2]float64{{num("cx") - num("rx"), num("cy") - num("ry")}, {num("cx") + num("rx"), num("cy") + num("ry")}}
	case "path":
		var out [][2]float64
		for _, part := range strings.FieldsFunc(e.attr("d"), func(r rune) bool { return r == 'M' || r == 'L' || r == 'z' }) {
			var p [2]float64
			if _, err := fmt.Sscan(part, &p[0], &p[1]); err == nil {
				out = append(out, p)
			}
		}
		return out
	}
	return nil
}

func TestNamesAreHarmless(t *testing.T) {
	t.Parallel()
	drawing := svg(t, model(t, "hostile"), render.Options{
		Prefix: `"><script>`, Legend: true,
		Marks: []render.Mark{{Element: "b", Severity: diag.Error, Text: "<b>", Title: "</title><script>\u202e", Link: `"><script>`}},
	})
	read(t, drawing)
	for _, bad := range []string{"<script", "\u202e", "\u202c", "\u0085", ` onload="`, ` onclick='`} {
		if strings.Contains(drawing, bad) {
			t.Errorf("the drawing contains %q", bad)
		}
	}
	if !strings.Contains(drawing, "line one</tspan>") || !strings.Contains(drawing, "&lt;script&gt;") {
		t.Error("names are lost")
	}
}

func TestNotation(t *testing.T) {
	t.Parallel()
	kinds := svg(t, model(t, "kinds"), render.Options{})
	tests := map[string]struct {
		has   string
		times int
	}{
		"callActivity":     {"bpmn-thick", 1},
		"transaction":      {"<rect", 2},
		"onSignal2":        {"bpmn-dotted", 1},
		"startTimer":       {"bpmn-dashed", 0},
		"eventStart":       {"bpmn-dashed", 1},
		"onTimer":          {"bpmn-dashed", 0},
		"onEscalation":     {"bpmn-dashed", 2},
		"catchMessage":     {"bpmn-solid", 0},
		"throwMessage":     {"bpmn-solid", 2},
		"endNone":          {"bpmn-thick", 1},
		"startNone":        {"<path", 0},
		"noMarker":         {"<path", 1},
		"exclusiveGateway": {"<path", 2},
		"defaultFlow":      {"<path", 4},
		"conditionalFlow":  {"<path", 4},
		"plainFlow":        {"<path", 3},
		"directed":         {"<path", 3},
		"both":             {"<path", 4},
		"plain":            {"<path", 2},
		"collapsed":        {"M.5 .5h13v13h-13z", 1},
		"expanded":         {"M.5 .5h13v13h-13z", 0},
		"blue":             {"color:#1e88e5;fill:#bbdefb", 1},
		"orange":           {"color:#fb8c00;fill:#ffe0b2", 1},
		"black":            {"style=", 0},
		"hostile":          {"style=", 0},
		"darkFlow":         {"color:#0d4372;--bpmn-tint:#", 1},
		"dataList":         {"bpmn-heavy", 1},
		"group":            {"bpmn-group-body", 1},
		"compensationTask": {"M7 2.5v9l-5.5-4.5z", 1},
		"sequentialTask":   {"M2 3.5h10", 1},
		"parallelTask":     {"M3.5 2v10", 1},
		"collapsedEvent":   {"<ellipse", 1},
		"instantiating":    {"M8 .6a", 1},
		"startsParallel":   {"M23.2 16.5h3.6", 1},
	}
	for id, tt := range tests {
		if got := strings.Count(group(t, kinds, id), tt.has); got != tt.times {
			t.Errorf("%s has %q %d times, not %d: %s", id, tt.has, got, tt.times, group(t, kinds, id))
		}
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	defs := process(t, `<userTask id="a" name="A"><multiInstanceLoopCharacteristics id="loop" /></userTask><userTask id="b" /><sequenceFlow id="f" sourceRef="a" targetRef="b" />`)
	many := []render.Mark{}
	for i := range 6 {
		many = append(many, render.Mark{Element: "b", Severity: diag.Note, Text: fmt.Sprint(i), Title: fmt.Sprintf("note %d", i)})
	}
	drawing := svg(t, defs, render.Options{Legend: true, Highlight: []string{"f"}, Marks: append(many,
		render.Mark{Element: "loop", Severity: diag.Error, Text: "1", Title: "in the task", Link: "finding-1"},
		render.Mark{Element: "p", Severity: diag.Warning, Title: "of the process"},
		render.Mark{Element: "gone", Severity: diag.Warning, Title: "of nothing"},
	)})
	root := read(t, drawing)
	checkDrawing(t, root)
	for id, want := range map[string]string{"a": "bpmn-halo-error", "b": "bpmn-halo-note", "f": "bpmn-halo-highlight"} {
		if !strings.Contains(group(t, drawing, id), want) {
			t.Errorf("%s has no %s", id, want)
		}
	}
	for _, want := range []string{`<a href="#finding-1">`, ">+3<", "note 3\nnote 4\nnote 5</title>", ">of the process</text>", ">of nothing</text>"} {
		if !strings.Contains(drawing, want) {
			t.Errorf("the drawing lacks %q", want)
		}
	}
}

func TestMarkOfProcessStandsAtItsPool(t *testing.T) {
	t.Parallel()
	drawing := svg(t, model(t, "pools"), render.Options{Marks: []render.Mark{{Element: "order", Severity: diag.Warning, Text: "1"}}})
	if !strings.Contains(group(t, drawing, "shop"), "bpmn-halo-warning") {
		t.Error("the pool has no mark")
	}
}

func TestCrop(t *testing.T) {
	t.Parallel()
	defs := model(t, "nested")
	drawing := svg(t, defs, render.Options{Crop: "e2"})
	drawn := byID(t, read(t, drawing))
	for id, want := range map[string]bool{"e1": true, "e2": true, "e3": true, "expert": true, "pay": false, "cancelled": false} {
		if (drawn[id] != nil) != want {
			t.Errorf("%s is drawn: %v", id, !want)
		}
	}
	var b bytes.Buffer
	if err := render.SVG(&b, defs, render.Options{Crop: "gone"}); !errors.Is(err, render.ErrNotDrawn) || b.Len() > 0 {
		t.Errorf("error %v, %d bytes", err, b.Len())
	}
}

func TestPrefix(t *testing.T) {
	t.Parallel()
	for id := range byID(t, read(t, svg(t, model(t, "pools"), render.Options{Prefix: "m1-"}))) {
		if !strings.HasPrefix(id, "m1-") {
			t.Errorf("the id %q has no prefix", id)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	t.Parallel()
	drawing := svg(t, parse(t, "empty", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" />`)), render.Options{})
	checkDrawing(t, read(t, drawing))
	if !strings.Contains(drawing, "nothing to draw") {
		t.Error("the drawing does not say that there is nothing")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriterFails(t *testing.T) {
	t.Parallel()
	if err := render.SVG(broken{}, model(t, "pools"), render.Options{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
}

package changes

import (
	"encoding/json"
	"io"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
)

// The shape of the JSON report; docs/diff.md describes it.
type (
	jsonReport struct {
		Version string         `json:"version"`
		Changes int            `json:"changes"`
		Classes map[string]int `json:"classes"`
		Files   []jsonFile     `json:"files"`
	}
	jsonFile struct {
		Old     string       `json:"old"`
		New     string       `json:"new"`
		Drawn   int          `json:"drawn"`
		Changes []jsonChange `json:"changes"`
	}
	jsonChange struct {
		Kind       string       `json:"kind"`
		Class      string       `json:"class"`
		Aspect     string       `json:"aspect"`
		Message    string       `json:"message"`
		Effect     string       `json:"effect"`
		Old        *jsonElement `json:"old"`
		New        *jsonElement `json:"new"`
		By         string       `json:"by,omitempty"`
		Confidence string       `json:"confidence,omitempty"`
		Details    []jsonDetail `json:"details"`
		Covers     []jsonPart   `json:"covers"`
	}
	jsonElement struct {
		ID     string `json:"id"`
		Type   string `json:"type"`
		Name   string `json:"name"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	jsonDetail struct {
		Name string  `json:"name"`
		Old  *string `json:"old"`
		New  *string `json:"new"`
		Text string  `json:"text,omitempty"`
	}
	jsonPart struct {
		Of  string `json:"of"`
		Old string `json:"old"`
		New string `json:"new"`
	}
)

func writeJSON(w io.Writer, files []File, o Options) error {
	out := jsonReport{Version: o.Version, Classes: map[string]int{}, Files: []jsonFile{}}
	for _, class := range diff.Classes() {
		out.Classes[string(class)] = 0
	}
	for i := range files {
		f := &files[i]
		file := jsonFile{Old: f.Old, New: f.New, Drawn: f.Drawn, Changes: []jsonChange{}}
		for j := range f.Changes {
			c := &f.Changes[j]
			out.Changes++
			out.Classes[string(c.Class)]++
			file.Changes = append(file.Changes, jsonChangeOf(f, c))
		}
		out.Files = append(out.Files, file)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func jsonChangeOf(f *File, c *diff.Change) jsonChange {
	out := jsonChange{
		Kind: string(c.Kind), Class: string(c.Class), Aspect: c.Aspect, Message: c.Message, Effect: c.Effect,
		Old: jsonElementOf(f.Comparison.Old, c.Old), New: jsonElementOf(f.Comparison.New, c.New),
		Details: []jsonDetail{}, Covers: []jsonPart{},
	}
	if c.Kind == diff.Renamed {
		out.By, out.Confidence = c.By.String(), c.By.Confidence()
	}
	for _, d := range c.Details {
		detail := jsonDetail{Name: d.Name, Text: d.Text}
		if d.HasOld {
			detail.Old = &d.Old
		}
		if d.HasNew {
			detail.New = &d.New
		}
		out.Details = append(out.Details, detail)
	}
	for _, p := range c.Covers {
		old, new := p.Path()
		out.Covers = append(out.Covers, jsonPart{Of: p.Of.String(), Old: old, New: new})
	}
	return out
}

func jsonElementOf(d *bpmn.Definitions, n bpmn.Node) *jsonElement {
	if n == nil || n.Base().XML == nil {
		return nil
	}
	e := n.Base()
	at := d.File.Pos(e.XML.Tag.Start)
	return &jsonElement{ID: e.ID, Type: string(e.Type), Name: e.Name, Line: at.Line, Column: at.Column}
}

package report

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// configFile stands for the place of a finding about the run as a whole: a
// result without a physical location makes code scanning refuse the report.
const configFile = ".bpmnlint.yaml"

func (s *sarifWriter) result(d *diag.Diagnostic) *sarif.Result {
	id := ruleName(d.Rule)
	index := s.ruleIndex[id]
	fingerprint := s.prints.of(d)
	return &sarif.Result{
		RuleID:           &id,
		RuleIndex:        &index,
		Level:            new(severity(d).String()),
		Message:          sarif.Message{Text: new(linked(d))},
		Locations:        []*sarif.Location{s.location(placeOf(d), d.Range, d.Element)},
		RelatedLocations: s.related(d),
		PartialFingerprints: map[string]any{
			"bpmnlint/v1":             fingerprint,
			"primaryLocationLineHash": fingerprint,
		},
		Fixes: s.fixes(d),
	}
}

func placeOf(d *diag.Diagnostic) string {
	if d.File != "" {
		return d.File
	}
	for _, r := range d.Related {
		if r.File != "" {
			return r.File
		}
	}
	return configFile
}

func (s *sarifWriter) location(file string, r source.Range, e diag.Element) *sarif.Location {
	r = rangeOf(r)
	loc := &sarif.Location{PhysicalLocation: &sarif.PhysicalLocation{
		ArtifactLocation: s.artifact(file),
		Region: &sarif.Region{
			StartLine: &r.Start.Line, StartColumn: &r.Start.Column,
			EndLine: &r.End.Line, EndColumn: &r.End.Column,
		},
	}}
	if e.ID != "" {
		logical := &sarif.LogicalLocation{Name: new(cmpText(e.Name, e.ID)), FullyQualifiedName: &e.ID}
		if e.Type != "" {
			logical.Kind = &e.Type
		}
		loc.LogicalLocations = []*sarif.LogicalLocation{logical}
	}
	return loc
}

// artifact returns the place of a file. Only a relative URI has a base.
func (s *sarifWriter) artifact(file string) *sarif.ArtifactLocation {
	uri := s.uris.of(file)
	if strings.HasPrefix(uri, "file:") {
		return &sarif.ArtifactLocation{URI: &uri}
	}
	return &sarif.ArtifactLocation{URI: &uri, URIBaseId: new(rootBase)}
}

func (s *sarifWriter) related(d *diag.Diagnostic) []*sarif.Location {
	var list []*sarif.Location
	for i, r := range d.Related[:min(len(d.Related), maxRelated)] {
		loc := s.location(cmpText(r.File, placeOf(d)), r.Range, r.Element)
		loc.Id = new(uint(i + 1))
		loc.Message = &sarif.Message{Text: new(relatedLabel(r))}
		list = append(list, loc)
	}
	return list
}

// linked returns a finding's message with a link to each related place, which
// code scanning shows only if the message has them (SARIF §3.11.6): "… (see
// [the gateway](1))".
func linked(d *diag.Diagnostic) string {
	var b strings.Builder
	// A name such as "[urgent](1)" is not a link.
	b.WriteString(strings.ReplaceAll(cmpText(d.Message, d.Rule), "](", `\](`))
	for i, r := range d.Related[:min(len(d.Related), maxLinks)] {
		if i == 0 {
			b.WriteString(" (see ")
		} else {
			b.WriteString(", ")
		}
		b.WriteString("[" + linkText.Replace(relatedLabel(r)) + "](" + strconv.Itoa(i+1) + ")")
	}
	if n := len(d.Related) - maxLinks; n > 0 {
		b.WriteString(" and " + strconv.Itoa(n) + " more")
	}
	if len(d.Related) > 0 {
		b.WriteString(")")
	}
	return b.String()
}

var linkText = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)

// fixes returns the safe fixes that change something. Others need a person.
func (s *sarifWriter) fixes(d *diag.Diagnostic) []*sarif.Fix {
	var list []*sarif.Fix
	for _, f := range d.Fixes {
		if !f.Safe || len(f.Edits) == 0 || d.File == "" {
			continue
		}
		change := &sarif.ArtifactChange{ArtifactLocation: *s.artifact(d.File)}
		for _, e := range f.Edits {
			change.Replacements = append(change.Replacements, s.replacement(d.File, e))
		}
		fix := &sarif.Fix{ArtifactChanges: []*sarif.ArtifactChange{change}}
		if f.Title != "" {
			fix.Description = &sarif.Message{Text: new(f.Title)}
		}
		list = append(list, fix)
	}
	return list
}

// replacement returns an edit in bytes, and in lines and columns too where the
// bytes of the file are its text.
func (s *sarifWriter) replacement(path string, e source.Edit) *sarif.Replacement {
	r := &sarif.Replacement{DeletedRegion: sarif.Region{ByteOffset: new(e.Start), ByteLength: new(e.End - e.Start)}}
	f, text := s.edited.get(s.in.Source, path)
	if f != nil && text {
		at := f.Range(source.Span{Start: e.Start, End: e.End})
		r.DeletedRegion.StartLine, r.DeletedRegion.StartColumn = &at.Start.Line, &at.Start.Column
		r.DeletedRegion.EndLine, r.DeletedRegion.EndColumn = &at.End.Line, &at.End.Column
	}
	switch {
	case e.New == "":
	case text && utf8.ValidString(e.New):
		r.InsertedContent = &sarif.ArtifactContent{Text: new(e.New)}
	default:
		r.InsertedContent = &sarif.ArtifactContent{Binary: new(base64.StdEncoding.EncodeToString([]byte(e.New)))}
	}
	return r
}

// editedFile remembers the last file that was asked for: fixes come file by
// file.
type editedFile struct {
	path string
	file *source.File
	text bool
}

// get returns a file, nil if it is not at hand, and whether its bytes are its
// text, which is taken for granted if the file is not at hand.
func (l *editedFile) get(open func(string) *source.File, path string) (*source.File, bool) {
	if open == nil {
		return nil, true
	}
	if l.path != path {
		*l = editedFile{path: path, file: open(path), text: true}
		if l.file != nil {
			l.text = bytes.Equal(l.file.Text(), l.file.Data)
		}
	}
	return l.file, l.text
}

// fingerprints gives each finding of a report a value that stays the same
// while the finding does.
type fingerprints struct{ seen map[[2]string]int }

func newFingerprints() fingerprints { return fingerprints{make(map[[2]string]int)} }

// of returns the fingerprint of a finding. Findings without one (problems of
// reading a file) are told apart by rule and message, within a file by their
// order. It never depends on lines.
func (p fingerprints) of(d *diag.Diagnostic) string {
	value := d.Fingerprint
	if value == "" {
		value = hash(d.Rule, d.Element.ID, d.Message)
	}
	key := [2]string{placeOf(d), value}
	p.seen[key]++
	if n := p.seen[key]; n > 1 {
		return value + ":" + strconv.Itoa(n)
	}
	return value
}

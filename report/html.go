package report

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed" // the page's parts
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
)

// What a page holds at most. A browser opens a page of this size within a
// second or two; a picture costs it time when it is unfolded.
const (
	htmlPictures = 16 << 20 // bytes of pictures, as they stand in the page
	htmlPicture  = 4 << 20  // bytes of one picture
	htmlModels   = 200      // rows of the table of models
	htmlOpen     = 3        // models up to which all pictures are unfolded
)

//go:embed page/page.html
var htmlTemplate string

//go:embed page/page.css
var htmlStyle string

//go:embed page/page.js
var htmlScript string

// The page, as its template sees it. All text is plain.
type (
	htmlPage struct {
		Policy, Version, Found, In, Status, Verdict, Platforms string
		Incomplete                                             bool
		Notices                                                []string
		Severities                                             []htmlSeverity
		Rules                                                  []htmlRule
		Files                                                  []*htmlFile
		Worst                                                  []*htmlFile // the first of ranked
		ranked                                                 []*htmlFile // the most severe first
		Cut                                                    string
		Style                                                  template.CSS
		Script                                                 template.JS
	}
	htmlSeverity struct {
		Name  string
		Count int
	}
	htmlRule struct {
		ID, Anchor, Severity, Title, URL string
		Total, Models                    int
		Description, Help                []htmlParagraph
	}
	htmlParagraph []htmlRun
	htmlRun       struct {
		Text string
		Code bool
	}
	htmlFile struct {
		path                    string    // as in the findings
		list                    diag.List // its findings
		Path, Anchor            string
		Segments                []string // of Path, to break lines between
		Counts                  string
		Errors, Warnings, Notes int
		Picture                 template.URL
		Open                    bool // the picture is unfolded
		Findings                []htmlFinding
	}
	htmlFinding struct {
		ID, Place, Severity, Message, Rule, Anchor, Element, Help string
		Related, Fixes                                            []string
	}
)

// writeHTML writes one page that needs no network: what there is to say, the
// findings to search through, and the models with their findings in them. It
// can be read without its script.
func writeHTML(w io.Writer, run *Run, _ Options) ([]string, error) {
	tmpl, err := template.New("page").Parse(htmlTemplate)
	if err != nil {
		return nil, err
	}
	p := newHTMLPage(run)
	p.addRules(run)
	p.addFiles(run)
	var messages []string
	if p.Cut = p.addPictures(run); p.Cut != "" {
		messages = append(messages, p.Cut)
	}
	out := bufio.NewWriterSize(w, 64<<10)
	if err := tmpl.Execute(out, p); err != nil {
		return messages, err
	}
	return messages, out.Flush()
}

func newHTMLPage(run *Run) *htmlPage {
	// Nothing that gets into the page can run or load anything, whatever it
	// is: only this script may run.
	sum := sha256.Sum256([]byte(htmlScript))
	p := &htmlPage{
		Policy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-" +
			base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		Version: Printable(run.Version), Status: statusOf(run).String(),
		Verdict: Printable(run.Verdict), Platforms: DescribePlatforms(run.Platforms), Incomplete: run.Incomplete,
		Style: template.CSS(htmlStyle), Script: template.JS(htmlScript),
	}
	p.Found, p.In = verdictOf(run)
	for _, n := range run.Notices {
		p.Notices = append(p.Notices, Printable(n))
	}
	have := countAll(run.Diagnostics)
	for s := diag.Error; s >= diag.Note; s-- {
		p.Severities = append(p.Severities, htmlSeverity{s.String(), have[s]})
	}
	return p
}

// addRules adds the rules that have findings.
func (p *htmlPage) addRules(run *Run) {
	rules := run.ruleByID()
	for i, t := range tallies(run.Diagnostics, byRule) {
		r := htmlRule{
			ID: Printable(ruleName(t.name)), Anchor: "rule" + strconv.Itoa(i+1), Severity: t.worst().String(),
			Total: t.total(), Models: t.files,
		}
		if rule := rules[t.name]; rule != nil {
			r.Title = Printable(rule.Title)
			r.Description, r.Help = paragraphs(rule.Description), paragraphs(rule.Help)
			if isWebAddress(rule.URL) {
				r.URL = rule.URL
			}
		}
		p.Rules = append(p.Rules, r)
	}
}

// addFiles adds the files with findings, and the table of the worst of them.
func (p *htmlPage) addFiles(run *Run) {
	rules := run.ruleByID()
	anchors := make(map[string]string)
	for _, r := range p.Rules {
		anchors[r.ID] = r.Anchor
	}
	byPath := make(map[string]*htmlFile)
	list := run.Diagnostics
	for start, end := range perFile(list) {
		f := &htmlFile{path: list[start].File, list: list[start:end], Anchor: "model" + strconv.Itoa(len(p.Files)+1)}
		f.Path = Printable(cmp.Or(f.path, wholeRun))
		f.Segments = strings.SplitAfter(f.Path, "/")
		for i := range f.list {
			x := newHTMLFinding(&f.list[i], rules[f.list[i].Rule], anchors)
			x.ID = f.Anchor + "-" + strconv.Itoa(i+1)
			f.Findings = append(f.Findings, x)
		}
		byPath[f.path] = f
		p.Files = append(p.Files, f)
	}
	for _, t := range tallies(run.Diagnostics, byFile) {
		f := byPath[t.name]
		f.Counts = t.String()
		f.Errors, f.Warnings, f.Notes = t.counts[diag.Error], t.counts[diag.Warning], t.counts[diag.Note]
		p.ranked = append(p.ranked, f)
	}
	p.Worst = p.ranked[:min(len(p.ranked), htmlModels)]
}

func newHTMLFinding(d *diag.Diagnostic, rule *Rule, anchors map[string]string) htmlFinding {
	pos := rangeOf(d.Range).Start
	id := Printable(ruleName(d.Rule))
	f := htmlFinding{
		Place: strconv.Itoa(pos.Line) + ":" + strconv.Itoa(pos.Column), Severity: severity(d).String(),
		Message: Printable(cmpText(d.Message, d.Rule)), Rule: id, Anchor: anchors[id], Element: Printable(d.Element.ID),
	}
	// What to do about any finding of the rule stands with the rule.
	if rule == nil || strings.TrimSpace(rule.Help) != strings.TrimSpace(d.Help) {
		f.Help = Printable(d.Help)
	}
	for _, r := range d.Related {
		place := rangeOf(r.Range).Start
		file := ""
		if r.File != d.File {
			file = Printable(r.File) + ":"
		}
		f.Related = append(f.Related, fmt.Sprintf("%s%d:%d %s", file, place.Line, place.Column, Printable(relatedLabel(r))))
	}
	for _, x := range d.Fixes {
		f.Fixes = append(f.Fixes, Printable(x.Title))
	}
	return f
}

// addPictures draws the models, those with the most severe findings first, and
// returns a sentence about those for which there was no room.
func (p *htmlPage) addPictures(run *Run) string {
	if run.Picture == nil {
		return ""
	}
	room, left := htmlPictures, 0
	for _, f := range p.ranked {
		if f.path == "" {
			continue
		}
		if room == 0 {
			left++
			continue
		}
		svg := run.Picture(f.path, f.Anchor, f.list)
		size := base64.StdEncoding.EncodedLen(len(svg))
		switch {
		case svg == "":
		case size > htmlPicture:
			left++
		case size > room:
			room = 0
			left++
		default:
			room -= size
			f.Picture = template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg)))
		}
	}
	for _, f := range p.Files {
		f.Open = len(p.Files) <= htmlOpen
	}
	if left == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %d with findings %s not drawn in the HTML report: it would open slowly",
		counted(left, "model"), filesIn(run.Diagnostics), choice(left, "is", "are"))
}

// paragraphs splits Markdown, as rules have it, into paragraphs and what is
// code in them.
func paragraphs(markdown string) []htmlParagraph {
	var list []htmlParagraph
	for text := range strings.SplitSeq(strings.TrimSpace(markdown), "\n\n") {
		if text = Printable(text); text == "" {
			continue
		}
		var p htmlParagraph
		for i, part := range strings.Split(text, "`") {
			if part != "" {
				p = append(p, htmlRun{Text: part, Code: i%2 == 1})
			}
		}
		list = append(list, p)
	}
	return list
}

package review

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/report/changes"
)

// How much is written of one thing. What is left out is counted.
const (
	maxRows     = 100 // models in the table
	maxFindings = 50  // of one model
	maxChanges  = 50  // of one class in one model
	maxLines    = 60  // of the difference of one text
	maxListed   = 20  // notices, decisions
	maxName     = 300 // characters of a path or a title
	maxMessage  = 1000
	// maxOpen is the number of models up to which all that need a look are
	// unfolded.
	maxOpen = 5
)

// Options say how to write.
type Options struct {
	// MaxBytes is how long the page may be; 0 stands for any length. GitHub takes
	// 65,536 characters of a comment and 1 MiB of a job's summary.
	MaxBytes int
}

// WriteMarkdown writes the page in GitHub Flavored Markdown, which GitLab and
// Gitea read as well. The messages are lines for standard error about the page.
func WriteMarkdown(w io.Writer, r *Review, o Options) (messages []string, err error) {
	models := r.byImportance()
	rows, listed := maxRows, maxListed
	head := r.head(models, rows, listed)
	for o.MaxBytes > 0 && len(head) > o.MaxBytes/2 && rows+listed > 0 {
		rows, listed = rows/2, listed/2
		head = r.head(models, rows, listed)
	}
	var chapters []chapter
	for i, m := range models {
		chapters = append(chapters, r.chapter(m, i < maxOpen))
	}
	if len(r.Elsewhere) > 0 {
		chapters = append(chapters, r.elsewhere())
	}
	body, message := fit(chapters, o.MaxBytes-len(head), o.MaxBytes > 0)
	if message != "" {
		messages = append(messages, message)
	}
	text := head + body
	if o.MaxBytes > 0 && len(text) > o.MaxBytes {
		return nil, fmt.Errorf("a page of %d bytes does not hold the verdict: it needs %d", o.MaxBytes, len(text))
	}
	_, err = io.WriteString(w, text)
	return messages, err
}

// head writes the answer, what was compared, and the table of models: so many
// rows of it, and of each list so many texts.
func (r *Review) head(models []*Model, rows, listed int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s %s\n\n", r.Answer().sign(), report.MarkdownText(r.Verdict()))
	b.WriteString("Compared with " + report.MarkdownCode(short(cmp.Or(r.Base, "the base"), maxName)))
	if engines := report.DescribePlatforms(r.Platforms); engines != "" {
		b.WriteString("; engine: " + report.MarkdownText(engines))
	}
	b.WriteString(".")
	if hidden := r.Hidden.String(); hidden != "" {
		b.WriteString(" Not shown: " + report.MarkdownText(hidden) + ".")
	}
	b.WriteString("\n\n")
	bullets(&b, "", each(r.Notices, func(s string) string { return report.MarkdownText(short(s, maxMessage)) }), listed)
	bullets(&b, "Decisions changed, too, and are not looked at yet:\n\n", each(r.Decisions, func(s string) string { return report.MarkdownCode(short(s, maxName)) }), listed)
	folder := commonFolder(models)
	if folder != "" {
		b.WriteString("Models below " + report.MarkdownCode(folder) + ":\n\n")
	}
	r.table(&b, models, rows, folder)
	return b.String()
}

func each(texts []string, change func(string) string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = change(t)
	}
	return out
}

// bullets lists the first texts, which are Markdown, below a title.
func bullets(b *strings.Builder, title string, texts []string, most int) {
	if len(texts) == 0 {
		return
	}
	b.WriteString(title)
	for _, t := range texts[:min(len(texts), most)] {
		b.WriteString("- " + t + "\n")
	}
	if more := len(texts) - most; more > 0 {
		fmt.Fprintf(b, "- … and %d more\n", more)
	}
	b.WriteString("\n")
}

// commonFolder returns the folder that all models lie in, empty where the table
// is better off with whole paths.
func commonFolder(models []*Model) string {
	if len(models) < 2 {
		return ""
	}
	folder := path.Dir(models[0].path())
	for _, m := range models[1:] {
		for folder != "." && folder != "/" && !strings.HasPrefix(m.path(), folder+"/") {
			folder = path.Dir(folder)
		}
	}
	if folder == "." || folder == "/" || utf8.RuneCountInString(folder) > maxName {
		return ""
	}
	return folder + "/"
}

// table writes a row for each of the first models, with its path below a folder.
func (r *Review) table(b *strings.Builder, models []*Model, most int, folder string) {
	if len(models) == 0 {
		return
	}
	b.WriteString("| | Model | Changes | Deploys | New findings | Running instances | Way back |\n|---|---|---|---|---|---|---|\n")
	for _, m := range models[:min(len(models), most)] {
		instances, back := r.instancesOf(m)
		cells := []string{
			r.of(m).answer().sign(), report.MarkdownCode(short(strings.TrimPrefix(m.path(), folder), maxName)), report.MarkdownText(m.changed()),
			report.MarkdownText(m.deploys()), report.MarkdownText(severities(m.Findings)), report.MarkdownText(instances), report.MarkdownText(back),
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	if more := len(models) - most; more > 0 {
		fmt.Fprintf(b, "\n… and %s\n", count(more, "more model"))
	}
	b.WriteString("\n")
}

// changed says in a few words what became of a model.
func (m *Model) changed() string {
	switch {
	case m.Changes == nil:
		return "cannot be compared"
	case m.Old == "":
		return "new"
	case m.New == "":
		return "removed"
	}
	out := ""
	if m.Old != m.New {
		if len(m.Changes.Changes) == 0 {
			return "renamed"
		}
		out = "renamed, "
	}
	var classes []string
	for _, class := range diff.Classes() {
		if m.Changes.Count(class) > 0 {
			classes = append(classes, strings.ToLower(changes.Title(class)))
		}
	}
	switch {
	case len(classes) > 0:
		return out + count(len(m.Changes.Changes), "change") + ": " + strings.Join(classes, ", ")
	case m.Changes.Drawn > 0:
		return out + "layout"
	}
	return out + "nothing but spelling"
}

// deploys says in a few words whether the engine would deploy the new version.
func (m *Model) deploys() string {
	switch {
	case m.New == "":
		return ""
	case len(m.Refused) > 0:
		return "no: " + count(len(m.Refused), "problem")
	}
	return cmp.Or(m.NotDeployed, "yes")
}

// severities counts findings.
func severities(list diag.List) string {
	var parts []string
	for s := diag.Error; s >= diag.Note; s-- {
		if n := list.Count(s); n > 0 {
			parts = append(parts, count(n, s.String()))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "none")
}

// instancesOf says what happens to the instances of the process that needs most
// care, and whether they can come back.
func (r *Review) instancesOf(m *Model) (forward, back string) {
	var worst *page.Process
	for i := range m.Processes {
		if p := &m.Processes[i]; !p.Refused && (worst == nil || r.instances(p).answer() > r.instances(worst).answer()) {
			worst = p
		}
	}
	if worst == nil {
		return "", ""
	}
	forward, back = worst.Verdict(), worst.WayBack()
	if more := len(m.Processes) - 1; more > 0 {
		forward += fmt.Sprintf("; and %s", count(more, "more process"))
	}
	return forward, back
}

// chapter makes what is to unfold for a model.
func (r *Review) chapter(m *Model, mayOpen bool) chapter {
	t := r.of(m)
	unfolded := ""
	if mayOpen && t.answer() != Ready {
		unfolded = " open"
	}
	title := m.path()
	if m.Old != "" && m.New != "" && m.Old != m.New {
		title = m.Old + " → " + m.New
	}
	p := chapter{head: fmt.Sprintf("<details%s><summary>%s <code>%s</code>: %s</summary>\n\n",
		unfolded, t.answer().sign(), html.EscapeString(report.Printable(short(title, maxName))), cmp.Or(t.ofOne(), m.changed()))}
	p.add(section{"deployment", refusals, "The engine would not deploy it", refusalTable(m.Refused)})
	p.sections = append(p.sections, m.changeSections()...)
	p.add(section{"new findings", findings, "New findings", r.findingTable(m.Findings, false)})
	for i := range m.Processes {
		if x := &m.Processes[i]; x.Old != nil { // else there are no instances yet
			p.add(section{"running instances", migrations, "Running instances of " + report.MarkdownText(short(x.Title(), maxName)), x.Markdown()})
		}
	}
	return p
}

// refusalTable tells why the engine would not deploy a model.
func refusalTable(list diag.List) string {
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("| Place | Reason | What to do |\n|--:|---|---|\n")
	for i := range list[:min(len(list), maxFindings)] {
		d := &list[i]
		fmt.Fprintf(&b, "| %d:%d | %s | %s |\n", d.Start().Line, d.Start().Column, report.MarkdownText(short(d.Message, maxMessage)), report.MarkdownText(short(d.Help, maxMessage)))
	}
	more(&b, len(list)-maxFindings)
	return b.String()
}

// findingTable lists findings, the severe ones first.
func (r *Review) findingTable(list diag.List, withFile bool) string {
	if len(list) == 0 {
		return ""
	}
	urls := map[string]string{}
	for _, x := range r.Rules {
		urls[x.ID] = x.URL
	}
	var b strings.Builder
	b.WriteString("| Place | Severity | Finding | Rule |\n|--:|---|---|---|\n")
	written := 0
	for s := diag.Error; s >= diag.Note; s-- {
		for i := range list {
			d := &list[i]
			if d.Severity != s || written == maxFindings {
				continue
			}
			written++
			place := fmt.Sprintf("%d:%d", d.Start().Line, d.Start().Column)
			switch {
			case withFile && d.File == "":
				place = "the repository"
			case withFile:
				place = report.MarkdownCode(short(d.File, maxName)) + " " + place
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", place, d.Severity, report.MarkdownText(short(cmp.Or(d.Message, d.Rule), maxMessage)),
				report.MarkdownLink(d.Rule, urls[d.Rule]))
		}
	}
	more(&b, len(list)-written)
	return b.String()
}

// more counts what a table leaves out, and ends it.
func more(b *strings.Builder, n int) {
	if n > 0 {
		fmt.Fprintf(b, "\n… and %d more\n", n)
	}
	b.WriteString("\n")
}

// changeSections tell what changed, class by class.
func (m *Model) changeSections() []section {
	const title = "What changed"
	if m.Changes == nil {
		return []section{{"changes", migrations, title, "The versions cannot be compared: one of them cannot be read.\n\n"}}
	}
	var out []section
	if m.Picture.Address != "" {
		out = append(out, section{"the picture", refusals, title, picture(m.Picture)})
	}
	for i, class := range diff.Classes() {
		text := changes.Markdown(m.Changes, class, changes.Limits{Changes: maxChanges, Lines: maxLines})
		if text == "" {
			continue
		}
		name := changes.Title(class)
		if class == diff.Cosmetic {
			text = "<details><summary>" + name + "</summary>\n\n" + strings.TrimRight(text, "\n") + "\n\n</details>\n\n"
		} else {
			text = "**" + name + "**\n\n" + strings.TrimRight(text, "\n") + "\n\n"
		}
		out = append(out, section{strings.ToLower(name) + " changes", contract + priority(i), title, text})
	}
	if n := m.Changes.Drawn; n > 0 && len(m.Changes.Changes) == 0 {
		out = append(out, section{"changes of the layout", contract, title, fmt.Sprintf("Only the layout: %s drawn differently.\n\n", elements(n))})
	}
	return out
}

func elements(n int) string {
	if n == 1 {
		return "1 element is"
	}
	return fmt.Sprintf("%d elements are", n)
}

// picture shows a picture beside the page, and leads to one elsewhere: what
// shows a page of another site rarely shows its pictures.
func picture(p Picture) string {
	const title = "Both versions, with what changed marked"
	if link := report.MarkdownLink(title, p.Address); link != report.MarkdownText(title) {
		return link + ": " + report.MarkdownCode(short(p.Name, maxName)) + "\n\n"
	}
	escaped := (&url.URL{Path: p.Address}).String()
	return "[![" + title + "](<" + escaped + ">)](<" + escaped + ">)\n\n"
}

// elsewhere lists findings in models that did not change.
func (r *Review) elsewhere() chapter {
	t := r.found(r.Elsewhere)
	p := chapter{head: fmt.Sprintf("<details open><summary>%s Elsewhere, because of the change: %s</summary>\n\n", t.answer().sign(), severities(r.Elsewhere))}
	p.add(section{"findings elsewhere", findings, "", r.findingTable(r.Elsewhere, true)})
	return p
}

// short cuts a text that is longer than n characters.
func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

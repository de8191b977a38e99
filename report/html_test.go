package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

// htmlElements reads a page into its elements and their texts. HTML that is
// written with care is read by an XML decoder, but for its script and style.
func htmlElements(t *testing.T, page string, each func(start xml.StartElement, text string)) {
	t.Helper()
	page = regexp.MustCompile(`(?s)<(script|style)>.*?</(script|style)>`).ReplaceAllString(page, "")
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict = false
	d.AutoClose = append(slices.Clone(xml.HTMLAutoClose), "wbr")
	d.Entity = xml.HTMLEntity
	type open struct {
		start xml.StartElement
		text  strings.Builder
	}
	var stack []*open
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("at %d: %v", d.InputOffset(), err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			stack = append(stack, &open{start: token.Copy()})
		case xml.CharData:
			for _, o := range stack {
				o.text.Write(token)
			}
		case xml.EndElement:
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			each(last.start, last.text.String())
		}
	}
	if len(stack) > 0 {
		t.Errorf("%s is not closed", stack[0].start.Name.Local)
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// htmlFindings returns the texts of the items about findings.
func htmlFindings(t *testing.T, page string) []string {
	t.Helper()
	var list []string
	htmlElements(t, page, func(e xml.StartElement, text string) {
		if e.Name.Local == "li" && attr(e, "data-s") != "" {
			list = append(list, text)
		}
	})
	return list
}

func TestHTML(t *testing.T) {
	t.Parallel()
	page, messages := write(t, "html", sample(), report.Options{})
	want := []string{
		"1:1 error the file is empty xml-syntax",
		`12:5 warning exclusive gateway "Approve?" has no default flow default-flow-missing` +
			`see 20:5 the join [1]see src/other.bpmn:3:1 process "Ship"fix: remove the conditionfix: guess`,
		`140:11 note user task "Prüfen" has a generated id generated-idRename it.`,
	}
	if diff := cmp.Diff(want, htmlFindings(t, page)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if messages != nil {
		t.Errorf("messages %q", messages)
	}
	for _, text := range []string{
		"<title>bpmnlint: 1 error, 1 warning, 1 note in 12 models</title>", "Platform: camunda-7.24 from pom.xml",
		`<header class="failing">`, `href="https://example.org/default-flow-missing"`, "bpmnlint 1.2.3",
	} {
		if !strings.Contains(page, text) {
			t.Errorf("no %s", text)
		}
	}
}

func TestHTMLOfACleanRun(t *testing.T) {
	t.Parallel()
	page, _ := write(t, "html", report.Run{Files: 3}, report.Options{})
	if !strings.Contains(page, "<h1>no problems<small> in 3 models</small></h1>") || !strings.Contains(page, `<header class="passed">`) {
		t.Errorf("page %s", page)
	}
}

// Each link within a page leads somewhere.
func TestHTMLLinks(t *testing.T) {
	t.Parallel()
	page, _ := write(t, "html", hostile(), report.Options{})
	ids, links := make(map[string]int), make(map[string]bool)
	htmlElements(t, page, func(e xml.StartElement, _ string) {
		if id := attr(e, "id"); id != "" {
			ids[id]++
		}
		if href := attr(e, "href"); href != "" {
			links[href] = true
		}
	})
	for href := range links {
		if id, ok := strings.CutPrefix(href, "#"); !ok || ids[id] != 1 {
			t.Errorf("link to %s, which is there %d times", href, ids[id])
		}
	}
	if len(links) < 2*len(hostileNames) {
		t.Errorf("%d links", len(links))
	}
}

// Whatever names say, a page loads nothing, and no script runs but its own.
func TestHTMLOfHostileNames(t *testing.T) {
	t.Parallel()
	page, _ := write(t, "html", hostile(), report.Options{})
	script := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(script) != 1 {
		t.Fatalf("%d scripts", len(script))
	}
	sum := sha256.Sum256([]byte(script[0][1]))
	policy := ""
	htmlElements(t, page, func(e xml.StartElement, _ string) {
		if attr(e, "http-equiv") == "Content-Security-Policy" {
			policy = attr(e, "content")
		}
		if e.Name.Local == "img" || e.Name.Local == "link" || e.Name.Local == "b" {
			t.Errorf("element %+v", e)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "javascript:") && (a.Name.Local == "href" || a.Name.Local == "src") {
				t.Errorf("attribute %s of %s", a.Name.Local, e.Name.Local)
			}
		}
	})
	want := "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("policy %q, want %q", policy, want)
	}
	items := htmlFindings(t, page)[1:]
	for i, name := range hostileNames {
		if want := "user task " + shown(name+" is odd"); !strings.Contains(items[i], want) {
			t.Errorf("item %q, want %q", items[i], want)
		}
	}
}

func TestHTMLPictures(t *testing.T) {
	t.Parallel()
	var asked []string
	run := sample()
	run.Diagnostics = append(diag.List{{Rule: "r", Severity: diag.Error, Message: "about all files"}}, run.Diagnostics...)
	run.Picture = func(path, anchor string, findings diag.List) string {
		for i, d := range findings {
			asked = append(asked, fmt.Sprintf("%s %s %s-%d", path, d.Rule, anchor, i+1))
		}
		if path == "src/empty.bpmn" {
			return ""
		}
		return "<svg/>"
	}
	page, messages := write(t, "html", run, report.Options{})
	want := []string{"src/empty.bpmn xml-syntax model2-1", "src/Rechnung prüfen.bpmn default-flow-missing model3-1", "src/Rechnung prüfen.bpmn generated-id model3-2"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked for: -want +got:\n%s", diff)
	}
	pictures, ids := 0, make(map[string]int)
	htmlElements(t, page, func(e xml.StartElement, _ string) {
		ids[attr(e, "id")]++
		if e.Name.Local == "img" {
			pictures++
			if got, want := attr(e, "src"), "data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString([]byte("<svg/>")); got != want {
				t.Errorf("picture %s, want %s", got, want)
			}
		}
	})
	for _, a := range asked {
		if anchor := a[strings.LastIndexByte(a, ' ')+1:]; ids[anchor] != 1 {
			t.Errorf("%d elements %s", ids[anchor], anchor)
		}
	}
	if pictures != 1 || messages != nil {
		t.Errorf("%d pictures, messages %q", pictures, messages)
	}
}

// A page stays small enough to open: the models with the worst findings are
// drawn, and it says how many are not.
func TestHTMLPicturesThatDoNotFit(t *testing.T) {
	t.Parallel()
	run := flood(100, 1)
	run.Picture = func(path, _ string, _ diag.List) string {
		if strings.HasPrefix(path, "service-0002") {
			return strings.Repeat("x", 5<<20)
		}
		return strings.Repeat("x", 1<<20)
	}
	page, messages := write(t, "html", run, report.Options{})
	if len(page) > 30<<20 {
		t.Errorf("%d bytes", len(page))
	}
	want := []string{"89 models of 100 with findings are not drawn in the HTML report: it would open slowly"}
	if diff := cmp.Diff(want, messages); diff != "" || !strings.Contains(page, want[0]) {
		t.Errorf("messages: -want +got:\n%s", diff)
	}
}

package conformance

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// deployRow is one problem that the real engine reported, or that we do.
type deployRow struct {
	severity, line, column, main, message string
}

// deployAnswer is what one engine said of one model.
type deployAnswer struct {
	version, model string
	refused        bool
	rows           []deployRow
}

// deploy compares what we say of models with what Camunda 7.24 says.
func deploy(_ context.Context, args []string) (*Result, error) {
	var plugins compile.Plugins
	if len(args) > 0 && args[0] == "-plugins" {
		if len(args) < 2 {
			return nil, fmt.Errorf("usage: deploy [-plugins connect] DIR FILE.tsv")
		}
		for _, name := range strings.Split(args[1], ",") {
			plugins.Connect = plugins.Connect || name == "connect"
			plugins.Spin = plugins.Spin || name == "spin"
		}
		args = args[2:]
	}
	if len(args) != 2 {
		return nil, fmt.Errorf("usage: deploy [-plugins connect] DIR FILE.tsv")
	}
	return compareDeployments(args[0], args[1], false, plugins)
}

// versions compares with what other versions and forks say.
func versions(_ context.Context, args []string) (*Result, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("usage: versions DIR FILE.tsv")
	}
	return compareDeployments(args[0], args[1], true, compile.Plugins{})
}

func compareDeployments(dir, file string, versioned bool, plugins compile.Plugins) (*Result, error) {
	answers, err := readDeployments(file, versioned)
	if err != nil {
		return nil, err
	}
	models, err := openFolders(dir)
	if err != nil {
		return nil, err
	}
	defer models.close()
	ours := make([]deployAnswer, len(answers))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range answers {
		g.Go(func() (err error) {
			ours[i], err = ask(models, answers[i], plugins)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	r := newResult()
	verdicts, problems, agreeing := 0, 0, 0
	for i, want := range answers {
		r.Of++
		agrees := r.compareDeployment(want, ours[i])
		if agrees {
			r.Agree++
		}
		if want.refused == ours[i].refused {
			verdicts++
		}
		if slices.ContainsFunc(want.rows, func(d deployRow) bool { return d.severity != "info" }) {
			problems++
			if agrees {
				agreeing++
			}
		}
	}
	r.Figures = append(r.Figures,
		fmt.Sprintf("verdict %d of %d", verdicts, r.Of),
		fmt.Sprintf("with problems %d of %d", agreeing, problems))
	return r, nil
}

var tsvEscapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t")

// readDeployments reads recorded answers, one for each model and version.
func readDeployments(name string, versioned bool) ([]deployAnswer, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var answers []deployAnswer
	index := map[[2]string]int{}
	s := bufio.NewScanner(file)
	s.Buffer(nil, 16<<20)
	for first := true; s.Scan(); first = false {
		if first {
			continue
		}
		f := strings.Split(s.Text(), "\t")
		version := ""
		if versioned {
			version, f = f[0], f[1:]
		}
		if len(f) != 8 {
			return nil, fmt.Errorf("read %s: a row has %d fields", name, len(f))
		}
		key := [2]string{version, f[0]}
		i, ok := index[key]
		if !ok {
			i = len(answers)
			index[key] = i
			answers = append(answers, deployAnswer{version: version, model: f[0], refused: f[1] == "FAIL"})
		}
		answers[i].rows = append(answers[i].rows, deployRow{f[2], f[3], f[4], f[5], tsvEscapes.Replace(f[7])})
	}
	return answers, s.Err()
}

// ask returns what we say of the model of an answer.
func ask(models *folders, want deployAnswer, plugins compile.Plugins) (deployAnswer, error) {
	data, err := models.read(want.model)
	if err != nil {
		return deployAnswer{}, err
	}
	o := compile.Options{Plugins: plugins, StopAsEngine: true, WithoutClasses: true}
	if want.version != "" {
		name := want.version
		if name[0] >= '0' && name[0] <= '9' {
			name = "camunda-" + name
		}
		if o.Platform, err = platform.Parse(name); err != nil {
			return deployAnswer{}, err
		}
	}
	doc, faults := xmltree.Parse(source.New(path.Base(want.model), data), xmltree.Options{})
	if doc == nil || doc.Root == nil || len(faults) > 0 {
		return deployAnswer{refused: true, rows: []deployRow{{severity: "exception", message: "ENGINE-09003"}}}, nil
	}
	d, _ := bpmn.FromDocument(doc)
	if d == nil {
		d = &bpmn.Definitions{File: doc.File, Document: doc}
	}
	return answerOf(d, compile.Check([]*bpmn.Definitions{d}, o)), nil
}

func answerOf(d *bpmn.Definitions, report compile.Report) deployAnswer {
	a := deployAnswer{refused: report.Refused()}
	for _, q := range report.Problems {
		row := deployRow{severity: q.Kind.String(), line: "0", column: "0", main: q.Main, message: q.Message}
		if q.Position >= 0 {
			pos := d.File.Pos(q.Position)
			row.line, row.column = fmt.Sprint(pos.Line), fmt.Sprint(pos.Column)
		}
		if row.severity == "exception" {
			row.line, row.column, row.main = "", "", ""
		}
		a.rows = append(a.rows, row)
	}
	if !a.refused {
		var keys []string
		for _, p := range d.Processes {
			if p.IsExecutable {
				keys = append(keys, p.ID)
			}
		}
		a.rows = append(a.rows, deployRow{severity: "info", message: "keys=" + strings.Join(keys, ",")})
	}
	return a
}

var resource = regexp.MustCompile(`'[^']*\.(bpmn|bpmn20\.xml|xml)'`)

// comparable returns what is compared of a row; false where only the verdict
// is.
func (d deployRow) comparable() (deployRow, bool) {
	if d.severity == "exception" {
		for _, java := range []string{"NullPointerException", "IllegalArgumentException", "PersistenceException", "Persistence", "ClassCastException", "Cannot invoke \"", "NULL not allowed", "IndexOutOfBounds"} {
			if strings.Contains(d.message, java) {
				return d, false
			}
		}
		d.message, _, _ = strings.Cut(d.message, " <- ")
		if class, rest, ok := strings.Cut(d.message, ": "); ok && strings.HasSuffix(class, "Exception") {
			d.message = rest
		}
		if strings.HasPrefix(d.message, "ENGINE-09003") {
			d.message = "ENGINE-09003"
		}
		d.main = ""
	}
	if key, _, ok := strings.Cut(d.message, ": "); ok && strings.HasPrefix(key, "cvc-") {
		return deployRow{severity: d.severity, line: d.line, message: key}, true
	}
	if d.severity == "info" {
		keys := strings.FieldsFunc(strings.TrimPrefix(d.message, "keys="), func(r rune) bool { return r == ',' || r == ' ' })
		slices.Sort(keys)
		d.message = strings.Join(keys, ",")
	}
	d.message = resource.ReplaceAllString(d.message, "'#'")
	return d, true
}

// compareDeployment compares one model and reports whether it agrees.
func (r *Result) compareDeployment(want, got deployAnswer) bool {
	name := strings.TrimSpace(want.version + " " + want.model)
	if want.refused != got.refused {
		what := "refused by us only"
		if want.refused {
			what = "refused by the engine only"
		}
		r.disagree(what, "%s: %s", name, firstMessage(want, got))
	}
	counts := map[deployRow]int{}
	verdictOnly := false
	for _, d := range want.rows {
		c, ok := d.comparable()
		verdictOnly = verdictOnly || !ok
		counts[c]++
	}
	for _, d := range got.rows {
		c, ok := d.comparable()
		if !ok && !want.refused {
			verdictOnly = false
		}
		counts[c]--
	}
	if verdictOnly {
		return want.refused == got.refused
	}
	agrees := want.refused == got.refused
	for d, n := range counts {
		switch {
		case n > 0:
			r.disagree("missing: "+normalized(d.message), "%s: %s %s:%s %s: %s", name, d.severity, d.line, d.column, d.main, d.message)
		case n < 0:
			r.disagree("more than the engine: "+normalized(d.message), "%s: %s %s:%s %s: %s", name, d.severity, d.line, d.column, d.main, d.message)
		default:
			continue
		}
		agrees = false
	}
	return agrees
}

func firstMessage(want, got deployAnswer) string {
	for _, d := range append(slices.Clone(want.rows), got.rows...) {
		if d.severity == "error" || d.severity == "exception" {
			return d.message
		}
	}
	return ""
}

var quoted = regexp.MustCompile(`'[^']*'`)

// normalized returns a message without its variable parts.
func normalized(message string) string {
	s := quoted.ReplaceAllString(message, "'…'")
	if len(s) > 100 {
		s = s[:100]
	}
	return strings.ReplaceAll(s, "\n", " ")
}

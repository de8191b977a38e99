package report

import (
	"bufio"
	"io"
	"strconv"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// How much text shows without [Options.All]. Errors are shown before warnings
// and those before notes, and no file's warnings push out another file's: a
// file shows at most maxPerFile findings, unless it has more errors.
const (
	maxShown   = 200
	maxPerFile = 50
)

const (
	indent = "  "
	gap    = "  "
	// freeColumn is how far to the right the rule's column moves for a long
	// message where lines are not wrapped.
	freeColumn = 90
	// minMessage is the narrowest message column worth wrapping to.
	minMessage = 32
)

// Select Graphic Rendition, ECMA-48 §8.3.117.
const (
	sgrReset     = "\x1b[0m"
	sgrBold      = "\x1b[1m"
	sgrDim       = "\x1b[2m"
	sgrUnderline = "\x1b[4m"
	sgrRed       = "\x1b[31m"
	sgrGreen     = "\x1b[32m"
	sgrYellow    = "\x1b[33m"
	sgrBlue      = "\x1b[34m"
)

// textWriter writes one report. Lines are aligned here rather than by
// tablewriter: it takes 30 µs a row and 100 µs a table, which for a run over
// thousands of files is more than linting them. It lays out the one table of
// the summary.
type textWriter struct {
	*bufio.Writer
	opts  Options
	rules map[string]*Rule // only for details
	row   []textRow        // of the current file; kept for its memory
}

// textRow is a finding ready to be laid out.
type textRow struct {
	d       *diag.Diagnostic
	pos     source.Pos
	message string
	width   int // of message, in cells
	rule    string
}

func writeText(w io.Writer, run *Run, opts Options) ([]string, error) {
	if opts.Summary {
		return nil, writeTextSummary(w, run, opts)
	}
	t := &textWriter{Writer: bufio.NewWriterSize(w, 64<<10), opts: opts}
	if run.Verdict != "" {
		t.WriteString(Printable(run.Verdict) + "\n\n")
	}
	if opts.Verbose {
		t.rules = run.ruleByID()
	}
	list := run.Diagnostics
	shown, hidden := all, counts{}
	if !opts.All {
		shown, hidden = choose(list)
	}
	for start, end := range perFile(list) {
		t.file(list, start, end, shown)
	}
	if n := hidden.total(); n > 0 {
		t.WriteString("… and " + strconv.Itoa(n) + " more (" + hidden.String() + "); --all shows them\n\n")
	}
	if rules := tallies(list, byRule); len(list) > tableFrom && len(rules) > 1 {
		if err := t.ruleTable(rules, tableRows); err != nil {
			return nil, err
		}
	}
	if !opts.Quiet {
		t.WriteString(t.summary(run) + "\n")
	}
	return nil, t.Flush()
}

func all(int) bool { return true }

// choose returns which findings of a list are within the cap, and how many of
// each severity are not.
func choose(list diag.List) (shown func(i int) bool, hidden counts) {
	hidden = countAll(list)
	if hidden.total() <= maxPerFile {
		return all, counts{}
	}
	chosen := make([]bool, len(list))
	inFile := make(map[string]int)
	total := 0
	for s := diag.Error; s >= diag.Note; s-- {
		for i := range list {
			if total == maxShown {
				break
			}
			d := &list[i]
			if severity(d) != s || s != diag.Error && inFile[d.File] >= maxPerFile {
				continue
			}
			chosen[i] = true
			inFile[d.File]++
			total++
			hidden[s]--
		}
	}
	return func(i int) bool { return chosen[i] }, hidden
}

// file writes the block of one file: list[start:end]. It writes nothing if
// none of its findings is shown.
func (t *textWriter) file(list diag.List, start, end int, shown func(int) bool) {
	t.row = t.row[:0]
	for i := start; i < end; i++ {
		if shown(i) {
			d := &list[i]
			m := Printable(d.Message)
			t.row = append(t.row, textRow{d: d, pos: rangeOf(d.Range).Start, message: m, width: cells(m), rule: Printable(d.Rule)})
		}
	}
	if len(t.row) == 0 {
		return
	}
	name := Printable(list[start].File)
	if name == "" {
		name = wholeRun
	}
	t.paint(sgrUnderline, name)
	t.WriteByte('\n')
	c := t.columns()
	help := make(map[string]string)
	for _, r := range t.row {
		t.finding(r, c)
		if t.opts.Verbose {
			t.details(r.d, c, help)
		}
	}
	if n := end - start - len(t.row); n > 0 {
		t.WriteString(indent)
		t.paint(sgrDim, "… "+strconv.Itoa(n)+" more in this file")
		t.WriteByte('\n')
	}
	t.WriteByte('\n')
}

// textColumns are the widths of a block's columns, in cells.
type textColumns struct {
	line, column, severity, message int
	wrap                            int // 0 for no wrapping
	left                            int // where the message begins
}

func (t *textWriter) columns() textColumns {
	var c textColumns
	longest, rule := 0, 0
	for _, r := range t.row {
		c.line = max(c.line, digits(r.pos.Line))
		c.column = max(c.column, digits(r.pos.Column))
		c.severity = max(c.severity, len(severity(r.d).String()))
		rule = max(rule, cells(r.rule))
		longest = max(longest, r.width)
		if r.width <= freeColumn {
			c.message = max(c.message, r.width)
		}
	}
	c.left = len(indent) + c.line + 1 + c.column + len(gap) + c.severity + len(gap)
	if t.opts.Width > 0 {
		c.wrap = max(t.opts.Width-c.left-len(gap)-rule, minMessage)
		c.message = min(longest, c.wrap)
	}
	return c
}

// finding writes "  12:5  warning  message  rule".
func (t *textWriter) finding(r textRow, c textColumns) {
	t.WriteString(indent)
	t.pad(c.line - digits(r.pos.Line))
	t.start(sgrDim)
	t.number(r.pos.Line)
	t.WriteByte(':')
	t.number(r.pos.Column)
	t.stop()
	t.pad(c.column - digits(r.pos.Column) + len(gap))
	s := severity(r.d)
	t.paint(severityColor(s), s.String())
	t.pad(c.severity - len(s.String()) + len(gap))
	if c.wrap == 0 || r.width <= c.wrap {
		t.WriteString(r.message)
		t.pad(c.message - r.width)
		t.WriteString(gap)
		t.paint(sgrDim, r.rule)
		t.WriteByte('\n')
		return
	}
	for i, line := range wrap(r.message, c.wrap) {
		if i > 0 {
			t.pad(c.left)
		}
		t.WriteString(line)
		if i == 0 {
			t.pad(c.message - cells(line) + len(gap))
			t.paint(sgrDim, r.rule)
		}
		t.WriteByte('\n')
	}
}

// details writes the related places, the help and the fixes of a finding,
// each under its message. The same help is written once a file for each rule.
func (t *textWriter) details(d *diag.Diagnostic, c textColumns, help map[string]string) {
	for _, r := range d.Related {
		file := ""
		if r.File != d.File {
			file = Printable(r.File) + ":"
		}
		p := rangeOf(r.Range).Start
		t.detail(c, "see "+file+strconv.Itoa(p.Line)+":"+strconv.Itoa(p.Column)+" "+Printable(relatedLabel(r)))
	}
	if d.Help != "" && help[d.Rule] != d.Help {
		help[d.Rule] = d.Help
		t.detail(c, "help: "+Printable(d.Help))
		if rule := t.rules[d.Rule]; rule != nil && rule.URL != "" {
			t.detail(c, "page: "+Printable(rule.URL))
		}
	}
	for _, f := range d.Fixes {
		t.detail(c, "fix: "+Printable(f.Title))
	}
}

func (t *textWriter) detail(c textColumns, text string) {
	width := 0
	if t.opts.Width > 0 {
		width = max(t.opts.Width-c.left, minMessage)
	}
	for _, line := range wrap(text, width) {
		t.pad(c.left)
		t.paint(sgrDim, line)
		t.WriteByte('\n')
	}
}

func severityColor(s diag.Severity) string {
	switch s {
	case diag.Error:
		return sgrRed
	case diag.Warning:
		return sgrYellow
	}
	return sgrBlue
}

func (t *textWriter) paint(color, s string) {
	t.start(color)
	t.WriteString(s)
	t.stop()
}

func (t *textWriter) start(color string) {
	if t.opts.Color {
		t.WriteString(color)
	}
}

func (t *textWriter) stop() {
	if t.opts.Color {
		t.WriteString(sgrReset)
	}
}

func (t *textWriter) pad(n int) {
	for range n {
		t.WriteByte(' ')
	}
}

func (t *textWriter) number(n int) {
	t.Write(strconv.AppendInt(t.AvailableBuffer(), int64(n), 10))
}

func digits(n int) int {
	d := 1
	for ; n >= 10; n /= 10 {
		d++
	}
	return d
}

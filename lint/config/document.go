package config

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// document is what one configuration file says. Names of rules and their
// options are checked later, when the users' rules are known.
type document struct {
	file *source.File
	dir  string // absolute, what its paths are relative to
	// problems of the file itself.
	problems diag.List

	extends    []reference
	extendsSet bool
	policies   []reference
	categories []assignment
	rules      []assignment

	ignore, deployments                  []workspace.Glob
	externalProcesses, externalSignals   []string
	suppressions                         []Suppression
	platform, upgradeTo                  string
	engine                               Engine
	historyTimeToLiveSet, maxFileSizeSet bool
	maxFileSize                          int64
	failOn                               diag.Severity
	failOnSet                            bool
}

// reference is a string with its place.
type reference struct {
	name string
	span source.Span
}

// assignment sets a rule or a category.
type assignment struct {
	reference
	severity diag.Severity
	leveled  bool // severity is given
	options  []pair
}

func (d *document) report(at source.Span, m message) {
	d.problems = append(d.problems, d.diagnostic(at, m))
}

func (d *document) diagnostic(at source.Span, m message) diag.Diagnostic {
	return diag.Diagnostic{
		Rule: RuleSlug, Category: RuleSlug, Severity: diag.Error,
		Message: m.text, Help: m.help,
		File: d.file.Path, Range: d.file.Range(at),
	}
}

// RuleSlug is rule and category of all diagnostics of this package.
const RuleSlug = "configuration"

// newDocument reads a .bpmnlint.yaml.
func newDocument(path, dir string, data []byte) *document {
	d := &document{dir: dir}
	text, ok := d.open(path, data)
	if !ok {
		return d
	}
	root, ok := readYAML(text, d.report)
	if !ok {
		return d
	}
	switch root.kind {
	case isMapping:
		d.mapping("", root.pairs, d.keys())
	case isNull:
	default:
		d.report(root.span, rootIsNoMapping(root.kind))
	}
	return d
}

// open sets the document's file and returns its text, unless it is too large
// or not UTF-8.
func (d *document) open(path string, data []byte) (text string, ok bool) {
	d.file = source.New(path, data)
	if len(data) > maxFileSize {
		d.file = source.New(path, nil)
		d.report(source.Span{}, tooLarge())
		return "", false
	}
	text = string(data)
	if body, marked := strings.CutPrefix(text, "\ufeff"); marked {
		text = body
		d.file = d.file.Decoded([]byte(body), []source.Mark{{Text: 0, Data: len("\ufeff")}})
	}
	if valid := strings.ToValidUTF8(text, "\x00"); valid != text {
		at := 0
		for at < len(text) && text[at] == valid[at] {
			at++
		}
		d.report(source.Span{Start: at, End: at + 1}, notUTF8())
		return "", false
	}
	return text, true
}

// key is a key of a mapping and what reads its value.
type key struct {
	name string
	read func(value)
}

// mapping reads the keys of a mapping; where names the mapping in messages.
func (d *document) mapping(where string, pairs []pair, keys []key) {
	for _, p := range pairs {
		i := slices.IndexFunc(keys, func(k key) bool { return k.name == p.key })
		if i < 0 {
			names := make([]string, len(keys))
			for i, k := range keys {
				names[i] = k.name
			}
			d.report(p.span, unknownKey(where, p.key, names))
			continue
		}
		if p.value.kind != isNull {
			keys[i].read(p.value)
		}
	}
}

// keys are the keys of a configuration file.
func (d *document) keys() []key {
	return []key{
		{"extends", func(v value) { d.extendsSet, d.extends = true, d.references("extends", v) }},
		{"rules", func(v value) { d.rules = d.assignments("rules", v, true) }},
		{"categories", func(v value) { d.categories = d.assignments("categories", v, false) }},
		{"ignore", func(v value) { d.ignore = d.globs("ignore", v) }},
		{"platform", func(v value) { d.readPlatform("platform", &d.platform, v) }},
		{"upgrade-to", d.readUpgradeTo},
		{"engine", func(v value) { d.nested("engine", v, d.engineKeys()) }},
		{"deployments", func(v value) { d.deployments = d.globs("deployments", v) }},
		{"policies", func(v value) { d.policies = d.references("policies", v) }},
		{"external-processes", func(v value) { d.externalProcesses = d.names("external-processes", v) }},
		{"external-signals", func(v value) { d.externalSignals = d.names("external-signals", v) }},
		{"suppressions", d.readSuppressions},
		{"fail-on", d.readFailOn},
		{"limits", func(v value) {
			d.nested("limits", v, []key{{"max-file-size", d.readMaxFileSize}})
		}},
	}
}

func (d *document) engineKeys() []key {
	return []key{
		{"history-time-to-live", d.readTimeToLive},
		{"plugins", d.readPlugins},
	}
}

func (d *document) nested(name string, v value, keys []key) {
	if v.kind != isMapping {
		d.report(v.span, wrongType(strconv.Quote(name), "a mapping", v.kind))
		return
	}
	d.mapping(name, v.pairs, keys)
}

// references reads a string or a list of strings.
func (d *document) references(name string, v value) []reference {
	list := []value{v}
	if v.kind == isList {
		list = v.list
	}
	var refs []reference
	for _, e := range list {
		switch {
		case e.kind == isText && e.text != "":
			refs = append(refs, reference{e.text, e.span})
		case v.kind == isList:
			d.report(e.span, wrongType("each entry of "+strconv.Quote(name), "a string", e.kind))
		default:
			d.report(v.span, wrongType(strconv.Quote(name), "a string or a list of strings", v.kind))
		}
	}
	return refs
}

// names reads patterns of names.
func (d *document) names(name string, v value) []string {
	var names []string
	for _, ref := range d.references(name, v) {
		if !doublestar.ValidatePattern(ref.name) {
			d.report(ref.span, badGlob(strconv.Quote(name), ref.name))
			continue
		}
		names = append(names, ref.name)
	}
	return names
}

// globs reads patterns of files and folders.
func (d *document) globs(name string, v value) []workspace.Glob {
	var globs []workspace.Glob
	for _, pattern := range d.names(name, v) {
		globs = append(globs, workspace.Glob{Dir: d.dir, Pattern: pattern})
	}
	return globs
}

// assignments reads levels by name; with options for rules.
func (d *document) assignments(name string, v value, options bool) []assignment {
	if v.kind != isMapping {
		d.report(v.span, wrongType(strconv.Quote(name), "a mapping of names to levels", v.kind))
		return nil
	}
	var all []assignment
	for _, p := range v.pairs {
		a := assignment{reference: reference{p.key, p.span}}
		if options && p.value.kind == isMapping {
			for _, o := range p.value.pairs {
				if o.key != "severity" {
					a.options = append(a.options, o)
				} else if a.severity, a.leveled = d.level(p.key, o.value); !a.leveled {
					a.options = nil
					break
				}
			}
			all = append(all, a)
			continue
		}
		if a.severity, a.leveled = d.level(p.key, p.value); a.leveled {
			all = append(all, a)
		} else if options {
			all = append(all, a) // the rule's name is checked all the same
		}
	}
	return all
}

// level reads off, note, warning or error.
func (d *document) level(name string, v value) (diag.Severity, bool) {
	levels := []string{"off", "note", "warning", "error"}
	if v.kind != isText {
		m := wrongType("the level of "+strconv.Quote(name), enumerateOr(levels), v.kind)
		d.report(v.span, m)
		return 0, false
	}
	if i := slices.Index(levels, v.text); i >= 0 {
		return diag.Severity(i), true
	}
	m := unknownValue("level", v.text, levels)
	if strings.EqualFold(v.text, "info") || strings.EqualFold(v.text, "hint") {
		m.text = `unknown level ` + strconv.Quote(v.text) + `; did you mean "note"?`
	}
	d.report(v.span, m)
	return 0, false
}

func (d *document) readPlatform(key string, to *string, v value) {
	if v.kind != isText {
		d.report(v.span, wrongType(strconv.Quote(key), "a string like camunda-7.24", v.kind))
		return
	}
	name, err := workspace.ParsePlatform(v.text)
	if err != nil {
		d.report(v.span, badPlatform(err))
		return
	}
	*to = name
}

func (d *document) readUpgradeTo(v value) {
	d.readPlatform("upgrade-to", &d.upgradeTo, v)
	if strings.HasPrefix(d.upgradeTo, "camunda-8") {
		d.report(v.span, noUpgrade())
		d.upgradeTo = ""
	}
}

func (d *document) readFailOn(v value) {
	if v.kind != isText {
		d.report(v.span, wrongType(`"fail-on"`, enumerateOr(failLevels()), v.kind))
		return
	}
	severity, ok := parseFailOn(v.text)
	if !ok {
		d.report(v.span, unknownValue("value of fail-on", v.text, failLevels()))
		return
	}
	d.failOn, d.failOnSet = severity, true
}

func failLevels() []string { return []string{"error", "warning", "note", "never"} }

func parseFailOn(name string) (diag.Severity, bool) {
	if name == "never" {
		return FailNever, true
	}
	s, err := diag.ParseSeverity(name)
	return s, err == nil
}

// timeToLivePattern is what the engine accepts as a history time to live.
var timeToLivePattern = regexp.MustCompile(`^(?:\d+|P\d+D)$`)

func (d *document) readTimeToLive(v value) {
	text, ok := v.scalar()
	if !ok {
		d.report(v.span, wrongType(`"history-time-to-live"`, "a string or a number of days", v.kind))
		return
	}
	switch mode := TimeToLive(text); {
	case mode == TimeToLiveEnforced, mode == TimeToLiveNotEnforced, mode == TimeToLiveUnknown:
		d.engine.HistoryTimeToLive = mode
	case timeToLivePattern.MatchString(text):
		d.engine.HistoryTimeToLive, d.engine.HistoryTimeToLiveValue = TimeToLiveDefault, text
	default:
		d.report(v.span, badTimeToLive(text))
		return
	}
	d.historyTimeToLiveSet = true
}

func (d *document) readPlugins(v value) {
	known := []string{"connect", "spin", "mail"}
	plugins := []string{}
	for _, ref := range d.references("plugins", v) {
		if !slices.Contains(known, ref.name) {
			d.report(ref.span, unknownValue("engine plug-in", ref.name, known))
			continue
		}
		plugins = append(plugins, ref.name)
	}
	slices.Sort(plugins)
	d.engine.Plugins, d.engine.PluginsSet = slices.Compact(plugins), true
}

var sizePattern = regexp.MustCompile(`^(\d{1,12})\s*(?:([KMG])i?)?B?$`)

func (d *document) readMaxFileSize(v value) {
	text, ok := v.scalar()
	if !ok {
		d.report(v.span, wrongType(`"max-file-size"`, "a size like 64MiB", v.kind))
		return
	}
	m := sizePattern.FindStringSubmatch(text)
	if m == nil {
		d.report(v.span, badSize(text))
		return
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	shift := map[string]int{"": 0, "K": 10, "M": 20, "G": 30}[m[2]]
	if err != nil || n == 0 || n > 1<<40>>shift {
		d.report(v.span, badSize(text))
		return
	}
	d.maxFileSize, d.maxFileSizeSet = n<<shift, true
}

func enumerateOr(names []string) string {
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// path returns the absolute path of a reference of this document.
func (d *document) path(ref reference) string {
	path := filepath.FromSlash(ref.name)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(d.dir, path)
}

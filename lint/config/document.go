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
	dir  string // absolute, what the paths of files and folders are relative to
	// base is what patterns are relative to: dir, but for a file of a pinned
	// revision the folder of the file that pins it.
	base string
	// problems of the file itself.
	problems diag.List

	extends    []reference
	extendsSet bool
	policies   []reference
	settings
	overrides []override

	ignore, deployments                []reference
	externalProcesses, externalSignals []reference
	suppressions                       []Suppression
	since                              release
	sinceAt, maxFileSizeAt             source.Span
	maxFileSize                        int64 // 0 where nothing is said
}

// reference is a string with its place.
type reference struct {
	name string
	span source.Span
	pin  *Pin // of an entry of extends that pins a revision; Place is open
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
	d := &document{dir: dir, base: dir}
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

// keys are the keys of a configuration file. [Schema] describes each of them.
func (d *document) keys() []key {
	return slices.Concat([]key{
		{"extends", func(v value) { d.extendsSet, d.extends = true, d.readExtends(v) }},
	}, d.settingKeys(&d.settings), []key{
		{"overrides", d.readOverrides},
		{"ignore", func(v value) { d.ignore = d.patterns("ignore", v) }},
		{"deployments", func(v value) { d.deployments = d.patterns("deployments", v) }},
		{"policies", func(v value) { d.policies = d.references("policies", v) }},
		{"external-processes", func(v value) { d.externalProcesses = d.patterns("external-processes", v) }},
		{"external-signals", func(v value) { d.externalSignals = d.patterns("external-signals", v) }},
		{"suppressions", d.readSuppressions},
		{"since", d.readSince},
		{"limits", func(v value) {
			d.nested("limits", v, []key{{"max-file-size", d.readMaxFileSize}})
		}},
	})
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
			refs = append(refs, reference{name: e.text, span: e.span})
		case e.kind == isText:
			d.report(e.span, emptyName(strconv.Quote(name)))
		case v.kind == isList:
			d.report(e.span, wrongType("each entry of "+strconv.Quote(name), "a string", e.kind))
		default:
			d.report(v.span, wrongType(strconv.Quote(name), "a string or a list of strings", v.kind))
		}
	}
	return refs
}

// patterns reads patterns of names, files or folders.
func (d *document) patterns(name string, v value) []reference {
	refs := d.references(name, v)
	return slices.DeleteFunc(refs, func(ref reference) bool {
		if doublestar.ValidatePattern(ref.name) {
			return false
		}
		d.report(ref.span, badGlob(strconv.Quote(name), ref.name))
		return true
	})
}

// glob returns the pattern of files or folders that a reference is.
func (d *document) glob(ref reference) workspace.Glob {
	return workspace.Glob{Dir: d.base, Pattern: ref.name}
}

// place names a place in the file for people: .bpmnlint.yaml:3.
func (d *document) place(at source.Span) string {
	return d.file.Path + ":" + strconv.Itoa(d.file.Range(at).Start.Line)
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
	d.maxFileSize, d.maxFileSizeAt = n<<shift, v.span
}

// path returns the absolute path of a reference of this document.
func (d *document) path(ref reference) string {
	path := filepath.FromSlash(ref.name)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(d.dir, path)
}

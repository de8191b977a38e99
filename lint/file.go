package lint

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// defaultMaxBytes is the size above which a model is refused.
const defaultMaxBytes = 64 << 20

// lintFile lints one file into its slot. An error is one of the program, not
// of the file.
func (r *run) lintFile(ctx context.Context, s *slot) error {
	defer r.recovered(s)
	data, ok := r.content(s)
	if !ok {
		return nil
	}
	s.key = r.fileKey("file", s, data)
	if r.restore(s) {
		return nil
	}
	m := r.parse(s, data)
	r.notRead(s)
	if m == nil {
		return nil
	}
	m.Problems = r.deploy(s, m.Definitions)
	set, err := r.set(s.config)
	if err != nil {
		return err
	}
	in := set.Encoder().Encode(m)
	results, failures := set.Report(ctx, in, func(rule *rules.Rule) bool { return applies(rule, s.platform) })
	if err := ctx.Err(); err != nil {
		return err
	}
	found := make([]located, 0, len(results))
	for _, res := range results {
		f, err := res.Finding()
		if err != nil {
			failures = append(failures, policy.Failure{Rule: res.Rule, Err: err})
			continue
		}
		found = append(found, located{rule: res.Rule, finding: f})
	}
	for _, f := range failures {
		s.list = append(s.list, ruleFailed(f, s.file.Path))
		s.failed = true
	}
	own, err := r.users.lintFile(ctx, s, m)
	if err != nil {
		return err
	}
	found = append(found, own...)
	refusals := slices.DeleteFunc(m.Problems, func(q compile.Problem) bool {
		return q.Echo || s.config.Severity(q.Rule.Slug) == 0
	})
	all := found
	if s.config.Supersedes {
		if r.fixing {
			found = slices.Clone(found)
		}
		found = withoutSuperseded(found)
		found = withoutRefused(m.Definitions, found, refusals)
	}
	mender := newMender(m.Definitions, s.platform.Name)
	if r.fixing {
		s.hidden = hidden(mender, all, found)
	}
	s.list = append(s.list, diagnoseRefusals(mender, refusals, s.config)...)
	s.list = append(s.list, r.upgrade(s, mender)...)
	for _, f := range found {
		s.list = append(s.list, diagnose(mender, f, levelIn(s.config, f)))
	}
	s.summary = facts.Summarize(m)
	return nil
}

// summarizeFile makes the facts of a file that is not linted itself.
func (r *run) summarizeFile(s *slot) {
	defer r.recovered(s)
	data, ok := r.content(s)
	if !ok {
		return
	}
	s.key = r.fileKey("summary", s, data)
	if r.restore(s) {
		return
	}
	if m := r.parse(s, data); m != nil {
		s.summary = facts.Summarize(m)
	}
	if r.Cache != nil {
		r.keep(s)
	}
}

// recovered turns a panic into a diagnostic of the file.
func (r *run) recovered(s *slot) {
	if p := recover(); p != nil {
		s.failed = true
		s.list = append(s.list, internalError(s.file.Path, p, debug.Stack()))
	}
}

// read reads and parses a file and finds out its configuration and platform.
// It returns nil where there is no model; why is in the slot.
func (r *run) read(s *slot) *facts.Model {
	data, ok := r.content(s)
	if !ok {
		return nil
	}
	return r.parse(s, data)
}

// content finds out the configuration of a file and reads it. Why it cannot is
// in the slot.
func (r *run) content(s *slot) ([]byte, bool) {
	s.config = r.Config.For(cmp.Or(s.file.Abs, s.file.Path))
	data, err := r.Read(s.file, s.limit())
	if err != nil {
		s.list = append(s.list, unreadable(s.file.Path, err))
		s.failed = true
	}
	return data, err == nil
}

// limit returns the size above which the file is refused.
func (s *slot) limit() int64 { return cmp.Or(s.config.MaxFileSize, defaultMaxBytes) }

// parse parses the content of a file and finds out its platform.
func (r *run) parse(s *slot, data []byte) *facts.Model {
	f := source.New(s.file.Path, data)
	d, problems := bpmn.Parse(f, bpmn.Options{XML: xmltree.Options{MaxBytes: int(s.limit())}})
	s.list = append(s.list, problems...)
	if d == nil {
		return nil
	}
	s.parsed = true
	s.platform = r.Workspace.Platform(s.file.Abs, workspace.Evidence{
		Flag:                     r.Platform,
		Config:                   s.config.Platform,
		ConfigSource:             s.config.PlatformSource,
		Namespaces:               d.ExtensionNamespaces,
		ExecutionPlatform:        d.ExecutionPlatform,
		ExecutionPlatformVersion: d.ExecutionPlatformVersion,
	})
	m := facts.NewModel(d)
	m.Platform = facts.Platform{Name: s.platform.Name, Source: s.platform.Source}
	m.Engine = engineOf(s.config)
	m.Terse = s.config.Supersedes
	m.Options = r.optionsOf(s.config)
	m.Unit = r.Workspace.Unit(s.file.Abs, s.config.Deployments)
	m.UnitConfigured = len(s.config.Deployments) > 0 && m.Unit != r.Workspace.Unit(s.file.Abs, nil)
	m.ExternalProcesses, m.ExternalSignals = s.config.ExternalProcesses, s.config.ExternalSignals
	return m
}

func engineOf(c *config.Resolved) facts.Engine {
	e := facts.Engine{HistoryTimeToLive: string(c.Engine.HistoryTimeToLive), Plugins: c.Engine.Plugins}
	if c.Engine.HistoryTimeToLiveValue != "" {
		e.HistoryTimeToLive = c.Engine.HistoryTimeToLiveValue
	}
	return e
}

// optionsOf returns the options of all rules that have some, by slug.
func (r *run) optionsOf(c *config.Resolved) *ast.Term {
	o := ast.NewObject()
	add := func(rule *rules.Rule) {
		if len(rule.Options) == 0 || c.Severity(rule.ID) == 0 {
			return
		}
		v, err := ast.InterfaceToValue(c.Options(rule.ID))
		if err == nil {
			o.Insert(ast.StringTerm(rule.ID), ast.NewTerm(v))
		}
	}
	for i := range r.Rules {
		add(&r.Rules[i])
	}
	for _, rule := range r.users.on(c) {
		add(&rule.Rule)
	}
	return ast.NewTerm(o)
}

// applies reports whether a rule is about a platform.
func applies(r *rules.Rule, p workspace.Platform) bool {
	if slices.Contains(r.Platforms, "any") {
		return true
	}
	if p.Camunda8() {
		return false
	}
	return len(r.Platforms) == 0 || slices.ContainsFunc(r.Platforms, func(name string) bool {
		return name == p.Name || name == p.Product()
	})
}

// located is a finding with its rule.
type located struct {
	rule    *rules.Rule
	finding policy.Finding
	own     bool // the rule is the user's
}

// withoutSuperseded drops findings for which there is, on the same element,
// one of a rule that supersedes theirs.
func withoutSuperseded(found []located) []located {
	type key struct {
		file string
		at   int
		rule string
	}
	dropped := map[key]bool{}
	for _, f := range found {
		for _, weaker := range f.rule.Supersedes {
			dropped[key{f.finding.File, f.finding.At, weaker}] = true
		}
	}
	if len(dropped) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(f located) bool {
		return dropped[key{f.finding.File, f.finding.At, f.rule.ID}]
	})
}

// hidden returns the diagnostics of the findings that are not among those that
// are kept, which are in the same order.
func hidden(m *mender, all, kept []located) diag.List {
	var out diag.List
	for _, f := range all {
		if len(kept) > 0 && kept[0].rule == f.rule && kept[0].finding.At == f.finding.At && kept[0].finding.Message == f.finding.Message {
			kept = kept[1:]
			continue
		}
		out = append(out, diagnose(m, f, f.rule.DefaultSeverity()))
	}
	return out
}

// levelIn returns the severity of a finding: its own, unless the configuration
// names the rule or its category, otherwise the rule's.
func levelIn(c *config.Resolved, f located) diag.Severity {
	setting := c.Rules[f.rule.ID]
	switch {
	case f.finding.Severity == 0 || setting.Set:
		return setting.Severity
	case setting.New:
		return min(f.finding.Severity, setting.Severity)
	}
	return f.finding.Severity
}

// diagnose makes the diagnostic of a finding.
func diagnose(m *mender, f located, level diag.Severity) diag.Diagnostic {
	d := m.d
	out := diag.Diagnostic{
		Rule:     f.rule.ID,
		Category: f.rule.Category,
		Severity: level,
		Message:  f.finding.Message,
		Help:     cmp.Or(f.finding.Help, f.rule.Help),
		File:     d.File.Path,
		Fixes:    m.fix(f),
	}
	out.Range, out.Element, out.Fingerprint = place(d, f.finding.Place)
	for _, rel := range f.finding.Related {
		r := diag.Related{File: d.File.Path, Message: rel.Message}
		r.Range, r.Element, _ = place(d, rel.Place)
		out.Related = append(out.Related, r)
	}
	return out
}

// place returns the range and the element of a place in a file, and the path
// of the element that its fingerprint is made from.
func place(d *bpmn.Definitions, p policy.Place) (source.Range, diag.Element, string) {
	if p.At < 0 || p.At >= len(d.Elements) {
		return source.Range{}, diag.Element{}, ""
	}
	e := d.Elements[p.At].Base()
	x := descendant(e.XML, p.Inside)
	span := e.Span()
	a := attribute(e, p.Attribute)
	if x != nil && x != e.XML {
		span, a = x.Tag, attributeAsWritten(d, x, p.Attribute)
	}
	if a != nil {
		span = source.Span{Start: a.Name.Start, End: min(a.Raw.End+1, len(d.File.Text()))}
	}
	owner := e
	for i := p.At - 1; isPart(d.Elements[p.At]) && isPart(d.Elements[owner.Index]) && i >= 0; i-- {
		// The nearest element before it that encloses it.
		if x := d.Elements[i].Base(); x.XML != nil && e.XML != nil && x.XML.End.End >= e.XML.End.End {
			owner = x
		}
	}
	return d.File.Range(span), diag.Element{ID: owner.ID, Type: string(owner.Type), Name: owner.Name}, x.Path()
}

// descendant returns the n-th element that begins within an element, this one
// itself for 0; nil where there are not so many.
func descendant(x *xmltree.Element, n int) *xmltree.Element {
	if x == nil || n == 0 {
		return x
	}
	for d := range x.Descendants() {
		if n--; n == 0 {
			return d
		}
	}
	return nil
}

// isPart reports whether an element is a part of another one that people know
// by its id: a condition, a listener, a parameter.
func isPart(n bpmn.Node) bool {
	switch n.(type) {
	case *bpmn.Expression, *bpmn.Listener, *bpmn.InputOutput, *bpmn.Parameter, *bpmn.Mapping, *bpmn.Field,
		*bpmn.Property, *bpmn.Connector, *bpmn.FormField, *bpmn.Loop:
		return true
	}
	return false
}

// attribute returns the attribute of a name as rules write it: plain, or with
// a prefix for an extension attribute, whatever prefix the file uses.
func attribute(e *bpmn.Element, name string) *xmltree.Attr {
	if name == "" {
		return nil
	}
	if strings.Contains(name, ":") {
		return e.Extension(local(name))
	}
	return e.Attr(name)
}

// local returns a name without its prefix.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// attributeAsWritten returns the attribute of a name, with the prefix that the
// file uses.
func attributeAsWritten(d *bpmn.Definitions, x *xmltree.Element, name string) *xmltree.Attr {
	for i := range x.Attrs {
		if a := &x.Attrs[i]; string(d.File.Text()[a.Name.Start:a.Name.End]) == name {
			return a
		}
	}
	return nil
}

func compareText(a, b string) int { return strings.Compare(a, b) }

// ruleFailed is the finding that stands for a rule that could not be
// evaluated.
func ruleFailed(f policy.Failure, file string) diag.Diagnostic {
	return diag.Diagnostic{
		Rule:     "rule-failed",
		Category: "internal",
		Severity: diag.Error,
		Message:  fmt.Sprintf("rule %q failed: %s", f.Rule.ID, policy.Reason(f.Err)),
		Help:     "All other findings are complete. Mend the rule or turn it off.",
		File:     file,
	}
}

func internalError(file string, cause any, stack []byte) diag.Diagnostic {
	detail, _ := json.Marshal(fmt.Sprint(cause))
	return diag.Diagnostic{
		Rule:     "internal-error",
		Category: "internal",
		Severity: diag.Error,
		Message:  fmt.Sprintf("bpmnlint failed on this file: %s at %s", detail, origin(stack)),
		Help:     "This is a defect of bpmnlint. Please report it with the file, or with a part of it that shows the failure.",
		File:     file,
	}
}

// origin returns the function in which a panic began.
func origin(stack []byte) string {
	lines := strings.Split(string(stack), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "panic(") && i+2 < len(lines) {
			name, _, _ := strings.Cut(lines[i+2], "(0x")
			return name
		}
	}
	return "an unknown place"
}

func unreadable(file string, err error) diag.Diagnostic {
	return diag.Diagnostic{
		Rule:     "unreadable-file",
		Category: "input",
		Severity: diag.Error,
		Message:  fmt.Sprintf("the file cannot be read: %s", reason(err)),
		File:     file,
	}
}

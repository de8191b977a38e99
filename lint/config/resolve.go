package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// maxLayers ends the reading of files that extend the same ones again and
// again.
const maxLayers = 500

// layer is a preset, or what a file says itself.
type layer struct {
	preset   Preset // empty for a file
	document *document
	peer     *peerDocument
}

// resolution is the work on one [Resolved].
type resolution struct {
	l       *Loader
	r       *Resolved
	root    string // of the repository of the configuration file
	layers  []layer
	explode bool // there were too many layers
	rules   *registry
}

// resolve reads a configuration file and all that it extends. The caller holds
// the lock.
func (l *Loader) resolve(file string) *Resolved {
	s := &resolution{l: l, r: &Resolved{Supersedes: true, FailOn: diag.Error, Engine: Engine{HistoryTimeToLive: TimeToLiveUnknown}}}
	if file != "" {
		s.r.Source = s.display(file)
		s.root = l.o.Workspace.Root(filepath.Dir(file))
		s.read(file)
	}
	s.basePreset()
	s.findRules()
	s.r.Rules = make(map[string]Setting, len(s.rules.rules))
	for _, r := range s.rules.rules {
		setting := Setting{Options: map[string]any{}}
		for _, o := range r.Options {
			if o.Default != nil {
				setting.Options[o.Name] = o.Default
			}
		}
		s.r.Rules[r.Slug] = setting
	}
	for _, layer := range s.layers {
		switch {
		case layer.document != nil:
			s.applyDocument(layer.document)
		case layer.peer != nil:
			s.applyPeer(layer.peer)
		default:
			s.applyPreset(layer.preset)
		}
	}
	s.applyFlags()
	s.r.key = digest(s.r)
	s.r.Problems = distinct(s.r.Problems)
	return s.r
}

func (s *resolution) display(file string) string {
	return workspace.Display(s.l.o.Workspace.Dir(), file, file)
}

// read puts the layers of the configuration file itself.
func (s *resolution) read(file string) {
	base := filepath.Base(file)
	if base == fileNameRC || strings.HasSuffix(base, ".json") {
		s.r.FromBpmnIO = true
		data, why := readFile(file)
		if why != "" {
			s.unreadable(file, why)
			return
		}
		peer := newPeerDocument(s.display(file), filepath.Dir(file), data)
		s.layers = append(s.layers, layer{peer: peer})
		return
	}
	if base == fileName && isFile(filepath.Join(filepath.Dir(file), fileNameYML)) {
		s.r.Notices = append(s.r.Notices, noticeTwoFiles(s.r.Source))
	}
	if why := s.extend(file, nil); why != "" {
		s.unreadable(file, why)
	}
}

func (s *resolution) unreadable(file, why string) {
	m := unreadableFile(why)
	s.r.Problems = append(s.r.Problems, diag.Diagnostic{
		Rule: RuleSlug, Category: RuleSlug, Severity: diag.Error,
		Message: m.text, Help: m.help, File: s.display(file),
	})
}

// readFile returns the start of a file, one byte more than is allowed at most,
// and why it cannot be read.
func readFile(file string) (data []byte, why string) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, reason(err)
	}
	switch {
	case info.IsDir():
		return nil, "is a folder"
	case info.Size() > maxFileSize:
		return make([]byte, maxFileSize+1), ""
	}
	data, err = os.ReadFile(file)
	if err != nil {
		return nil, reason(err)
	}
	return data, ""
}

// extend appends the layers of a file: what it extends, then itself. The path
// has the files that led to it. The result tells why it cannot be read, empty
// if it can.
func (s *resolution) extend(file string, path []string) (why string) {
	d, ok := s.l.documents[file]
	if !ok {
		data, why := readFile(file)
		if why != "" {
			return why
		}
		d = newDocument(s.display(file), filepath.Dir(file), data)
		s.l.documents[file] = d
	}
	path = append(slices.Clip(path), file)
	for _, ref := range d.extends {
		s.extendReference(d, ref, path)
	}
	s.layers = append(s.layers, layer{document: d})
	return ""
}

func (s *resolution) extendReference(d *document, ref reference, path []string) {
	problem := func(m message) { s.r.Problems = append(s.r.Problems, d.diagnostic(ref.span, m)) }
	if slices.Contains(Presets(), ref.name) {
		s.layers = append(s.layers, layer{preset: Preset(ref.name)})
		return
	}
	switch ext := filepath.Ext(ref.name); {
	case strings.Contains(ref.name, "://"):
		problem(noURL(ref.name))
		return
	case !strings.ContainsAny(ref.name, `/\`) && ext != ".yaml" && ext != ".yml":
		problem(unknownPreset(ref.name))
		return
	}
	file := d.path(ref)
	if i := slices.Index(path, file); i >= 0 {
		names := make([]string, 0, len(path)-i+1)
		for _, p := range append(slices.Clone(path[i:]), file) {
			names = append(names, s.display(p))
		}
		problem(cycle(names))
		return
	}
	if len(s.layers) > maxLayers {
		if !s.explode {
			problem(tooManyFiles())
		}
		s.explode = true
		return
	}
	if !s.inside(file) {
		problem(outside("extended file", ref.name))
		return
	}
	if why := s.extend(file, path); why != "" {
		problem(cannotRead("extended file", ref.name, why))
	}
}

// inside reports whether a configuration may name a path: it lies in the
// repository, also when links are followed, or the command line names it.
func (s *resolution) inside(path string) bool {
	target := realPath(path)
	for _, dir := range append([]string{s.root}, s.l.o.Trusted...) {
		if contains(realPath(s.l.abs(dir)), target) {
			return true
		}
	}
	return false
}

func realPath(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// basePreset puts a preset below all layers where none is named, and the flag's
// in the place of all others.
func (s *resolution) basePreset() {
	flag := Preset(s.l.o.Preset)
	named := false
	s.layers = slices.DeleteFunc(s.layers, func(l layer) bool {
		if l.document != nil {
			named = named || l.document.extendsSet && len(l.document.extends) == 0 && len(l.document.problems) == 0
		}
		named = named || l.preset != ""
		return l.preset != "" && flag != ""
	})
	switch {
	case flag != "":
		s.layers = slices.Insert(s.layers, 0, layer{preset: flag})
	case !named:
		s.layers = slices.Insert(s.layers, 0, layer{preset: Recommended})
	}
}

// findRules collects the folders of user rules and makes the registry.
func (s *resolution) findRules() {
	var users []Rule
	add := func(dir string) {
		if slices.Contains(s.r.Policies, dir) {
			return
		}
		s.r.Policies = append(s.r.Policies, dir)
		set, ok := s.l.policies[dir]
		if !ok && s.l.o.PolicyRules != nil {
			set.rules, set.problems = s.l.o.PolicyRules(dir)
			s.l.policies[dir] = set
		}
		users = append(users, set.rules...)
		s.r.Problems = append(s.r.Problems, set.problems...)
	}
	for _, layer := range s.layers {
		d := layer.document
		if d == nil {
			continue
		}
		for _, ref := range d.policies {
			dir := d.path(ref)
			info, err := os.Stat(dir)
			switch {
			case !s.inside(dir):
				s.r.Problems = append(s.r.Problems, d.diagnostic(ref.span, outside("folder of policies", ref.name)))
			case err != nil:
				s.r.Problems = append(s.r.Problems, d.diagnostic(ref.span, cannotRead("folder of policies", ref.name, reason(err))))
			case !info.IsDir():
				s.r.Problems = append(s.r.Problems, d.diagnostic(ref.span, cannotRead("folder of policies", ref.name, "is not a folder")))
			default:
				add(dir)
			}
		}
	}
	for _, dir := range s.l.o.Policies {
		add(dir)
	}
	s.rules = s.l.builtIn
	if len(users) > 0 {
		s.rules = newRegistry(s.l.o.Rules, users)
	}
}

func (s *resolution) applyPreset(p Preset) {
	s.r.Supersedes = p != BpmnIO
	for _, r := range s.rules.rules {
		setting := s.r.Rules[r.Slug]
		setting.Severity, setting.Set = r.In(p), false
		s.r.Rules[r.Slug] = setting
	}
}

func (s *resolution) applyDocument(d *document) {
	s.r.Problems = append(s.r.Problems, d.problems...)
	for _, a := range d.categories {
		if !slices.Contains(s.rules.categories, a.name) {
			s.r.Problems = append(s.r.Problems, d.diagnostic(a.span, unknownCategory(a.name, s.rules.categories)))
			continue
		}
		for _, r := range s.rules.rules {
			if r.Category == a.name {
				setting := s.r.Rules[r.Slug]
				setting.Severity, setting.Set = a.severity, true
				s.r.Rules[r.Slug] = setting
			}
		}
	}
	for _, a := range d.rules {
		s.applyRule(d, a)
	}
	s.r.ignore = append(s.r.ignore, d.ignore...)
	s.r.Deployments = append(s.r.Deployments, d.deployments...)
	s.r.ExternalProcesses = append(s.r.ExternalProcesses, d.externalProcesses...)
	s.r.ExternalSignals = append(s.r.ExternalSignals, d.externalSignals...)
	s.r.Suppressions = append(s.r.Suppressions, d.suppressions...)
	if d.platform != "" {
		s.r.Platform, s.r.PlatformSource = d.platform, d.file.Path
	}
	if d.upgradeTo != "" {
		s.r.UpgradeTo = d.upgradeTo
	}
	if d.historyTimeToLiveSet {
		s.r.Engine.HistoryTimeToLive = d.engine.HistoryTimeToLive
		s.r.Engine.HistoryTimeToLiveValue = d.engine.HistoryTimeToLiveValue
	}
	if d.engine.PluginsSet {
		s.r.Engine.Plugins, s.r.Engine.PluginsSet = d.engine.Plugins, true
	}
	if d.failOnSet {
		s.r.FailOn = d.failOn
	}
	if d.maxFileSizeSet {
		s.r.MaxFileSize = d.maxFileSize
	}
}

// applyRule sets one rule. Options without a severity turn a rule on that is
// off: nobody sets up what shall not run.
func (s *resolution) applyRule(d *document, a assignment) {
	r := s.rules.byName[a.name]
	if r == nil {
		s.r.Problems = append(s.r.Problems, d.diagnostic(a.span, unknownRule(a.name, s.rules.names)))
		return
	}
	setting := s.r.Rules[r.Slug]
	switch {
	case a.leveled:
		setting.Severity, setting.Set = a.severity, true
	case len(a.options) > 0 && setting.Severity == 0:
		setting.Severity, setting.Set = r.Severity, true
	}
	if len(a.options) > 0 {
		resolved := document{file: d.file}
		setting = setting.withOptions(readOptions(r, a.options, resolved.report))
		s.r.Problems = append(s.r.Problems, resolved.problems...)
	}
	s.r.Rules[r.Slug] = setting
}

// applyFlags lets the command line have the last word.
func (s *resolution) applyFlags() {
	if s.l.o.FailOn != "" {
		s.r.FailOn = s.l.failOn
	}
	if s.l.platform != "" {
		s.r.Platform, s.r.PlatformSource = s.l.platform, "flag"
	}
	if len(s.l.o.Only) == 0 {
		return
	}
	keep := map[string]bool{}
	for i, name := range s.l.o.Only {
		if r := s.rules.byName[name]; r != nil {
			setting := s.r.Rules[r.Slug]
			if setting.Severity == 0 {
				setting.Severity, setting.Set = r.Severity, true
				s.r.Rules[r.Slug] = setting
			}
			keep[r.Slug] = true
			s.l.only[i] = selection{known: true, on: true}
			continue
		}
		for _, r := range s.rules.rules {
			if r.Category == name {
				keep[r.Slug] = true
				s.l.only[i].known = true
				s.l.only[i].on = s.l.only[i].on || s.r.Rules[r.Slug].Severity != 0
			}
		}
	}
	for slug, setting := range s.r.Rules {
		if !keep[slug] {
			setting.Severity = 0
			s.r.Rules[slug] = setting
		}
	}
}

// digest identifies what a compiled set of rules depends on.
func digest(r *Resolved) string {
	h := sha256.New()
	e := json.NewEncoder(h)
	for _, slug := range r.Enabled() {
		// Options come from YAML or JSON or a rule's metadata, all of which
		// can be encoded; an error would only make two keys equal that are
		// not, so the slug is written on its own.
		h.Write([]byte(slug + "\n"))
		_ = e.Encode(r.Rules[slug].Options)
	}
	for _, dir := range r.Policies {
		h.Write([]byte(dir + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

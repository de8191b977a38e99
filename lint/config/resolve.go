package config

import (
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

// plan is what the models with one configuration file share.
type plan struct {
	l        *Loader
	source   string // as for people; empty for none
	file     string // absolute
	root     string // of the repository of the configuration file
	layers   []layer
	explode  bool // there were too many layers
	rules    *registry
	policies []string
	pins     []Pin
	since    release
	sinceAt  string // place of since, for people

	// overrides are those of all layers, in order; variants has a
	// configuration for each set of them that hold for some model.
	overrides []boundOverride
	variants  map[string]*Resolved

	peer     bool
	problems diag.List
	notices  []string
}

// boundOverride is an override with the document that has it.
type boundOverride struct {
	*override
	document *document
}

func (o boundOverride) matches(path string) bool {
	return slices.ContainsFunc(o.files, func(ref reference) bool { return o.document.glob(ref).Match(path) })
}

// resolve reads a configuration file and all that it extends. The caller holds
// the lock.
func (l *Loader) resolve(file string) *plan {
	s := &plan{l: l, file: file, variants: map[string]*Resolved{}}
	if file != "" {
		s.source = s.display(file)
		s.root = l.o.Workspace.Root(filepath.Dir(file))
		s.read(file)
	}
	s.basePreset()
	s.findRules()
	for _, layer := range s.layers {
		d := layer.document
		if d == nil {
			continue
		}
		s.problems = append(s.problems, d.problems...)
		for i := range d.overrides {
			s.overrides = append(s.overrides, boundOverride{&d.overrides[i], d})
		}
		if d.sinceAt.End != 0 {
			s.since, s.sinceAt = d.since, d.place(d.sinceAt)
			if l.running != (release{}) && l.running.before(release{d.since[0], d.since[1], 0}) {
				s.notices = append(s.notices, noticeSince(d.file.Path, d.since, l.running))
			}
		}
	}
	// With all overrides at work every name in them is checked, whatever the
	// models are.
	all := s.resolved(func(boundOverride) bool { return true })
	s.problems = distinct(s.problems)
	s.variants[strings.Repeat("\x01", len(s.overrides))] = all
	all.Problems = s.problems
	return s
}

// variant returns the configuration of a model with the overrides that hold for
// it. The caller holds the lock.
func (s *plan) variant(path string) *Resolved {
	key := make([]byte, len(s.overrides))
	for i, o := range s.overrides {
		if o.matches(path) {
			key[i] = 1
		}
	}
	r := s.variants[string(key)]
	if r == nil {
		i := -1
		r = s.resolved(func(boundOverride) bool { i++; return key[i] != 0 })
		s.variants[string(key)] = r
	}
	return r
}

// resolved applies the layers. It asks once for each override, in order,
// whether it is to be applied.
func (s *plan) resolved(on func(boundOverride) bool) *Resolved {
	r := &Resolved{
		Source: s.source, FromBpmnIO: s.peer, Supersedes: true, FailOn: diag.Error, Policies: s.policies, Pins: s.pins,
		Engine: Engine{HistoryTimeToLive: TimeToLiveUnknown}, Origins: map[string]string{},
		Rules: make(map[string]Setting, len(s.rules.rules)),
	}
	for _, rule := range s.rules.rules {
		setting := Setting{Options: map[string]any{}}
		for _, o := range rule.Options {
			if o.Default != nil {
				setting.Options[o.Name] = o.Default
			}
		}
		r.Rules[rule.Slug] = setting
	}
	overrides := s.overrides
	for _, layer := range s.layers {
		switch {
		case layer.document != nil:
			s.applyDocument(r, layer.document)
			for range layer.document.overrides {
				o := overrides[0]
				overrides = overrides[1:]
				if on(o) {
					s.applySettings(r, o.document, &o.settings)
				}
			}
		case layer.peer != nil:
			s.applyPeer(r, layer.peer)
		default:
			s.applyPreset(r, layer.preset)
		}
	}
	s.applyFlags(r)
	r.key = digest(r)
	r.Problems, r.Notices = s.problems, s.notices
	return r
}

func (s *plan) display(file string) string {
	return workspace.Display(s.l.o.Workspace.Dir(), file, file)
}

// read puts the layers of the configuration file itself.
func (s *plan) read(file string) {
	base := filepath.Base(file)
	if base == fileNameRC || strings.HasSuffix(base, ".json") {
		s.peer = true
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
		s.notices = append(s.notices, noticeTwoFiles(s.source))
	}
	if why := s.extend(file, filepath.Dir(file), nil); why != "" {
		s.unreadable(file, why)
	}
}

func (s *plan) unreadable(file, why string) {
	m := unreadableFile(why)
	s.problems = append(s.problems, diag.Diagnostic{
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

// extend appends the layers of a file: what it extends, then itself. Its
// patterns are relative to base; the path has the files that led to it. The
// result tells why it cannot be read, empty if it can.
func (s *plan) extend(file, base string, path []string) (why string) {
	d, ok := s.l.documents[file]
	if !ok {
		data, why := readFile(file)
		if why != "" {
			return why
		}
		d = newDocument(s.display(file), filepath.Dir(file), data)
		d.base = base
		s.l.documents[file] = d
	}
	path = append(slices.Clip(path), file)
	for _, ref := range d.extends {
		s.extendReference(d, ref, path)
	}
	s.layers = append(s.layers, layer{document: d})
	return ""
}

func (s *plan) extendReference(d *document, ref reference, path []string) {
	problem := func(m message) { s.problems = append(s.problems, d.diagnostic(ref.span, m)) }
	if ref.pin != nil {
		s.extendPin(d, ref, path)
		return
	}
	if slices.Contains(Presets(), ref.name) {
		s.layers = append(s.layers, layer{preset: Preset(ref.name)})
		return
	}
	switch {
	case strings.Contains(ref.name, "://"):
		problem(noURL(ref.name))
		return
	case !isFileReference(ref.name):
		problem(unknownPreset(ref.name))
		return
	}
	file := d.path(ref)
	if !s.enter(file, path, problem) {
		return
	}
	if !s.inside(file) {
		problem(outside("extended file", ref.name))
		return
	}
	base := d.base
	if d.base == d.dir {
		base = filepath.Dir(file)
	}
	if why := s.extend(file, base, path); why != "" {
		problem(cannotRead("extended file", ref.name, why))
	}
}

// extendPin appends the layers of the copy of a pinned file.
func (s *plan) extendPin(d *document, ref reference, path []string) {
	problem := func(m message) { s.problems = append(s.problems, d.diagnostic(ref.span, m)) }
	pin := *ref.pin
	pin.Place = filepath.Join(d.base, filepath.FromSlash(placeName))
	if !s.enter(pin.Path(), path, problem) {
		return
	}
	s.pins = append(s.pins, pin)
	why, ok := s.l.verified[pin]
	if !ok {
		why = pin.Verify()
		s.l.verified[pin] = why
	}
	if why == "" {
		why = s.extend(pin.Path(), d.base, path)
	}
	if why != "" {
		problem(pinNotReady(pin.String(), why))
	}
}

// enter reports whether a file may be extended by the files that led to it:
// not by itself, and not for the umpteenth time.
func (s *plan) enter(file string, path []string, problem func(message)) bool {
	if i := slices.Index(path, file); i >= 0 {
		names := make([]string, 0, len(path)-i+1)
		for _, p := range append(slices.Clone(path[i:]), file) {
			names = append(names, s.display(p))
		}
		problem(cycle(names))
		return false
	}
	if len(s.layers) > maxLayers {
		if !s.explode {
			problem(tooManyFiles())
		}
		s.explode = true
		return false
	}
	return true
}

// inside reports whether a configuration may name a path: it lies in the
// repository, also when links are followed, or the command line names it.
func (s *plan) inside(path string) bool {
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
func (s *plan) basePreset() {
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
func (s *plan) findRules() {
	var users []Rule
	add := func(dir string) {
		if slices.Contains(s.policies, dir) {
			return
		}
		s.policies = append(s.policies, dir)
		set, ok := s.l.policies[dir]
		if !ok && s.l.o.PolicyRules != nil {
			set.rules, set.problems = s.l.o.PolicyRules(dir)
			s.l.policies[dir] = set
		}
		users = append(users, set.rules...)
		s.problems = append(s.problems, set.problems...)
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
				s.problems = append(s.problems, d.diagnostic(ref.span, outside("folder of policies", ref.name)))
			case err != nil:
				s.problems = append(s.problems, d.diagnostic(ref.span, cannotRead("folder of policies", ref.name, reason(err))))
			case !info.IsDir():
				s.problems = append(s.problems, d.diagnostic(ref.span, cannotRead("folder of policies", ref.name, "is not a folder")))
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

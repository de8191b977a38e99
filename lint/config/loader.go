package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Options tells a [Loader] where to look and what the command line says.
type Options struct {
	// Rules are the built-in rules.
	Rules []Rule
	// PolicyRules returns the rules of a folder of user rules, given by its
	// absolute path, and the faults in their metadata. It is called once for a
	// folder and must not call the loader. Where it is nil, no user rule has a name that a configuration
	// may use.
	PolicyRules func(dir string) ([]Rule, diag.List)

	// Workspace knows the working directory, which relative paths are taken
	// from and shown relative to, and the root of each model's repository,
	// where the way up ends and outside of which no file is read that the
	// command line does not name.
	Workspace *workspace.Workspace
	// File is the one configuration file for all models (--config): YAML, or
	// JSON of bpmn.io if its name is .bpmnlintrc or ends in .json.
	File string
	// None reads no configuration file at all (--no-config).
	None bool
	// Trusted are files and folders outside of the root that a configuration
	// may name, because the command line names them.
	Trusted []string

	// Preset replaces the presets that configuration files extend (--preset);
	// what they say about single rules and categories remains.
	Preset string
	// Only are rules and categories; all other rules are off (--only). A rule
	// that is named is on, a category has what the configuration has of it.
	Only []string
	// FailOn is error, warning, note or never (--fail-on).
	FailOn string
	// Platform is a platform's name (--platform).
	Platform string
	// Policies are further folders of user rules.
	Policies []string
	// Version is the version of the program, such as 0.3.1: rules that came
	// with its minor release are notes. Empty, or the version of a build that
	// is not released, makes no difference between rules.
	Version string
}

// The names of configuration files, by precedence.
const (
	fileName    = ".bpmnlint.yaml"
	fileNameYML = ".bpmnlint.yml"
	fileNameRC  = ".bpmnlintrc"
)

// FileNames returns the names of configuration files, by precedence.
func FileNames() []string { return []string{fileName, fileNameYML, fileNameRC} }

// Loader finds the configuration of each model. Its methods may be called
// concurrently.
type Loader struct {
	o        Options // paths are absolute
	failOn   diag.Severity
	platform string
	running  release
	builtIn  *registry

	mu        sync.RWMutex
	byDir     map[string]*plan
	bySource  map[string]*plan // by absolute path of the file, "" for none
	verified  map[Pin]string   // why the copy cannot be used
	sources   map[string]sources
	documents map[string]*document
	policies  map[string]policySet
	only      []selection // one for each of Options.Only
}

// sources are the absolute paths of the configuration files that hold for a
// folder; empty for none.
type sources struct{ own, peer string }

type policySet struct {
	rules    []Rule
	problems diag.List
}

// selection is what has become of one of [Options.Only].
type selection struct {
	known bool // some configuration has such a rule or category
	on    bool // some configuration has such a rule on
}

// NewLoader checks what the command line says; an error is a fault of usage:
// an unknown preset, platform or severity, a file that is not there. Names in
// Only are checked when the users' rules are known, see [Loader.Problems].
func NewLoader(o Options) (*Loader, error) {
	l := &Loader{
		o: o, builtIn: newRegistry(o.Rules, nil),
		byDir: map[string]*plan{}, bySource: map[string]*plan{}, verified: map[Pin]string{}, sources: map[string]sources{},
		documents: map[string]*document{}, policies: map[string]policySet{},
		only: make([]selection, len(o.Only)),
	}
	l.running, _ = parseRelease(o.Version)
	if o.Preset != "" && !slices.Contains(Presets(), o.Preset) {
		return nil, usage("--preset", unknownPresetName(o.Preset))
	}
	l.failOn = diag.Error
	if o.FailOn != "" {
		severity, ok := parseFailOn(o.FailOn)
		if !ok {
			return nil, usage("--fail-on", unknownValue("severity", o.FailOn, failLevels()))
		}
		l.failOn = severity
	}
	if o.Platform != "" {
		platform, err := workspace.ParsePlatform(o.Platform)
		if err != nil {
			return nil, fmt.Errorf("--platform: %w", err)
		}
		l.platform = platform
	}
	if o.File != "" {
		if o.None {
			return nil, errors.New("--config and --no-config exclude each other")
		}
		l.o.File = l.abs(o.File)
		if info, err := os.Stat(l.o.File); err != nil {
			return nil, fmt.Errorf("--config: %s: %s", o.File, reason(err))
		} else if info.IsDir() {
			return nil, fmt.Errorf("--config: %s: is a folder", o.File)
		}
		l.o.Trusted = append(slices.Clone(o.Trusted), filepath.Dir(l.o.File))
	}
	l.o.Policies = make([]string, len(o.Policies))
	for i, dir := range o.Policies {
		l.o.Policies[i] = l.abs(dir)
		if info, err := os.Stat(l.o.Policies[i]); err != nil {
			return nil, fmt.Errorf("--policies: %s: %s", dir, reason(err))
		} else if !info.IsDir() {
			return nil, fmt.Errorf("--policies: %s: is not a folder", dir)
		}
	}
	return l, nil
}

func usage(flag string, m message) error {
	return fmt.Errorf("%s: %s", flag, strings.TrimSpace(m.text+"\n"+m.help))
}

// reason returns why a file cannot be read, without its name.
func reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "no such file or folder"
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

func (l *Loader) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(l.o.Workspace.Dir(), path)
}

// For returns the configuration of a model, given by its path, absolute or
// relative to the working directory. Models with one configuration file, and
// the same overrides of it, share one *Resolved.
func (l *Loader) For(path string) *Resolved {
	path = l.abs(path)
	dir := filepath.Dir(path)
	l.mu.RLock()
	s, ok := l.byDir[dir]
	if ok && len(s.overrides) == 0 {
		r := s.variants[""]
		l.mu.RUnlock()
		return r
	}
	l.mu.RUnlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if s, ok = l.byDir[dir]; !ok {
		file := l.source(dir)
		if s, ok = l.bySource[file]; !ok {
			s = l.resolve(file)
			l.bySource[file] = s
		}
		l.byDir[dir] = s
	}
	return s.variant(path)
}

// source returns the absolute path of the configuration file that holds for a
// folder, empty for none. A .bpmnlint.yaml anywhere on the way up comes before
// any .bpmnlintrc.
func (l *Loader) source(dir string) string {
	switch {
	case l.o.None:
		return ""
	case l.o.File != "":
		return l.o.File
	}
	s := l.search(l.o.Workspace.Root(dir), dir)
	return cmp.Or(s.own, s.peer)
}

func (l *Loader) search(root, dir string) sources {
	if s, ok := l.sources[dir]; ok {
		return s
	}
	var s sources
	if dir != root && contains(root, dir) {
		s = l.search(root, filepath.Dir(dir))
	}
	for _, name := range []string{fileNameYML, fileName} {
		if path := filepath.Join(dir, name); isFile(path) {
			s.own = path
		}
	}
	if path := filepath.Join(dir, fileNameRC); isFile(path) {
		s.peer = path
	}
	l.sources[dir] = s
	return s
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// contains reports whether path is dir or lies in it; both are absolute.
func contains(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// Problems returns the faults of all configuration files read so far, each
// once, sorted; and those of [Options.Only] against the rules that these know.
// It is meant to be asked after [Loader.For] was called for every model.
func (l *Loader) Problems() diag.List {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var all diag.List
	for _, s := range l.bySource {
		all = append(all, s.problems...)
	}
	if len(l.bySource) > 0 {
		all = append(all, l.selectionProblems()...)
	}
	return distinct(all)
}

func (l *Loader) selectionProblems() diag.List {
	var names []string
	for _, s := range l.bySource {
		for _, r := range s.rules.rules {
			names = append(names, r.Slug)
		}
	}
	slices.Sort(names)
	names = slices.Compact(append(slices.Clone(l.builtIn.categories), names...))
	var list diag.List
	for i, s := range l.only {
		var m message
		switch {
		case !s.known:
			m = unknownSelection(l.o.Only[i], names)
		case !s.on:
			m = emptySelection(l.o.Only[i])
		default:
			continue
		}
		list = append(list, diag.Diagnostic{Rule: RuleSlug, Category: RuleSlug, Severity: diag.Error, Message: m.text, Help: m.help})
	}
	return list
}

// Notices returns the notices of all configuration files read so far, each
// once, sorted.
func (l *Loader) Notices() []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var all []string
	for _, s := range l.bySource {
		all = append(all, s.notices...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// distinct sorts a list and leaves out what it has twice.
func distinct(list diag.List) diag.List {
	list.Sort()
	return slices.CompactFunc(list, func(a, b diag.Diagnostic) bool {
		return a.File == b.File && a.Range == b.Range && a.Rule == b.Rule && a.Message == b.Message
	})
}

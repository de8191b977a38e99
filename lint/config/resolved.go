package config

import (
	"maps"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Setting is what the configuration says about one rule.
type Setting struct {
	// Severity is how findings of the rule are reported, 0 for off.
	Severity diag.Severity
	// Set says that a file named the rule or its category, rather than that
	// the severity comes from a preset. A rule whose findings differ in
	// severity keeps them apart only where it is false.
	Set bool
	// New says that the severity was lowered because the rule is new: no
	// finding of it is more severe.
	New bool
	// Options has a value for each option that has one, default or set. It
	// must not be changed. Types: see [OptionType].
	Options map[string]any
	// Origin tells where the severity comes from, as people name it: preset
	// recommended, .bpmnlint.yaml:7, --only. OptionOrigins tells it of the
	// options that are set, by name.
	Origin        string
	OptionOrigins map[string]string
}

// TimeToLive is what the engine does about a history time to live that a model
// does not state.
type TimeToLive string

// The ways of an engine with a missing history time to live.
const (
	TimeToLiveUnknown     TimeToLive = "unknown"
	TimeToLiveEnforced    TimeToLive = "enforced"     // the engine refuses the model
	TimeToLiveNotEnforced TimeToLive = "not-enforced" // the engine takes the model
	TimeToLiveDefault     TimeToLive = "default"      // the engine has a value of its own
)

// Engine is what is known about the engine beyond its platform.
type Engine struct {
	// HistoryTimeToLive is unknown where the configuration is silent.
	HistoryTimeToLive TimeToLive
	// HistoryTimeToLiveValue is the engine's own value ("180", "P180D") for
	// TimeToLiveDefault, otherwise empty.
	HistoryTimeToLiveValue string
	// Plugins are the engine plug-ins: connect, spin, mail; sorted.
	Plugins []string
	// PluginsSet says that the configuration names the plug-ins, be it none.
	PluginsSet bool
}

// FailNever as [Resolved.FailOn] means that findings never make a run fail.
const FailNever diag.Severity = 0

// Resolved is the configuration of all models that share one configuration file
// and the overrides in it that hold for them. It must not be changed; its methods may be called concurrently.
type Resolved struct {
	// Source is the configuration file as the user would name it; empty where
	// there is none.
	Source string
	// FromBpmnIO says that Source is a .bpmnlintrc.
	FromBpmnIO bool
	// Layers are what it is made of, as people name it: presets and files,
	// the later of which win.
	Layers []string
	// Pins are the files of pinned revisions among them, fetched or not.
	Pins []Pin
	// Origins tells where the values come from that a file or a flag sets, by
	// key: platform, engine.plugins, …; of the first entry of a list, ignore/0.
	Origins map[string]string
	// Rules has a setting for every known rule, by slug.
	Rules map[string]Setting
	// Supersedes says that of several findings about one defect only the
	// strongest is shown. It is false in preset bpmn-io.
	Supersedes bool
	// Platform is normalized (camunda-7.24); empty where nothing says it.
	Platform string
	// PlatformSource is "flag" or the configuration file's name.
	PlatformSource string
	// UpgradeTo is the platform that the team upgrades to, normalized; empty
	// for none.
	UpgradeTo string
	Engine    Engine
	// Deployments are the patterns of folders or files that are deployed
	// together.
	Deployments []workspace.Glob
	// Ignore are the patterns of models that are not linted unless they are
	// named.
	Ignore []workspace.Glob
	// Policies are the absolute paths of folders of user rules.
	Policies []string
	// ExternalProcesses are patterns of keys of processes that live
	// elsewhere, ExternalSignals those of signal names.
	ExternalProcesses []string
	ExternalSignals   []string
	// FailOn is the lowest severity that makes a run fail: error unless said
	// otherwise, or [FailNever].
	FailOn diag.Severity
	// MaxFileSize is the size in bytes above which a model is refused; 0 for
	// the reader's own limit.
	MaxFileSize int64
	// Problems are the faults in the configuration file and in those that it
	// extends. With an error among them the configuration is what could be
	// understood.
	Problems diag.List
	// Notices are lines to tell the user once, for example that a .bpmnlintrc
	// was used.
	Notices []string

	key string
}

// Severity returns how findings of a rule are reported, 0 for off and for a
// rule that is not known.
func (r *Resolved) Severity(slug string) diag.Severity { return r.Rules[slug].Severity }

// Options returns the values of a rule's options; it must not be changed.
func (r *Resolved) Options(slug string) map[string]any { return r.Rules[slug].Options }

// Enabled returns the slugs of all rules that are on, sorted.
func (r *Resolved) Enabled() []string {
	on := make([]string, 0, len(r.Rules))
	for slug, s := range r.Rules {
		if s.Severity != 0 {
			on = append(on, slug)
		}
	}
	slices.Sort(on)
	return on
}

// Key is the same for configurations with the same rules on, the same options
// and the same policies, whatever their severities: what was compiled for one
// serves the other.
func (r *Resolved) Key() string { return r.key }

// Ignored reports whether the configuration's key ignore names a file, given
// by its absolute path.
func (r *Resolved) Ignored(path string) bool {
	return slices.ContainsFunc(r.Ignore, func(g workspace.Glob) bool { return g.Match(path) })
}

// withOptions returns the setting with further values of options.
func (s Setting) withOptions(values map[string]any) Setting {
	merged := maps.Clone(s.Options)
	if merged == nil {
		merged = make(map[string]any, len(values))
	}
	maps.Copy(merged, values)
	s.Options = merged
	return s
}

// Evidence returns what flag and configuration say about the platform of a
// model; the caller adds what the model says.
func (r *Resolved) Evidence() workspace.Evidence {
	if r.PlatformSource == "flag" {
		return workspace.Evidence{Flag: r.Platform}
	}
	return workspace.Evidence{Config: r.Platform, ConfigSource: r.PlatformSource}
}

package cli

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint/survey"
	"github.com/bpmnlint/bpmnlint/report"
)

// initialConfig returns the configuration for what was learned, with comments
// that say where it comes from. What is the same everywhere stands at the top;
// modules whose engine differs have overrides.
func initialConfig(s *survey.Survey, models int) string {
	f := &configFile{}
	f.line("# Configuration of bpmnlint for %s, begun by bpmnlint init.", plural(models, "model"))
	f.line("# bpmnlint rules list shows all rules, bpmnlint explain RULE the reasons for one,")
	f.line("# bpmnlint config show MODEL what holds for a model.")
	f.line("")
	f.line("# correctness: only what must fail. strict, all: more. A file: ./team.yaml.")
	f.line("extends: recommended")
	f.platforms(s.Platforms)
	common := f.engine(s)
	f.conventions(s.Conventions)
	f.line("")
	f.line("# A level for one rule, or for all of a category: off, note, warning or error.")
	f.line("# categories:")
	f.line("#   style: off")
	f.line("")
	f.line("# Models that are not linted unless they are named.")
	f.line(`# ignore: ["**/sandbox/**"]`)
	f.overrides(s.Engines, common)
	return f.b.String()
}

type configFile struct{ b strings.Builder }

func (f *configFile) line(format string, args ...any) {
	fmt.Fprintf(&f.b, format, args...)
	f.b.WriteByte('\n')
}

func (f *configFile) platforms(all []survey.Platform) {
	f.line("")
	read := slices.IndexFunc(all, func(p survey.Platform) bool { return p.Source != "" }) >= 0
	if read {
		f.line("# The engine of a model is read from its build file whenever it is linted:")
	} else {
		f.line("# No build file names the engine. Without this line it is judged by the models:")
	}
	for i, p := range all {
		if i == 5 {
			f.line("#   …")
			break
		}
		f.line("#   %s for %s, %s", p.Name, plural(p.Models, "model"), report.Printable(sourceOf(p.Source)))
	}
	name := "camunda-7.24"
	if len(all) > 0 {
		name = all[0].Name
	}
	f.line("# platform: %s", name)
}

// common returns what holds for most modules. If there is a module of which
// nothing is known, it is what the folder itself says: the settings of one
// module say nothing about another.
func common(s *survey.Survey) engineSettings {
	var most engineSettings
	counts := map[string]int{}
	known := map[string]bool{}
	for _, e := range s.Engines {
		x := settingsOf(e)
		if e.Module == "." {
			return x
		}
		known[e.Module] = !x.empty()
		if counts[x.key()]++; !x.empty() && (most.empty() || counts[x.key()] > counts[most.key()]) {
			most = x
		}
	}
	for _, m := range s.Modules {
		if !known[m] {
			return engineSettings{}
		}
	}
	return most
}

// engine writes what most modules agree on and returns it.
func (f *configFile) engine(s *survey.Survey) engineSettings {
	common := common(s)
	f.line("")
	f.line("engine:")
	if common.timeToLive.Value != "" {
		f.line("  # %s", report.Printable(common.timeToLive.Source))
		f.line("  history-time-to-live: %s", common.timeToLive.Value)
	} else {
		f.line("  # What the engine does about a process without one: enforced (refuses it),")
		f.line("  # not-enforced, or its own value, such as P180D.")
		f.line("  history-time-to-live: unknown")
	}
	if len(common.plugins) > 0 {
		f.line("  # %s", report.Printable(strings.Join(common.sources(), ", ")))
		f.line("  plugins: [%s]", strings.Join(common.names(), ", "))
	} else {
		f.line("  # Without this line plug-ins are assumed where a model uses them.")
		f.line("  # plugins: [connect, spin]")
	}
	for _, e := range s.Engines {
		for _, u := range e.Unclear {
			profile := ""
			if u.Profile != "" {
				profile = " in profile " + u.Profile
			}
			f.line("  # Not so everywhere: %s%s (%s).", report.Printable(u.Value), report.Printable(profile), report.Printable(u.Source))
		}
	}
	return common
}

func (f *configFile) conventions(all []survey.Convention) {
	f.line("")
	if len(all) == 0 {
		f.line("# rules:")
		f.line("#   generated-id: error")
		return
	}
	f.line("rules:")
	f.line("  # As at least four fifths of the ids of each type are.")
	f.line("  id-convention:")
	f.line("    severity: note")
	f.line("    patterns:")
	width := 0
	for _, c := range all {
		width = max(width, len(c.Type)+len(c.Pattern))
	}
	for _, c := range all {
		f.line("      %s: '%s'%*s # %d of %d", c.Type, strings.ReplaceAll(c.Pattern, "'", "''"), width-len(c.Type)-len(c.Pattern), "", c.Keep, c.Of)
	}
}

// overrides writes what is otherwise in some modules, and an example where
// there is none.
func (f *configFile) overrides(all []survey.Engine, common engineSettings) {
	f.line("")
	f.line("# Other settings for some of the models; the later override wins.")
	first := true
	for _, e := range all {
		x := settingsOf(e)
		if x.key() == common.key() || x.empty() || e.Module == "." || !isPlainPath(e.Module) {
			continue
		}
		if first {
			f.line("overrides:")
			first = false
		}
		f.line("  - files: [%q]", path.Join(e.Module, "**"))
		f.line("    engine:")
		if x.timeToLive.Value != "" && x.timeToLive.Value != common.timeToLive.Value {
			f.line("      history-time-to-live: %s # %s", x.timeToLive.Value, report.Printable(x.timeToLive.Source))
		}
		if !slices.Equal(x.names(), common.names()) {
			f.line("      plugins: [%s] # %s", strings.Join(x.names(), ", "), report.Printable(strings.Join(x.sources(), ", ")))
		}
	}
	if first {
		f.line("# overrides:")
		f.line(`#   - files: ["legacy/**"]`)
		f.line("#     rules:")
		f.line("#       generated-id: off")
	}
}

// isPlainPath reports whether a path means itself as a pattern.
func isPlainPath(p string) bool { return !strings.ContainsAny(p, `*?[]{}\`+"\n\r") }

// engineSettings are the settings of an engine that go into a configuration.
type engineSettings struct {
	timeToLive survey.Fact
	plugins    []survey.Fact
}

func settingsOf(e survey.Engine) engineSettings {
	return engineSettings{timeToLiveOf(e), e.Plugins}
}

func (x engineSettings) empty() bool { return x.timeToLive.Value == "" && len(x.plugins) == 0 }

func (x engineSettings) key() string {
	return x.timeToLive.Value + " " + strings.Join(x.names(), " ")
}

func (x engineSettings) names() []string {
	var names []string
	for _, f := range x.plugins {
		names = append(names, f.Value)
	}
	return names
}

func (x engineSettings) sources() []string {
	var sources []string
	for _, f := range x.plugins {
		sources = append(sources, f.Source)
	}
	return sources
}

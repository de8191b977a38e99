package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

func (p *program) configShowCommand() *cobra.Command {
	var f configFlags
	c := &cobra.Command{
		Use:   "show FILE",
		Short: "Show the configuration of a model, and where each value comes from",
		Long: `Show the configuration that applies to a model: as YAML, each value with the file
and line, preset or flag that it comes from. FILE need not be there: its place
is what counts.`,
		Example: `  bpmnlint config show src/main/resources/order.bpmn
  bpmnlint config show --preset strict src/test/resources/order.bpmn`,
		Args: exactArgs(1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error { return p.showConfig(args[0], f) },
	}
	flags := c.Flags()
	flags.StringVar(&f.config, "config", "", "read the configuration from `FILE`, for all models")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
	flags.StringVar(&f.preset, "preset", "", "`PRESET` to begin with: "+strings.Join(config.Presets(), ", "))
	flags.StringVar(&f.platform, "platform", "", "the engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	flags.StringVar(&f.failOn, "fail-on", "", "lowest severity that makes the exit code 1: `error`, warning, note or never")
	c.MarkFlagsMutuallyExclusive("config", "no-config")
	return c
}

func (p *program) showConfig(file string, f configFlags) error {
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	c, err := p.catalogFor(dir, f)
	if err != nil {
		return err
	}
	path := absolute(dir, file)
	r := c.loader.For(path)
	if err := p.printConfigProblems(c.loader.Problems()); err != nil {
		return err
	}
	for _, folder := range r.Policies {
		own, err := c.users.Folder(folder)
		if err != nil {
			return err
		}
		for _, rule := range own.Rules {
			c.own = append(c.own, rule.Rule)
		}
	}
	platform, err := platformOf(c.ws, r, path)
	if err != nil {
		return err
	}
	s := &configPage{dir: dir, r: r, environment: p.environment}
	s.head(file, path)
	s.engine(platform)
	s.lists()
	s.rules(c.all())
	_, err = s.writeTo(p.Out)
	return err
}

// platformOf returns the platform of a model, which need not be there.
func platformOf(ws *workspace.Workspace, r *config.Resolved, path string) (workspace.Platform, error) {
	evidence := r.Evidence()
	data, err := readFile(path, 64<<20)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return workspace.Platform{}, &exit{Failure, path + ": " + err.Error()}
	}
	if d, _ := bpmn.Parse(source.New(path, data), bpmn.Options{}); d != nil {
		evidence.Namespaces = d.ExtensionNamespaces
		evidence.ExecutionPlatform, evidence.ExecutionPlatformVersion = d.ExecutionPlatform, d.ExecutionPlatformVersion
	}
	return ws.Platform(path, evidence), nil
}

// configPage is what config show prints: YAML with a comment behind each value.
type configPage struct {
	dir         string
	r           *config.Resolved
	environment map[string]string // variable by flag
	lines       [][2]string       // text and comment
}

func (s *configPage) add(comment, format string, args ...any) {
	s.lines = append(s.lines, [2]string{fmt.Sprintf(format, args...), comment})
}

// origin names where a value comes from; a flag that the environment gave is
// named by its variable.
func (s *configPage) origin(of string) string {
	if v, ok := s.environment[strings.TrimPrefix(of, "--")]; ok && strings.HasPrefix(of, "--") {
		return v
	}
	return of
}

func (s *configPage) head(file, path string) {
	layers := slices.Clone(s.r.Layers)
	if len(layers) == 0 {
		layers = []string{"nothing"}
	}
	s.add("", "# %s", file)
	s.add("", "# made of %s", strings.Join(layers, ", then "))
	if s.r.Source == "" {
		s.add("", "# no configuration file on the way up; bpmnlint init writes one")
	}
	if i := slices.IndexFunc(s.r.Ignore, func(g workspace.Glob) bool { return g.Match(path) }); i >= 0 {
		s.add("", "# ignored by %s, unless it is named", s.r.Origins[fmt.Sprintf("ignore/%d", i)])
	}
}

func (s *configPage) engine(p workspace.Platform) {
	from := cmp.Or(s.origin(s.r.Origins["platform"]), p.Source)
	if p.Source != s.r.PlatformSource && p.Source != "flag" {
		from = p.Source
	}
	s.add(from, "platform: %s", p.Name)
	if s.r.UpgradeTo != "" {
		s.add(s.origin(s.r.Origins["upgrade-to"]), "upgrade-to: %s", s.r.UpgradeTo)
	}
	failOn := "never"
	if s.r.FailOn != config.FailNever {
		failOn = s.r.FailOn.String()
	}
	s.add(s.origin(cmp.Or(s.r.Origins["fail-on"], "default")), "fail-on: %s", failOn)
	s.add("", "engine:")
	value := string(s.r.Engine.HistoryTimeToLive)
	if s.r.Engine.HistoryTimeToLiveValue != "" {
		value = s.r.Engine.HistoryTimeToLiveValue
	}
	s.add(cmp.Or(s.r.Origins["engine.history-time-to-live"], "default"), "  history-time-to-live: %s", value)
	if s.r.Engine.PluginsSet {
		s.add(s.r.Origins["engine.plugins"], "  plugins: [%s]", strings.Join(s.r.Engine.Plugins, ", "))
	} else {
		s.add("", "  # plugins: not said; connect, spin and mail are assumed where a model uses them")
	}
	if s.r.MaxFileSize != 0 {
		s.add(s.r.Origins["limits.max-file-size"], "limits: {max-file-size: %d}", s.r.MaxFileSize)
	}
}

func (s *configPage) lists() {
	globs := func(all []workspace.Glob) []string {
		names := make([]string, len(all))
		for i, g := range all {
			names[i] = g.Pattern
		}
		return names
	}
	folders := make([]string, len(s.r.Policies))
	for i, dir := range s.r.Policies {
		folders[i] = workspace.Display(s.dir, dir, dir)
	}
	for _, list := range []struct {
		key     string
		entries []string
	}{
		{"ignore", globs(s.r.Ignore)}, {"deployments", globs(s.r.Deployments)}, {"policies", folders},
		{"external-processes", s.r.ExternalProcesses}, {"external-signals", s.r.ExternalSignals},
	} {
		if len(list.entries) > 0 {
			s.add("", "%s:", list.key)
		}
		for i, e := range list.entries {
			s.add(s.r.Origins[fmt.Sprintf("%s/%d", list.key, i)], "  - %s", quoted(e))
		}
	}
}

// rules lists the rules that are on, and those that a file turns off: first
// what was set, then what the preset says, by category.
func (s *configPage) rules(all []rules.Rule) {
	s.add("", "rules:")
	var preset []rules.Rule
	for _, rule := range all {
		setting := s.r.Rules[rule.ID]
		switch {
		case setting.Severity == 0 && !setting.Set:
			// One line for all of them is enough.
		case setting.Set || len(setting.OptionOrigins) > 0:
			s.rule(rule.ID, setting)
		default:
			preset = append(preset, rule)
		}
	}
	category := ""
	for _, rule := range preset {
		if rule.Category != category {
			category = rule.Category
			s.add("", "  # %s", category)
		}
		s.rule(rule.ID, s.r.Rules[rule.ID])
	}
	s.add("", "  # all others are off; bpmnlint rules list shows them")
}

func (s *configPage) rule(id string, setting config.Setting) {
	level := "off"
	if setting.Severity != 0 {
		level = setting.Severity.String()
	}
	origin := s.origin(setting.Origin)
	if len(setting.OptionOrigins) == 0 || setting.Severity == 0 {
		s.add(origin, "  %s: %s", id, level)
		return
	}
	s.add("", "  %s:", id)
	s.add(origin, "    severity: %s", level)
	for _, name := range slices.Sorted(maps.Keys(setting.OptionOrigins)) {
		s.add(setting.OptionOrigins[name], "    %s: %s", name, quoted(setting.Options[name]))
	}
}

// quoted writes a value as YAML on one line; JSON is YAML too.
func quoted(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// writeTo aligns the comments of lines that follow each other.
func (s *configPage) writeTo(w io.Writer) (int64, error) {
	const widest = 60 // a longer line does not push the comments of others away
	width := 0
	for _, l := range s.lines {
		if l[1] != "" && len(l[0]) <= widest {
			width = max(width, len(l[0]))
		}
	}
	var b bytes.Buffer
	for _, l := range s.lines {
		if l[1] == "" {
			fmt.Fprintf(&b, "%s\n", l[0])
			continue
		}
		fmt.Fprintf(&b, "%-*s  # %s\n", width, l[0], l[1])
	}
	return b.WriteTo(w)
}

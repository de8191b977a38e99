package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/config/fetch"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// configFlags are the flags that have a say in the configuration.
type configFlags struct {
	config, preset, platform, failOn string
	noConfig                         bool
	policies                         []string
}

func (p *program) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "config",
		Short:   "Show, check and update the configuration",
		GroupID: groupSetUp,
		Long: `Show, check and update the configuration.

What comes later wins: preset recommended, the presets and files that
.bpmnlint.yaml extends, the file itself, its overrides for the model, the
environment, the flags. Of several .bpmnlint.yaml the nearest on the way up from
a model holds.

These variables of the environment are read, where the flag is not given:
BPMNLINT_CONFIG, BPMNLINT_PRESET, BPMNLINT_PLATFORM and BPMNLINT_FAIL_ON.`,
		Example: `  bpmnlint config show src/main/resources/order.bpmn
  bpmnlint config validate
  bpmnlint config schema > bpmnlint.schema.json`,
	}
	onlyVerbs(c)
	c.AddCommand(p.configShowCommand(), p.configValidateCommand(), p.configSchemaCommand(), p.configUpdateCommand())
	return c
}

func (p *program) configSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON schema of .bpmnlint.yaml, for editors",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			all, err := lint.Rules()
			if err != nil {
				return err
			}
			out := json.NewEncoder(p.Out)
			out.SetIndent("", "  ")
			out.SetEscapeHTML(false)
			return out.Encode(config.Schema(lint.ConfigRules(all)))
		},
	}
}

func (p *program) configValidateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "validate [FILE…]",
		Short: "Check configuration files",
		Long: `Check configuration files: keys, names, values, what they extend, rules of your
own. Without a FILE all files of the repository that are called .bpmnlint.yaml,
.bpmnlint.yml or .bpmnlintrc are checked.

Exit code: 0 they are right, 2 they are not.`,
		RunE: func(c *cobra.Command, args []string) error { return p.validateConfig(c.Context(), args) },
	}
}

func (p *program) validateConfig(ctx context.Context, args []string) error {
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	ws := workspace.New(workspace.Places{Dir: dir})
	files := args
	if len(files) == 0 {
		if files, err = configFiles(ctx, ws.Root(dir)); err != nil {
			return err
		}
		if len(files) == 0 {
			return usagef("no configuration file in %s: bpmnlint init writes one", workspace.Display(dir, "this repository", ws.Root(dir)))
		}
	}
	code := OK
	for _, file := range files {
		if info, err := os.Stat(absolute(dir, file)); err != nil || info.IsDir() {
			return usagef("%s: no such file", file)
		}
		c, err := p.catalogFor(dir, configFlags{config: file})
		if err != nil {
			return err
		}
		c.loader.For(filepath.Join(filepath.Dir(file), "model.bpmn"))
		if err := p.printConfigProblems(c.loader.Problems()); err != nil {
			code = Usage
		} else if !p.quiet {
			fmt.Fprintf(p.Out, "%s: ok\n", workspace.Display(dir, file, absolute(dir, file)))
		}
	}
	return done(code)
}

// catalogFor returns the built-in rules and a loader of configurations.
func (p *program) catalogFor(dir string, f configFlags) (*catalog, error) {
	c := &catalog{ws: workspace.New(workspace.Places{Dir: dir})}
	var err error
	if c.builtIn, err = lint.Rules(); err != nil {
		return nil, err
	}
	c.users = lint.NewUserRules(dir, c.builtIn)
	c.loader, err = config.NewLoader(config.Options{
		Rules: lint.ConfigRules(c.builtIn), PolicyRules: c.users.Config, Workspace: c.ws, Version: version(),
		File: f.config, None: f.noConfig, Preset: f.preset, Platform: f.platform, FailOn: f.failOn, Policies: f.policies,
	})
	if err != nil {
		return nil, usagef("%v", err)
	}
	return c, nil
}

// configFiles returns the configuration files of a repository, but for those
// in folders that are never searched for models.
func configFiles(ctx context.Context, root string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			if errors.Is(err, fs.ErrPermission) {
				return nil
			}
			return err
		case e.IsDir() && path != root && (strings.HasPrefix(e.Name(), ".") || slices.Contains(workspace.PassedOver(), e.Name())):
			return filepath.SkipDir
		case !e.IsDir() && slices.Contains(config.FileNames(), e.Name()):
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

func (p *program) configUpdateCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "update",
		Short: "Fetch the files of pinned revisions that configurations extend",
		Long: `Fetch the files that configurations of this repository extend by git, rev and
file, with the rules that these name, into .bpmnlint/extends beside the
configuration file. Commit that folder: no other verb fetches anything, and
checksums tell when a copy was changed.

The program git fetches, with the credentials that it has.`,
		Example: `  bpmnlint config update && git add .bpmnlint`,
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return p.updateConfig(c.Context(), file) },
	}
	c.Flags().StringVar(&file, "config", "", "update what `FILE` extends, instead of all configuration files")
	return c
}

func (p *program) updateConfig(ctx context.Context, file string) error {
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	files := []string{file}
	if file == "" {
		if files, err = configFiles(ctx, workspace.New(workspace.Places{Dir: dir}).Root(dir)); err != nil {
			return err
		}
	}
	var pins []config.Pin
	for _, f := range files {
		c, err := p.catalogFor(dir, configFlags{config: f})
		if err != nil {
			return err
		}
		pins = append(pins, c.loader.For(filepath.Join(filepath.Dir(f), "model.bpmn")).Pins...)
	}
	if len(pins) == 0 {
		if err := p.checkUpdated(dir, files); err != nil {
			return err
		}
		if !p.quiet {
			fmt.Fprintln(p.Err, "bpmnlint: no configuration extends a pinned revision: there is nothing to fetch")
		}
		return nil
	}
	result, err := fetch.Update(ctx, pins)
	if err != nil {
		return err
	}
	if p.quiet {
		return nil
	}
	for _, pin := range result.Fetched {
		fmt.Fprintf(p.Out, "fetched %v\n", pin)
	}
	for _, pin := range result.Present {
		fmt.Fprintf(p.Out, "already here: %v\n", pin)
	}
	for _, folder := range result.Removed {
		fmt.Fprintf(p.Out, "removed %s\n", workspace.Display(dir, folder, folder))
	}
	if len(result.Fetched)+len(result.Removed) > 0 {
		fmt.Fprintf(p.Out, "Commit %s.\n", workspace.Display(dir, pins[0].Place, pins[0].Place))
	}
	return p.checkUpdated(dir, files)
}

// checkUpdated reports what is wrong with configurations now that everything
// that they extend is there.
func (p *program) checkUpdated(dir string, files []string) error {
	for _, f := range files {
		c, err := p.catalogFor(dir, configFlags{config: f})
		if err != nil {
			return err
		}
		c.loader.For(filepath.Join(filepath.Dir(f), "model.bpmn"))
		if err := p.printConfigProblems(c.loader.Problems()); err != nil {
			return err
		}
	}
	return nil
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	OK      = 0 // fine
	Bad     = 1 // the answer is bad: findings, refused, failed
	Usage   = 2 // wrong usage or configuration, a path without a model
	Failure = 3 // a file that cannot be read, a rule that failed, an internal error
)

// Streams are what a process has.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// exit is an error that carries an exit code. An empty message is not printed:
// what there is to say has been said.
type exit struct {
	code    int
	message string
}

func (e *exit) Error() string { return e.message }

// done ends a run with an exit code; what there is to say has been said.
func done(code int) error {
	if code == OK {
		return nil
	}
	return &exit{code: code}
}

func usagef(format string, args ...any) error {
	return &exit{Usage, fmt.Sprintf(format, args...)}
}

// program is one run of the program.
type program struct {
	Streams
	// flags that all verbs share
	dir   string
	quiet bool
	color string
	// environment has the variable that a flag's value comes from, by flag.
	environment map[string]string
}

// Main runs the command line and returns the exit code.
func Main(ctx context.Context, args []string, s Streams) int {
	tuneMemory()
	p := &program{Streams: s}
	root := p.rootCommand()
	root.SetArgs(withDefaultVerb(root, args))
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return OK
	}
	var e *exit
	if !errors.As(err, &e) {
		if errors.Is(err, context.Canceled) {
			fmt.Fprintln(s.Err, "bpmnlint: interrupted")
			return Failure
		}
		e = &exit{Failure, err.Error()}
	}
	if e.message != "" {
		fmt.Fprintf(s.Err, "bpmnlint: %s\n", p.named(e.message))
	}
	return e.code
}

const (
	groupCheck  = "check"
	groupChange = "change"
	groupRun    = "run"
	groupSetUp  = "set up"
)

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "bpmnlint",
		Short: "Checks executable BPMN models before they are deployed",
		Long: `bpmnlint checks BPMN models that run on Camunda 7, Operaton or CIB seven:
before they are committed, merged and deployed, without an engine.`,
		Example: `  bpmnlint lint                          all models below this folder
  bpmnlint order.bpmn                    one model
  bpmnlint lint --format sarif=lint.sarif src/main/resources`,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			if err := p.checkShared(c); err != nil {
				return err
			}
			return p.readEnvironment(c)
		},
	}
	onlyVerbs(root)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%s%s\nRun '%s --help' for its flags.", err, nearestFlag(c, err), c.CommandPath())
	})
	root.AddGroup(
		&cobra.Group{ID: groupCheck, Title: "Check:"},
		&cobra.Group{ID: groupChange, Title: "Change:"},
		&cobra.Group{ID: groupRun, Title: "Run:"},
		&cobra.Group{ID: groupSetUp, Title: "Set up and look up:"},
	)
	root.SetHelpCommandGroupID(groupSetUp)
	root.SetCompletionCommandGroupID(groupSetUp)
	flags := root.PersistentFlags()
	flags.StringVarP(&p.dir, "directory", "C", "", "run as if started in `DIR`")
	flags.BoolVarP(&p.quiet, "quiet", "q", false, "print no progress, notices or summary")
	flags.StringVar(&p.color, "color", "auto", "colors `WHEN`: auto, always or never")
	root.AddCommand(
		p.lintCommand(), p.baselineCommand(), p.deployCheckCommand(), p.upgradeCommand(), p.diffCommand(), p.migratePlanCommand(), p.reviewCommand(), p.simulateCommand(),
		p.initCommand(), p.configCommand(), p.rulesCommand(), p.explainCommand(), p.showCommand(), p.renderCommand(),
		p.mergeCommand(), p.manCommand(), p.versionCommand(),
	)
	root.InitDefaultCompletionCmd()
	if c, _, err := root.Find([]string{"completion"}); err == nil {
		onlyVerbs(c)
	}
	offerValues(root)
	return root
}

// checkShared finds values of flags that no verb takes, and flags that do not
// go together.
func (p *program) checkShared(c *cobra.Command) error {
	if p.color != "auto" && p.color != "always" && p.color != "never" {
		return usagef("--color: unknown value %q: auto, always or never", p.color)
	}
	if err := c.ValidateFlagGroups(); err != nil {
		_, rest, _ := strings.Cut(err.Error(), "[")
		names, _, _ := strings.Cut(rest, "]")
		return usagef("--%s: give one of them", strings.Join(strings.Fields(names), " and --"))
	}
	return nil
}

// workingDirectory returns the directory that the run is started in.
func (p *program) workingDirectory() (string, error) {
	dir, err := filepath.Abs(p.dir)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", usagef("%s: no such folder", p.dir)
	}
	return dir, nil
}

// withDefaultVerb makes "bpmnlint FILE…" mean "bpmnlint lint FILE…".
func withDefaultVerb(root *cobra.Command, args []string) []string {
	for i, a := range args {
		if a == "-C" || a == "--directory" || i > 0 && (args[i-1] == "-C" || args[i-1] == "--directory") {
			continue
		}
		if strings.HasPrefix(a, "-") && a != "-" {
			continue
		}
		if slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == a || c.HasAlias(a) }) ||
			a == "help" || a == "completion" || strings.HasPrefix(a, "__complete") {
			return args
		}
		if looksLikePath(a) {
			return append([]string{"lint"}, args...)
		}
		return args
	}
	return args
}

// looksLikePath reports whether an argument is a path or a pattern rather than
// a misspelt verb.
func looksLikePath(a string) bool {
	if a == "-" || strings.ContainsAny(a, `/\.*?[{`) {
		return true
	}
	_, err := os.Stat(a)
	return err == nil
}

// tuneMemory lets the heap grow before it is collected: a run is short, and
// what it reads is dropped file by file. The limit keeps runs over thousands
// of models small. What the environment says wins.
func tuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(200 << 20)
	}
}

// tuneMemoryForAll is for verbs that hold all models until they report: below
// the limit of the others most of the time would go into collecting.
func tuneMemoryForAll() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(2 << 30)
	}
}

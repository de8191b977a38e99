package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// release is set by the linker in released builds.
var release = ""

// ruleDocs is the address of the folder of the rules' pages, docs/rules of the
// release. It is set by the linker; where it is not, no address is printed.
var ruleDocs = ""

// ruleURL returns the address of a built-in rule's page below a base address,
// "" if there is no base.
func ruleURL(base, category, id string) string {
	if base == "" {
		return ""
	}
	return strings.TrimSuffix(base, "/") + "/" + category + "/" + id + ".md"
}

// version returns the program's version without a leading v.
func version() string {
	info, ok := debug.ReadBuildInfo()
	v := release
	if v == "" && ok && info.Main.Version != "(devel)" {
		v = info.Main.Version
	}
	return cmp.Or(strings.TrimPrefix(v, "v"), "0.1.0-dev")
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		GroupID: groupSetUp,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.Out, "bpmnlint %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

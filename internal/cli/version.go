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
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.Out, "bpmnlint %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

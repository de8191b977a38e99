//go:build !windows && !plan9

package workspace

import (
	"errors"
	"syscall"
)

// notFolder reports whether a path leads through a file as if it were a
// folder, or has a name that is too long for any file.
func notFolder(err error) bool {
	return errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG)
}

//go:build unix

package rewrite

import (
	"io/fs"
	"os"
	"syscall"
)

// own gives a file the owner of another one, as far as the system lets it: in a
// container the program may run as root on files of somebody else.
func own(file *os.File, like fs.FileInfo) {
	if s, ok := like.Sys().(*syscall.Stat_t); ok {
		_ = file.Chown(int(s.Uid), int(s.Gid))
	}
}

package rewrite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Whole writes a file of the program's own, which need not be there before.
// After an error it is as it was. What is no regular file, such as a device or a
// symbolic link, is written to and not replaced, and so is a file in a folder
// that takes no other.
func Whole(name string, content []byte) error {
	mode := fs.FileMode(0o644)
	info, err := os.Lstat(name)
	there := err == nil
	if there && !info.Mode().IsRegular() {
		return os.WriteFile(name, content, 0o666)
	}
	if there {
		mode = info.Mode().Perm()
	}
	folder := filepath.Dir(name)
	temp, err := os.CreateTemp(folder, "."+filepath.Base(name)+".*.tmp")
	if there && errors.Is(err, fs.ErrPermission) {
		return os.WriteFile(name, content, mode)
	}
	if err != nil {
		return err
	}
	_, err = temp.Write(content)
	err = errors.Join(err, temp.Chmod(mode), temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return syncFolder(folder)
}

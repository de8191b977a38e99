package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Why a file is left alone.
var (
	ErrChanged  = errors.New("it has changed meanwhile")
	ErrLink     = errors.New("it is a symbolic link; name the file that it leads to")
	ErrReadOnly = errors.New("it is read-only")
	ErrKind     = errors.New("it is no regular file")
)

// File replaces the content of a file, which must be before. After an error the
// file is as it was.
func File(name string, before, after []byte) error {
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return ErrLink
	case !info.Mode().IsRegular():
		return ErrKind
	case info.Mode().Perm()&0o222 == 0:
		return ErrReadOnly
	}
	if err := writable(name); err != nil {
		return err
	}
	folder := filepath.Dir(name)
	temp, err := os.CreateTemp(folder, "."+filepath.Base(name)+".*.tmp")
	if err != nil {
		return err
	}
	if err := fill(temp, info, after); err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	if err := unchanged(name, before); err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	if err := os.Rename(temp.Name(), name); err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return syncFolder(folder)
}

// writable asks whether the file itself may be written.
func writable(name string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrPermission) {
		return ErrReadOnly
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// fill writes the new file, with the permissions and the owner of the old one.
func fill(temp *os.File, like fs.FileInfo, content []byte) error {
	_, err := temp.Write(content)
	if err == nil {
		err = temp.Chmod(like.Mode().Perm())
	}
	if err == nil {
		own(temp, like)
		err = temp.Sync()
	}
	return errors.Join(err, temp.Close())
}

func unchanged(name string, before []byte) error {
	now, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrChanged, err)
	}
	if !bytes.Equal(now, before) {
		return ErrChanged
	}
	return nil
}

// syncFolder makes the new name last. Not every system can sync a folder; the
// file itself is complete all the same.
func syncFolder(folder string) error {
	dir, err := os.Open(folder)
	if err != nil {
		return nil
	}
	_ = dir.Sync()
	return dir.Close()
}

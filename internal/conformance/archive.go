package conformance

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folders are a folder of models and what was unpacked from its archives.
type folders struct {
	dirs []string
	temp string
}

// openFolders unpacks the archives of a folder beside it, in a temporary
// folder that close removes.
func openFolders(dir string) (*folders, error) {
	f := &folders{dirs: []string{dir}}
	archives, err := filepath.Glob(filepath.Join(dir, "*.tar.gz"))
	if err != nil || len(archives) == 0 {
		return f, err
	}
	if f.temp, err = os.MkdirTemp("", "models"); err != nil {
		return nil, err
	}
	f.dirs = append(f.dirs, f.temp)
	for _, a := range archives {
		if err := unpack(a, f.temp); err != nil {
			f.close()
			return nil, fmt.Errorf("unpack %s: %w", a, err)
		}
	}
	return f, nil
}

func (f *folders) close() {
	if f.temp != "" {
		_ = os.RemoveAll(f.temp)
	}
}

// read returns the content of a model.
func (f *folders) read(name string) ([]byte, error) {
	var last error
	for _, dir := range f.dirs {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err == nil {
			return data, nil
		}
		if last == nil || !errors.Is(err, fs.ErrNotExist) {
			last = err
		}
	}
	return nil, last
}

func unpack(archive, dir string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := filepath.Clean(filepath.FromSlash(h.Name))
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(name) || strings.HasPrefix(filepath.Base(name), "._") {
			continue
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		data, err := io.ReadAll(t)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
}

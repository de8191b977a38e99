package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint/config"
)

// maxFiles is the number of files that one revision may bring.
const maxFiles = 1000

// Result is what an update did.
type Result struct {
	// Fetched are the pins whose revision was fetched, Present those whose
	// copies were there already. Pins of fetched files are among them.
	Fetched, Present []config.Pin
	// Removed are the absolute paths of folders of revisions that nothing pins
	// any more.
	Removed []string
}

// Update fetches what is pinned and is not there, removes the copies of what is
// pinned no longer, and writes the checksums. The pins are all of the files
// that share their places. An error leaves the places as they were, but for
// revisions that were complete before it.
func Update(ctx context.Context, pins []config.Pin) (Result, error) {
	u := &update{done: map[config.Pin]bool{}, folders: map[string][]config.Pin{}}
	for _, pin := range pins {
		if err := u.pin(ctx, pin); err != nil {
			return u.result, err
		}
	}
	places := map[string]bool{}
	for pin := range u.done {
		places[pin.Place] = true
	}
	for _, place := range slices.Sorted(maps.Keys(places)) {
		if err := u.finish(place); err != nil {
			return u.result, fmt.Errorf("write %s: %w", place, err)
		}
	}
	return u.result, nil
}

// update is the work on one call of Update.
type update struct {
	result  Result
	done    map[config.Pin]bool
	folders map[string][]config.Pin // by absolute path of the folder of copies
}

// pin fetches the files of a pin, and those of the pins in them.
func (u *update) pin(ctx context.Context, pin config.Pin) error {
	if u.done[pin] {
		return nil
	}
	u.done[pin] = true
	folder := filepath.Join(pin.Place, pin.Folder())
	u.folders[folder] = append(u.folders[folder], pin)
	var nested []config.Pin
	var err error
	if pin.Verify() == "" {
		nested, err = nestedPins(pin)
		u.result.Present = append(u.result.Present, pin)
	} else {
		nested, err = u.fetch(ctx, pin, folder)
		u.result.Fetched = append(u.result.Fetched, pin)
	}
	if err != nil {
		return fmt.Errorf("fetch %v: %w", pin, err)
	}
	for _, n := range nested {
		n.Place = pin.Place
		if err := u.pin(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// nestedPins returns the pins in the copies of a pinned file and of those that
// it extends.
func nestedPins(pin config.Pin) ([]config.Pin, error) {
	_, nested, err := closure(pin.File, func(name string) ([]byte, error) {
		p := pin
		p.File = name
		return os.ReadFile(p.Path())
	}, nil)
	return nested, err
}

// fetch brings the files of a pin and writes them.
func (u *update) fetch(ctx context.Context, pin config.Pin, folder string) ([]config.Pin, error) {
	tmp, err := os.MkdirTemp("", "bpmnlint-fetch-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	r, err := clone(ctx, tmp, pin.URL, pin.Revision)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	var nested []config.Pin
	for _, p := range u.folders[folder] { // other files of the same revision
		some, pins, err := closure(p.File,
			func(name string) ([]byte, error) { return r.read(ctx, name) },
			func(dir string) (map[string][]byte, error) { return r.rules(ctx, dir) })
		if err != nil {
			return nil, err
		}
		maps.Copy(files, some)
		nested = append(nested, pins...)
	}
	if err := os.RemoveAll(folder); err != nil {
		return nil, err
	}
	for name, data := range files {
		if err := write(filepath.Join(folder, filepath.FromSlash(name)), data); err != nil {
			return nil, err
		}
	}
	return nested, nil
}

// closure returns a file with all that it needs of its own repository, by path,
// and the pins in them. Where rules is nil, only files that are extended are
// read.
func closure(file string, read func(string) ([]byte, error), rules func(dir string) (map[string][]byte, error)) (map[string][]byte, []config.Pin, error) {
	files := map[string][]byte{}
	var pins []config.Pin
	for queue := []string{file}; len(queue) > 0; queue = queue[1:] {
		name := queue[0]
		if files[name] != nil {
			continue
		}
		if len(files) > maxFiles {
			return nil, nil, fmt.Errorf("it needs more than %d files", maxFiles)
		}
		data, err := read(name)
		if err != nil {
			return nil, nil, err
		}
		files[name] = append([]byte{}, data...)
		needs := config.NeedsOf(data)
		if needs.Broken {
			return nil, nil, fmt.Errorf("%s has faults: bpmnlint config validate %[1]s shows them in its own repository", name)
		}
		pins = append(pins, needs.Pins...)
		for _, ref := range needs.Files {
			other, err := within(name, ref)
			if err != nil {
				return nil, nil, err
			}
			queue = append(queue, other)
		}
		for _, ref := range needs.Policies {
			dir, err := within(name, ref)
			if err != nil {
				return nil, nil, err
			}
			if rules == nil {
				continue
			}
			found, err := rules(dir)
			if err != nil {
				return nil, nil, err
			}
			maps.Copy(files, found)
		}
	}
	return files, pins, nil
}

// within returns the path in the repository of what a file names.
func within(file, ref string) (string, error) {
	other := path.Join(path.Dir(file), filepath.ToSlash(ref))
	if path.IsAbs(ref) || filepath.IsAbs(ref) || !filepath.IsLocal(filepath.FromSlash(other)) {
		return "", fmt.Errorf("%s names %s, which is not in its repository", file, ref)
	}
	return other, nil
}

// rules returns the Rego files in a folder of the revision.
func (r *repository) rules(ctx context.Context, dir string) (map[string][]byte, error) {
	found, err := r.list(ctx, dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range found {
		if path.Ext(e.path) != ".rego" {
			continue
		}
		if err := e.fits(); err != nil {
			return nil, err
		}
		if len(files) == maxFiles {
			return nil, fmt.Errorf("%s has more than %d rules", dir, maxFiles)
		}
		if files[e.path], err = r.git(ctx, "cat-file", "blob", r.revision+":"+e.path); err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no rules in revision %s", dir, r.revision)
	}
	return files, nil
}

// attributes keeps git from converting line ends: the checksums would not
// agree.
const attributes = "* -text\n"

// finish removes what is not pinned from a place and writes its checksums.
func (u *update) finish(place string) error {
	entries, err := os.ReadDir(place)
	if err != nil {
		return err
	}
	for _, e := range entries {
		folder := filepath.Join(place, e.Name())
		if !e.IsDir() || u.folders[folder] != nil || !strings.Contains(e.Name(), "@") {
			continue
		}
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
		u.result.Removed = append(u.result.Removed, folder)
	}
	sums, err := config.Checksums(place)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(place, ".gitattributes"), []byte(attributes)); err != nil {
		return err
	}
	return write(filepath.Join(place, config.ChecksumFile), sums)
}

// write writes a file if it does not have this content, whole or not at all.
func write(name string, data []byte) error {
	have, err := os.ReadFile(name)
	if err == nil && bytes.Equal(have, data) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	tmp := name + ".tmp"
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, name)
}

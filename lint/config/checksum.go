package config

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ChecksumFile is the file in a [Pin]'s place that has the checksums of all
// copies, in the format that the program sha256sum writes and checks.
const ChecksumFile = "SHA256SUMS"

// maxCopies and maxCopy limit the number of files of a pinned revision and the
// bytes of one.
const (
	maxCopies = 2000
	maxCopy   = 4 << 20
)

// Checksums returns the content of the file of checksums for a place: a line
// for each file in it, sorted, but for those at its top.
func Checksums(place string) ([]byte, error) {
	sums, err := checksums(place)
	if err != nil {
		return nil, fmt.Errorf("compute the checksums in %s: %w", place, err)
	}
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&b, "%s  %s\n", sums[name], name)
	}
	return b.Bytes(), nil
}

// checksums returns the checksum of each file below the folders in place, by
// its path relative to place with slashes.
func checksums(place string) (map[string]string, error) {
	sums := map[string]string{}
	err := filepath.WalkDir(place, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(place, path)
		if err != nil || e.IsDir() || !strings.ContainsRune(rel, filepath.Separator) {
			return err
		}
		name := filepath.ToSlash(rel)
		if !e.Type().IsRegular() {
			sums[name] = "not a file" // equals no checksum
			return nil
		}
		if info, err := e.Info(); err != nil {
			return err
		} else if info.Size() > maxCopy || len(sums) >= maxCopies {
			sums[name] = "too large"
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		sums[name] = hex.EncodeToString(sum[:])
		return nil
	})
	return sums, err
}

// recordedChecksums reads a file of checksums.
func recordedChecksums(data []byte) map[string]string {
	sums := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if sum, name, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  "); ok {
			sums[name] = sum
		}
	}
	return sums
}

// Verify compares the copies of a pinned revision with their recorded
// checksums. The text says what is wrong, empty if nothing is.
func (p Pin) Verify() string {
	data, why := readFile(filepath.Join(p.Place, ChecksumFile))
	if why != "" {
		return "it has not been fetched"
	}
	want := recordedChecksums(data)
	below := p.Folder() + "/"
	if want[below+p.File] == "" {
		return "it has not been fetched"
	}
	have, err := checksums(p.Place)
	if err != nil {
		return reason(err)
	}
	names := map[string]bool{}
	for _, sums := range []map[string]string{want, have} {
		for name := range sums {
			if strings.HasPrefix(name, below) {
				names[name] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		switch {
		case have[name] == "":
			return fmt.Sprintf("its copy lacks %s", strings.TrimPrefix(name, below))
		case want[name] == "":
			return fmt.Sprintf("its copy has %s, which is not in %s", strings.TrimPrefix(name, below), ChecksumFile)
		case want[name] != have[name]:
			return fmt.Sprintf("its copy of %s was changed", strings.TrimPrefix(name, below))
		}
	}
	return ""
}

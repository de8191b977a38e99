package cli

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/cache"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// userCache as the value of --cache stands for the folder that the system has
// for caches.
const userCache = "user"

// openCache opens the cache in a folder; without a name there is none.
func (p *program) openCache(dir, name string) (*lint.Cache, error) {
	if name == "" {
		return nil, nil
	}
	if name == userCache {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, usagef("--cache: %v; name a folder: --cache=DIR", err)
		}
		name = filepath.Join(base, "bpmnlint")
	}
	store, err := cache.Open(absolute(dir, name), time.Now())
	if err != nil {
		return nil, usagef("--cache: %v", err)
	}
	if err := store.Trim(); err != nil {
		return nil, usagef("--cache: %v", err)
	}
	sum, err := executableSum()
	if err != nil {
		return nil, fmt.Errorf("read the program itself for the cache: %w", err)
	}
	return &lint.Cache{Store: store, Program: sum}, nil
}

// executableSum returns the hash of the program's file: what another version
// found is not used.
func executableSum() ([]byte, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// shard is one of several parts of a run, from 1. The zero value is all of it.
type shard struct{ i, n int }

// parseShard reads "2/8".
func parseShard(s string) (shard, error) {
	if s == "" {
		return shard{}, nil
	}
	first, second, ok := strings.Cut(s, "/")
	i, err := strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if !ok || err != nil || err2 != nil || i < 1 || i > n {
		return shard{}, usagef("--shard: %q is no part of a whole; the second of eight is 2/8", s)
	}
	return shard{i, n}, nil
}

// split returns the files of the part and the others.
func (s shard) split(files []workspace.File) (part, others []workspace.File) {
	if s.n == 0 {
		return files, nil
	}
	for k, f := range files {
		if k%s.n == s.i-1 {
			part = append(part, f)
		} else {
			others = append(others, f)
		}
	}
	return part, others
}

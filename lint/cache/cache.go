package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Key is the hash of what an entry was computed from.
type Key [sha256.Size]byte

// Hash makes keys. The zero value is not usable, see [NewHash].
type Hash struct{ h hash.Hash }

// NewHash returns a hash of things of one kind: the same parts of another kind
// give another key.
func NewHash(kind string) Hash {
	h := Hash{sha256.New()}
	h.Add([]byte(kind))
	return h
}

// Add adds a part. The parts "ab", "c" and "a", "bc" are not the same.
func (h Hash) Add(part []byte) {
	var length [8]byte
	binary.LittleEndian.PutUint64(length[:], uint64(len(part)))
	h.h.Write(length[:])
	h.h.Write(part)
}

// AddText adds parts of text.
func (h Hash) AddText(parts ...string) {
	for _, p := range parts {
		h.Add([]byte(p))
	}
}

// Key returns the key of what was added.
func (h Hash) Key() Key { return Key(h.h.Sum(nil)) }

// Store is a folder of entries. It may be used concurrently.
type Store struct {
	dir string
	now time.Time
}

// marker is the file by which tools that make backups know a cache.
const marker = "CACHEDIR.TAG"

const markerText = "Signature: 8a477f597d28d172789f06886806bc55\n" +
	"# This folder is a cache of bpmnlint and can be removed at any time.\n"

// Open returns the store in a folder, which is made if it is not there. now is
// the time of the run, by which unused entries are told.
func Open(dir string, now time.Time) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, marker), []byte(markerText), 0o644); err != nil {
		return nil, err
	}
	return &Store{dir: dir, now: now}, nil
}

func (s *Store) path(k Key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(s.dir, name[:2], name[2:])
}

// touched is how old the time of an entry may be before a use renews it.
const touched = time.Hour

// Get returns the content of an entry, false where there is none or it is
// damaged.
func (s *Store) Get(k Key) ([]byte, bool) {
	name := s.path(k)
	data, err := os.ReadFile(name)
	if err != nil || len(data) < sha256.Size {
		return nil, false
	}
	content := data[sha256.Size:]
	if sha256.Sum256(content) != [sha256.Size]byte(data) {
		return nil, false
	}
	if info, err := os.Stat(name); err == nil && s.now.Sub(info.ModTime()) > touched {
		_ = os.Chtimes(name, s.now, s.now)
	}
	return content, true
}

// Put makes an entry. It is there as a whole or not at all.
func (s *Store) Put(k Key, content []byte) error {
	name := s.path(k)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(name), temporary+"*")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	_, err = file.Write(append(sum[:], content...))
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// temporary is how the names of entries begin that are not complete.
const temporary = "new-"

const (
	unused    = 30 * 24 * time.Hour
	trimEvery = 24 * time.Hour
	trimmed   = "trimmed"
)

// Trim removes entries that have not been used for 30 days and what a killed
// program left behind, at most once a day.
func (s *Store) Trim() error {
	mark := filepath.Join(s.dir, trimmed)
	if info, err := os.Stat(mark); err == nil && s.now.Sub(info.ModTime()) < trimEvery {
		return nil
	}
	if err := os.WriteFile(mark, nil, 0o644); err != nil {
		return err
	}
	if err := os.Chtimes(mark, s.now, s.now); err != nil {
		return err
	}
	return filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Dir(name) == s.dir {
			return nil
		}
		limit := unused
		if len(d.Name()) > len(temporary) && d.Name()[:len(temporary)] == temporary {
			limit = trimEvery
		}
		if info, err := d.Info(); err == nil && s.now.Sub(info.ModTime()) > limit {
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("trim the cache: %w", err)
			}
		}
		return nil
	})
}

package cache_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/lint/cache"
)

var now = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)

func key(parts ...string) cache.Key {
	h := cache.NewHash("test")
	h.AddText(parts...)
	return h.Key()
}

func open(t *testing.T, dir string, now time.Time) *cache.Store {
	t.Helper()
	s, err := cache.Open(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestKeysTellPartsApart(t *testing.T) {
	t.Parallel()
	seen := map[cache.Key]string{}
	for _, parts := range [][]string{{"ab", "c"}, {"a", "bc"}, {"abc"}, {"abc", ""}, {}} {
		k := key(parts...)
		if other, ok := seen[k]; ok {
			t.Errorf("%q and %s have one key", parts, other)
		}
		seen[k] = fmt.Sprintf("%q", parts)
	}
	other := cache.NewHash("other")
	other.AddText("ab", "c")
	if other.Key() == key("ab", "c") {
		t.Error("two kinds have one key")
	}
}

func TestStore(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "cache")
	s := open(t, dir, now)
	if _, ok := s.Get(key("a")); ok {
		t.Fatal("an empty store has an entry")
	}
	for _, content := range []string{"first", "", "second"} {
		if err := s.Put(key("a"), []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, ok := open(t, dir, now).Get(key("a")); !ok || string(got) != content {
			t.Errorf("got %q %v, want %q", got, ok, content)
		}
	}
	if _, ok := s.Get(key("b")); ok {
		t.Error("another key has an entry")
	}
}

func TestDamagedEntriesAreNotThere(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("content"), 100)
	for name, damage := range map[string]func([]byte) []byte{
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"empty":   func([]byte) []byte { return nil },
		"changed": func(b []byte) []byte { b[len(b)-1]++; return b },
		"longer":  func(b []byte) []byte { return append(b, 'x') },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := open(t, dir, now)
			if err := s.Put(key("a"), content); err != nil {
				t.Fatal(err)
			}
			entries, err := filepath.Glob(filepath.Join(dir, "*", "*"))
			if err != nil || len(entries) != 1 {
				t.Fatal(entries, err)
			}
			data, err := os.ReadFile(entries[0])
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(entries[0], damage(data), 0o644); err != nil {
				t.Fatal(err)
			}
			if got, ok := s.Get(key("a")); ok {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestManyWritersOfOneEntry(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	content := bytes.Repeat([]byte("x"), 1<<16)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := cache.Open(dir, now)
			if err != nil {
				t.Error(err)
				return
			}
			for range 50 {
				if err := s.Put(key("a"), content); err != nil {
					t.Error(err)
				}
				if got, ok := s.Get(key("a")); !ok || !bytes.Equal(got, content) {
					t.Error("an entry is not whole")
				}
			}
		})
	}
	wg.Wait()
}

func TestTrim(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, now)
	for _, name := range []string{"old", "used"} {
		if err := s.Put(key(name), []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.Chtimes(e, now, now); err != nil {
			t.Fatal(err)
		}
	}
	later := open(t, dir, now.Add(20*24*time.Hour))
	if _, ok := later.Get(key("used")); !ok {
		t.Fatal("the entry is gone")
	}
	if err := open(t, dir, now.Add(40*24*time.Hour)).Trim(); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(key("old")); ok {
		t.Error("an entry that nobody used for 40 days is there")
	}
	if _, ok := s.Get(key("used")); !ok {
		t.Error("an entry that was used 20 days ago is gone")
	}
}

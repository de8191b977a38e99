package lint

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/lint/cache"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/suppress"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Cache keeps what was found in files that have not changed since.
type Cache struct {
	Store *cache.Store
	// Program identifies the program with its rules: two that may find
	// something else have another one.
	Program []byte
}

// storedFile is what is kept of a file.
type storedFile struct {
	Parsed   bool
	Platform workspace.Platform
	List     diag.List
	Summary  *facts.Summary
	Assumed  compile.Plugins
	// Suppressions are those that stand in the file.
	Suppressions []*suppress.Suppression
}

// storedProject is what is kept of the rules about all files together.
type storedProject struct {
	List    diag.List
	Instead map[string]bool
}

// fileKey returns the key of what is found in a file; nil where nothing may be
// kept.
func (r *run) fileKey(kind string, s *slot, data []byte) *cache.Key {
	if r.Cache == nil || !utf8.ValidString(s.file.Path) {
		return nil
	}
	settings, err := r.settings(s.config)
	if err != nil {
		return nil
	}
	h := cache.NewHash(kind)
	h.Add(r.Cache.Program)
	h.Add(settings)
	// What a model says of its platform is part of its content.
	evidence := r.Workspace.Platform(s.file.Abs, workspace.Evidence{Flag: r.Platform, Config: s.config.Platform, ConfigSource: s.config.PlatformSource})
	h.AddText(
		s.file.Path, evidence.Name, evidence.Source,
		r.Workspace.Unit(s.file.Abs, s.config.Deployments), r.Workspace.Unit(s.file.Abs, nil),
	)
	content := sha256.Sum256(data)
	h.Add(content[:])
	h.AddText(r.baseState(s))
	k := h.Key()
	return &k
}

// settings returns a hash of all of a configuration that findings in a file
// depend on, the user rules included.
func (r *run) settings(c *config.Resolved) ([]byte, error) {
	r.mu.Lock()
	sum, ok := r.digests[c]
	r.mu.Unlock()
	if ok {
		return sum, nil
	}
	h := cache.NewHash("settings")
	data, err := json.Marshal(struct {
		Rules                              map[string]config.Setting
		Supersedes, Several                bool
		Platform, Source, UpgradeTo        string
		Engine                             config.Engine
		ExternalProcesses, ExternalSignals []string
		MaxFileSize                        int64
	}{
		c.Rules, c.Supersedes, len(c.Deployments) > 0, c.Platform, c.PlatformSource, c.UpgradeTo,
		c.Engine, c.ExternalProcesses, c.ExternalSignals, c.MaxFileSize,
	})
	if err != nil {
		return nil, err
	}
	h.Add(data)
	for _, dir := range c.Policies {
		if r.UserRules == nil {
			break
		}
		folder, err := r.UserRules.Folder(dir)
		if err != nil {
			return nil, err
		}
		h.AddText(dir)
		h.Add(folder.Digest[:])
	}
	k := h.Key()
	r.mu.Lock()
	r.digests[c] = k[:]
	r.mu.Unlock()
	return k[:], nil
}

// restore fills a slot with what is kept of its file, and reports whether
// there is something.
func (r *run) restore(s *slot) bool {
	if s.key == nil {
		return false
	}
	data, ok := r.Cache.Store.Get(*s.key)
	if !ok {
		return false
	}
	var x storedFile
	if err := json.Unmarshal(data, &x); err != nil {
		return false
	}
	s.parsed, s.platform, s.list, s.summary, s.assumed = x.Parsed, x.Platform, x.List, x.Summary, x.Assumed
	s.suppressions = x.Suppressions
	s.restored = true
	return true
}

// keep stores what was found in a file, unless rules of users failed: then not
// everything was found.
func (r *run) keep(s *slot) {
	if s.key == nil || s.restored || s.failed || len(s.later) > 0 || r.users.failed() || hasBytes(s.list) {
		return
	}
	r.put(*s.key, storedFile{s.parsed, s.platform, s.list, s.summary, s.assumed, s.suppressions})
}

// hasBytes reports whether a fix writes what is no text, as in a file that is
// not UTF-8: it would not survive as JSON.
func hasBytes(list diag.List) bool {
	for i := range list {
		for _, f := range list[i].Fixes {
			for _, e := range f.Edits {
				if !utf8.ValidString(e.New) {
					return true
				}
			}
		}
	}
	return false
}

func (r *run) put(k cache.Key, v any) {
	data, err := json.Marshal(v)
	if err == nil {
		err = r.Cache.Store.Put(k, data)
	}
	if err != nil {
		r.mu.Lock()
		r.cacheError = err
		r.mu.Unlock()
	}
}

// cacheNotice tells that nothing could be kept; the findings are complete.
func (r *run) cacheNotice() string {
	if r.cacheError == nil {
		return ""
	}
	return fmt.Sprintf("the cache cannot be written, so that the next run will be no faster: %v", r.cacheError)
}

// projectKey returns the key of what the rules about all files together find;
// nil where nothing may be kept.
func (r *run) projectKey(linted, context []slot, p facts.Project) *cache.Key {
	if r.Cache == nil || r.users.failed() {
		return nil
	}
	h := cache.NewHash("project")
	h.Add(r.Cache.Program)
	h.AddText(strconv.FormatBool(p.Whole), strconv.FormatBool(p.Complete), strconv.FormatBool(r.Part))
	for _, slots := range [][]slot{linted, context} {
		h.AddText(strconv.Itoa(len(slots)))
		for i := range slots {
			if slots[i].key == nil {
				return nil
			}
			h.Add(slots[i].key[:])
			h.AddText(strconv.FormatBool(slots[i].reported))
		}
	}
	forms, err := json.Marshal(p.Forms)
	if err != nil {
		return nil
	}
	h.Add(forms)
	k := h.Key()
	return &k
}

// restoreProject returns what is kept under a key, and whether there is
// something.
func (r *run) restoreProject(k *cache.Key) (projectResult, bool) {
	if k == nil {
		return projectResult{}, false
	}
	data, ok := r.Cache.Store.Get(*k)
	if !ok {
		return projectResult{}, false
	}
	var x storedProject
	if err := json.Unmarshal(data, &x); err != nil {
		return projectResult{}, false
	}
	return projectResult{list: x.List, instead: x.Instead}, true
}

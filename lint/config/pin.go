package config

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/bpmnlint/bpmnlint/source"
)

// Pin is a file of a revision of a git repository that a configuration
// extends. Its copy lies in the repository that is linted, where package
// lint/config/fetch puts it: nothing is fetched when models are linted.
type Pin struct {
	// URL is the address of the git repository: https, ssh, file, or
	// user@host:path.
	URL string
	// Revision is the full hash of a commit.
	Revision string
	// File is the path of the file in that repository, with slashes.
	File string
	// Place is the absolute path of the folder for copies, one for each folder
	// that has a configuration file with pins: .bpmnlint/extends.
	Place string
}

// placeName is the path of a [Pin]'s place below the folder of the file that
// pins it.
const placeName = ".bpmnlint/extends"

var (
	urlPattern      = regexp.MustCompile(`^(?:(?:https|ssh|file)://[^\s\\]+|[\w.][\w.-]*@[\w.][\w.-]*:[^\s\\]+)$`)
	revisionPattern = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)
	unsafeInName    = regexp.MustCompile(`[^A-Za-z0-9._-]+`)
)

// Folder returns the name of the folder in the place that has the copies of
// this revision: the name of the repository and the revision.
func (p Pin) Folder() string {
	name := strings.TrimSuffix(strings.TrimRight(p.URL, "/"), ".git")
	name = name[strings.LastIndexAny(name, "/:")+1:]
	name = strings.Trim(unsafeInName.ReplaceAllString(name, "-"), ".-")
	return name + "@" + p.Revision
}

// Path returns the absolute path of the copy of the file.
func (p Pin) Path() string {
	return filepath.Join(p.Place, p.Folder(), filepath.FromSlash(p.File))
}

// String names the file for people.
func (p Pin) String() string {
	return p.File + " of " + p.URL + " at " + p.Revision[:12]
}

// readExtends reads names of presets and files, and pins.
func (d *document) readExtends(v value) []reference {
	if v.kind == isMapping {
		return d.readPin(v)
	}
	if v.kind != isList {
		return d.references("extends", v)
	}
	var refs []reference
	for _, e := range v.list {
		switch {
		case e.kind == isMapping:
			refs = append(refs, d.readPin(e)...)
		case e.kind == isText && e.text != "":
			refs = append(refs, reference{name: e.text, span: e.span})
		case e.kind == isText:
			d.report(e.span, emptyName(`"extends"`))
		default:
			d.report(e.span, wrongType(`each entry of "extends"`, "a string, or a mapping with git, rev and file", e.kind))
		}
	}
	return refs
}

// readPin reads the mapping {git: URL, rev: HASH, file: PATH}; the result is
// empty if it has a fault.
func (d *document) readPin(v value) []reference {
	var pin Pin
	var at source.Span
	faults := len(d.problems)
	text := func(name, want string, ok func(string) bool, set *string) key {
		return key{name, func(v value) {
			switch {
			case v.kind != isText && v.kind != isInteger && v.kind != isNumber: // a hash may look like one
				d.report(v.span, wrongType(`"`+name+`"`, want, v.kind))
			case !ok(v.text):
				d.report(v.span, badPin(name, v.text, want))
			default:
				*set, at = v.text, v.span
			}
		}}
	}
	d.mapping("extends", v.pairs, []key{
		text("git", "the address of a repository: https://…, ssh://…, file://… or git@host:path", urlPattern.MatchString, &pin.URL),
		text("rev", "the full hash of a commit", revisionPattern.MatchString, &pin.Revision),
		text("file", "the path of a YAML file in the repository", isPinnedFile, &pin.File),
	})
	if len(d.problems) > faults {
		return nil
	}
	if pin.URL == "" || pin.Revision == "" || pin.File == "" {
		d.report(v.span, incompletePin())
		return nil
	}
	return []reference{{name: pin.String(), span: at, pin: &pin}}
}

// isPinnedFile reports whether a file of a repository can be extended: its path
// stays in the repository, and has no name that git or a file system reads
// otherwise.
func isPinnedFile(file string) bool {
	return path.Clean(file) == file && filepath.IsLocal(filepath.FromSlash(file)) && !strings.ContainsAny(file, "\\:\x00\n\r") &&
		isYAMLName(file) && !strings.HasPrefix(file, "-")
}

func isYAMLName(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".yaml" || ext == ".yml"
}

// Needs is what a configuration file needs besides itself.
type Needs struct {
	// Files and Policies are paths as the file has them, of files that it
	// extends and of folders of rules.
	Files, Policies []string
	// Pins are the revisions that it pins; Place is empty.
	Pins []Pin
	// Broken says that the file has faults, so that needs may be missing.
	Broken bool
}

// NeedsOf reads what a configuration file needs. What is wrong with it is not
// told here: it shows where the file is used.
func NeedsOf(data []byte) Needs {
	d := newDocument("", "", data)
	n := Needs{Broken: len(d.problems) > 0}
	for _, ref := range d.extends {
		switch {
		case ref.pin != nil:
			n.Pins = append(n.Pins, *ref.pin)
		case isFileReference(ref.name):
			n.Files = append(n.Files, ref.name)
		}
	}
	for _, ref := range d.policies {
		n.Policies = append(n.Policies, ref.name)
	}
	return n
}

// isFileReference reports whether an entry of extends is the path of a file
// rather than the name of a preset.
func isFileReference(name string) bool {
	return !strings.Contains(name, "://") && (strings.ContainsAny(name, `/\`) || isYAMLName(name))
}

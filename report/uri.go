package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"
)

// uris turns paths of findings into URIs relative to the repository's root.
type uris struct {
	root, dir string // with slashes, clean
	known     map[string]string
	above     map[string]bool // files that are not below root
}

func newURIs(root, dir string) uris {
	u := uris{known: make(map[string]string), above: make(map[string]bool)}
	if dir != "" {
		u.dir = clean(dir)
	}
	u.root = u.dir
	if root != "" {
		u.root = clean(root)
	}
	return u
}

// outside returns the message that files seen are not below the root, so that
// who reads the report cannot show them; none if all are.
func (u uris) outside(reader string) []string {
	n := len(u.above)
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s with findings %s outside of the repository: %s cannot show %s",
		counted(n, "file"), choice(n, "lies", "lie"), reader, choice(n, "it", "them"))}
}

// of returns a relative reference (RFC 3986 §4.2): slashes, every byte
// percent-encoded that a path segment must not hold. A file on another drive
// than the root has an absolute URI, because there is no relative one.
func (u uris) of(file string) string {
	if uri, ok := u.known[file]; ok {
		return uri
	}
	uri := u.make(file)
	u.known[file] = uri
	return uri
}

func (u uris) make(file string) string {
	p := u.path(file)
	if d := drive(p); d != "" {
		return "file:///" + d + encode(p[len(d):])
	}
	if isAbs(p) {
		return "file://" + encode(p)
	}
	return encode(p)
}

// path returns a file's path relative to the root, with slashes and without
// escapes, for formats whose paths are no URIs. It is absolute where there is
// no relative one.
func (u uris) path(file string) string {
	p := clean(file)
	if !isAbs(p) && u.dir != "" {
		p = path.Join(u.dir, p)
	}
	if isAbs(p) {
		rel, ok := relative(u.root, p)
		if !ok {
			u.above[file] = true
			return p
		}
		p = rel
	}
	if p == ".." || strings.HasPrefix(p, "../") {
		u.above[file] = true
	}
	return p
}

// relative returns target as seen from base, both absolute and clean. There
// is no such path if base is empty or on another drive.
func relative(base, target string) (string, bool) {
	if base == "" || drive(base) != drive(target) {
		return "", false
	}
	from, to := segments(base), segments(target)
	for len(from) > 0 && len(to) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	rel := strings.Repeat("../", len(from)) + strings.Join(to, "/")
	if rel == "" {
		return ".", true
	}
	return strings.TrimSuffix(rel, "/"), true
}

// clean returns the shortest form of a path, with slashes and the letter of a
// drive in upper case.
func clean(p string) string {
	p = path.Clean(filepath.ToSlash(p))
	return drive(p) + p[len(drive(p)):]
}

func segments(p string) []string {
	return strings.FieldsFunc(p, func(r rune) bool { return r == '/' })
}

// isAbs also knows Windows' absolute paths, with slashes, on any system: the
// report does not depend on where it was written.
func isAbs(p string) bool { return strings.HasPrefix(p, "/") || drive(p) != "" }

// drive returns "C:" for C:/models, in upper case.
func drive(p string) string {
	if len(p) >= 3 && p[1] == ':' && p[2] == '/' && (p[0]|0x20 >= 'a' && p[0]|0x20 <= 'z') {
		return strings.ToUpper(p[:2])
	}
	return ""
}

// encode percent-encodes each segment of a path. A colon is encoded too: in
// the first segment it would end a scheme.
func encode(p string) string {
	parts := strings.Split(p, "/")
	for i, s := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(parts, "/")
}

// hash returns 16 hexadecimal digits for some texts.
func hash(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

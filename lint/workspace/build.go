package workspace

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// maxBuildFile is the size in bytes above which a build file is not read.
const maxBuildFile = 4 << 20

// builtFor is the engine that a build file names. The zero value is none.
type builtFor struct {
	product string
	version string // "7.20"; empty where the files name none
	file    string // absolute path of the build file
}

func (b builtFor) platform() string {
	if b.version == "" {
		return latest(b.product)
	}
	return b.product + "-" + b.version
}

// mention is a library of an engine that a build file names.
type mention struct {
	product string
	version string // as written, may have variables; empty for none
	bom     bool   // it fixes the versions of all libraries
	file    string // absolute path of the build file
}

// builtFor returns the engine that the nearest build file of a model names. A
// file that names a library but no version (because a parent fixes it) gives
// the product; the version is then that of the next file above with the same
// product.
func (w *Workspace) builtFor(path string) builtFor {
	dir := filepath.Dir(path)
	return w.folder(w.Root(dir), dir).builtFor()
}

func (f *folder) builtFor() builtFor {
	f.once.Do(func() {
		var above builtFor
		if f.above != nil {
			above = f.above.builtFor()
		}
		f.readBuild()
		f.engine = f.nearest(above)
	})
	return f.engine
}

func (f *folder) nearest(above builtFor) builtFor {
	slices.SortStableFunc(f.mentions, func(a, b mention) int {
		if a.bom == b.bom {
			return 0
		}
		if a.bom {
			return -1
		}
		return 1
	})
	var unversioned builtFor
	for _, m := range f.mentions {
		if version := engineVersion(m.product, f.expand(m.version)); version != "" {
			return builtFor{m.product, version, m.file}
		}
		if unversioned.product == "" {
			unversioned = builtFor{product: m.product, file: m.file}
		}
	}
	switch {
	case unversioned.product == "":
		return above
	case unversioned.product == above.product && above.version != "":
		return above
	}
	return unversioned
}

// engineVersion returns major and minor of an engine's version, empty for what
// is none: a library with versions of its own.
func engineVersion(product, version string) string {
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 || product == Camunda && parts[0] != "7" {
		return ""
	}
	minor := parts[1]
	if i := strings.IndexFunc(minor, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		minor = minor[:i]
	}
	if number(parts[0]) < 0 || number(minor) < 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d", number(parts[0]), number(minor))
}

// expand replaces ${name} and $name by the values that this folder's build
// files, or those above, give to the name.
func (f *folder) expand(s string) string {
	for range 8 { // a variable may be made of others
		if !strings.Contains(s, "$") {
			return s
		}
		s = variablePattern.ReplaceAllStringFunc(s, func(ref string) string {
			groups := variablePattern.FindStringSubmatch(ref)
			name := cmp.Or(groups[1:]...)
			for g := f; g != nil; g = g.above {
				if value, ok := g.variables[name]; ok {
					return value
				}
			}
			return ""
		})
	}
	return s
}

// ${name}, ${property("name")}, ${rootProject.extra["name"]},
// ${rootProject.ext.name} and $name.
var variablePattern = regexp.MustCompile(`\$\{(?:\w+\(["']([\w.-]+)["']\)|(?:(?:rootProject|project)\.)?(?:extra\[["']([\w.-]+)["']\]|(?:ext(?:ra)?\.)?([\w.-]+)))[^}]*\}|\$(\w+)`)

func (f *folder) readBuild() {
	f.variables = map[string]string{}
	for _, name := range []string{"gradle.properties", "gradle/libs.versions.toml", "build.gradle", "build.gradle.kts", "pom.xml"} {
		file := filepath.Join(f.dir, filepath.FromSlash(name))
		info, err := os.Stat(file)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxBuildFile {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		switch name {
		case "pom.xml":
			f.readPOM(file, data)
		case "gradle.properties":
			f.assign(propertyPattern, string(data))
		case "gradle/libs.versions.toml":
			f.readCatalog(file, string(data))
		default:
			f.readGradle(file, string(data))
		}
	}
}

// mention notes a library if it is one of an engine.
func (f *folder) mention(file, group, artifact, version string) {
	product := ""
	switch {
	case strings.HasPrefix(group, "org.camunda.bpm.extension"), strings.HasPrefix(group, "org.camunda.community"):
		return // these have versions of their own
	case strings.HasPrefix(group, "org.camunda.bpm"), strings.HasPrefix(artifact, "camunda-bpm"):
		product = Camunda
	case strings.HasPrefix(group, "org.operaton"), strings.HasPrefix(artifact, "operaton-"):
		product = Operaton
	case strings.HasPrefix(group, "org.cibseven"), strings.HasPrefix(artifact, "cibseven-"):
		product = CIBSeven
	default:
		return
	}
	f.mentions = append(f.mentions, mention{product, version, strings.HasSuffix(artifact, "-bom"), file})
}

// readPOM reads a Maven project: its properties, its parent and all
// dependencies, managed ones among them.
func (f *folder) readPOM(file string, data []byte) {
	data = bytes.ToValidUTF8(data, []byte("?"))
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var path []string
	var text strings.Builder
	var library [3]string // group, artifact, version of the parent or dependency
	for {
		token, err := d.Token()
		if err != nil {
			return // what could be read of a broken file has been noted
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			text.Reset()
			if t.Name.Local == "dependency" || t.Name.Local == "parent" {
				library = [3]string{}
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			f.endOfElement(file, path, strings.TrimSpace(text.String()), &library)
			text.Reset()
			path = path[:max(0, len(path)-1)]
		}
	}
}

func (f *folder) endOfElement(file string, path []string, text string, library *[3]string) {
	name, in := "", ""
	if n := len(path); n > 0 {
		name = path[n-1]
		if n > 1 {
			in = path[n-2]
		}
	}
	switch {
	case name == "dependency" || name == "parent" && len(path) == 2:
		f.mention(file, library[0], library[1], library[2])
	case in == "properties":
		if _, ok := f.variables[name]; !ok || len(path) == 3 {
			f.variables[name] = text // a profile's value only where the project has none
		}
	case in == "dependency" || in == "parent":
		switch name {
		case "groupId":
			library[0] = text
		case "artifactId":
			library[1] = text
		case "version":
			library[2] = text
			if in == "parent" && len(path) == 3 {
				f.variables["project.parent.version"] = text
				if _, ok := f.variables["project.version"]; !ok {
					f.variables["project.version"] = text
				}
			}
		}
	case name == "version" && len(path) == 2:
		f.variables["project.version"] = text
	}
}

var (
	commentPattern = regexp.MustCompile(`(?m)^\s*//.*$|(?s:/\*.*?\*/)`)
	// name = value of gradle.properties.
	propertyPattern = regexp.MustCompile(`(?m)^\s*([\w.-]+)\s*[=:]\s*(\S+)\s*$`)
	// name = "value", with def, val, ext. and the like before it.
	assignmentPattern = regexp.MustCompile(`(?m)(?:\b|ext\.|extra\[["'])([A-Za-z_][\w-]*)(?:["']\])?\s*=\s*["']([^"'\n]+)["']`)
	// set("name", "value").
	setPattern = regexp.MustCompile(`\bset\(\s*["']([\w.-]+)["']\s*,\s*["']([^"'\n]+)["']`)
	// "group:artifact:version", the version being optional.
	coordinatePattern = regexp.MustCompile(`["']([\w.-]+):([\w.-]+)(?::([^"'@:\n]+(?:["'][^"'\n]+["'][^"'\n]*)?))?["'@:]`)
	// group: 'g', name: 'a', version: 'v'.
	namedPattern = regexp.MustCompile(`group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']?([^"',)\s]+))?`)
	// module = "g:a" or group = "g", name = "a" of a version catalog.
	catalogPattern = regexp.MustCompile(`(?m)^[^#\n]*\{([^}\n]*)\}`)
	modulePattern  = regexp.MustCompile(`module\s*=\s*["']([\w.-]+):([\w.-]+)["']`)
	versionPattern = regexp.MustCompile(`version(\.ref)?\s*=\s*["']([^"']+)["']`)
)

func (f *folder) assign(pattern *regexp.Regexp, text string) {
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		f.variables[m[1]] = m[2]
	}
}

func (f *folder) readGradle(file, text string) {
	text = commentPattern.ReplaceAllString(text, "")
	f.assign(assignmentPattern, text)
	f.assign(setPattern, text)
	for _, m := range coordinatePattern.FindAllStringSubmatch(text, -1) {
		f.mention(file, m[1], m[2], m[3])
	}
	for _, m := range namedPattern.FindAllStringSubmatch(text, -1) {
		version := m[3]
		if version != "" && (version[0] < '0' || version[0] > '9') && version[0] != '$' {
			version = "${" + version + "}"
		}
		f.mention(file, m[1], m[2], version)
	}
}

// readCatalog reads a version catalog of Gradle.
func (f *folder) readCatalog(file, text string) {
	f.assign(assignmentPattern, text)
	for _, m := range coordinatePattern.FindAllStringSubmatch(text, -1) {
		if m[3] != "" {
			f.mention(file, m[1], m[2], m[3])
		}
	}
	for _, table := range catalogPattern.FindAllStringSubmatch(text, -1) {
		library := modulePattern.FindStringSubmatch(table[1])
		if library == nil {
			library = namedPattern.FindStringSubmatch(table[1])
		}
		if library == nil {
			continue
		}
		version := ""
		if v := versionPattern.FindStringSubmatch(table[1]); v != nil {
			version = v[2]
			if v[1] != "" {
				version = "${" + version + "}"
			}
		}
		f.mention(file, library[1], library[2], version)
	}
}

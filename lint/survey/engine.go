package survey

import (
	"encoding/xml"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Fact is something that a file says.
type Fact struct {
	// Value is what it says.
	Value string
	// Source is the place that says it: file:line, relative to the surveyed
	// folder, with slashes.
	Source string
	// Profile is the profile of Spring or Quarkus that it holds for; empty for
	// all.
	Profile string
}

// Engine is what is known about the engine of a module.
type Engine struct {
	// Module is the module's folder relative to the surveyed one, with slashes;
	// "." for that itself.
	Module string
	// TimeToLive is the engine's own history time to live ("180", "P180D"),
	// Enforced says whether a missing one is refused ("true", "false"). Empty
	// values are not known.
	TimeToLive, Enforced Fact
	// Plugins are connect and spin, as far as they are named, with one source
	// each; sorted.
	Plugins []Fact
	// Unclear has what contradicts the above, or each other: other values in
	// profiles, or in several files.
	Unclear []Fact
}

// setting is one thing that a file says about the engine.
type setting struct {
	kind string // time-to-live, enforced, connect, spin
	fact Fact
}

// readers read settings from a file, by what its name matches.
func reader(name string) func(file, text string) []setting {
	base := path.Base(name)
	switch ext := path.Ext(base); {
	case applicationPattern.MatchString(base) && ext == ".properties":
		return readProperties
	case applicationPattern.MatchString(base):
		return readYAML
	case slices.Contains([]string{"bpm-platform.xml", "processes.xml", "standalone.xml", "camunda.cfg.xml", "activiti.cfg.xml"}, base):
		return readXML
	case base == "pom.xml", base == "build.gradle", base == "build.gradle.kts":
		return readBuild
	case ext == ".java" || ext == ".kt":
		if strings.Contains(base, "Config") || strings.Contains(base, "Plugin") || strings.Contains(base, "Application") {
			return readCode
		}
	}
	return nil
}

// application.yaml, application-prod.properties; default.yml and
// production.yml are the files of Camunda Run.
var applicationPattern = regexp.MustCompile(`^(?:application(?:-([\w.-]+))?\.(?:ya?ml|properties)|(?:default|production)\.yml)$`)

// profileOf returns the profile that a file's name has.
func profileOf(file string) string {
	if m := applicationPattern.FindStringSubmatch(path.Base(file)); m != nil {
		return m[1]
	}
	return ""
}

// engineKeys are keys of Spring Boot and Quarkus in their plainest spelling:
// lower case, without - and _ (relaxed binding).
var engineKeys = regexp.MustCompile(`^(?:(?:camunda|operaton|cibseven)\.bpm\.genericproperties\.properties|quarkus\.(?:camunda|operaton|cibseven)\.genericconfig)\.(enforce)?historytimetolive$`)

var plain = strings.NewReplacer("-", "", "_", "", "[", ".", "]", "", `"`, "", "'", "")

// property returns the setting that a key and its value are, if any.
func property(key, value string, source Fact) []setting {
	m := engineKeys.FindStringSubmatch(strings.ToLower(plain.Replace(key)))
	if m == nil {
		return nil
	}
	return timeToLive(m[1] != "", value, source)
}

// timeToLive returns the setting of an engine's property, unless its value is
// not one that can be told from the file.
func timeToLive(enforce bool, value string, source Fact) []setting {
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	// ${NAME:default} is the default unless the environment says otherwise.
	if m := placeholderPattern.FindStringSubmatch(value); m != nil {
		value = m[1]
	}
	source.Value = value
	switch {
	case enforce && (value == "true" || value == "false"):
		return []setting{{"enforced", source}}
	case !enforce && valuePattern.MatchString(value):
		return []setting{{"time-to-live", source}}
	}
	return nil
}

var (
	placeholderPattern = regexp.MustCompile(`^\$\{[^:}]*:([^}]*)\}$`)
	valuePattern       = regexp.MustCompile(`^(?:\d+|P\d+D)$`)
)

func readProperties(file, text string) []setting {
	var all []setting
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || line[0] == '!' {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			key, value, _ = strings.Cut(line, ":")
		}
		key = strings.TrimSpace(key)
		profile := profileOf(file)
		// %prod.quarkus.camunda… holds for a profile of Quarkus.
		if rest, isProfile := strings.CutPrefix(key, "%"); isProfile {
			profile, key, _ = strings.Cut(rest, ".")
		}
		all = append(all, property(key, value, Fact{Source: at(file, i+1), Profile: profile})...)
	}
	return all
}

func at(file string, line int) string { return file + ":" + strconv.Itoa(line) }

// readXML reads properties and plug-ins of descriptors: <property name="…">
// with its value as text or attribute, and the classes of plug-ins.
func readXML(file, text string) []setting {
	var all []setting
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	name, value := "", ""
	for {
		token, err := d.RawToken()
		if err != nil {
			return all // what could be read of a broken file is known
		}
		switch t := token.(type) {
		case xml.StartElement:
			value = ""
			for _, a := range t.Attr {
				switch a.Name.Local {
				case "name":
					name = a.Value
				case "value":
					value = a.Value
				case "class":
					all = append(all, pluginClass(a.Value, fromXML(file, d))...)
				}
			}
		case xml.CharData:
			value += string(t)
		case xml.EndElement:
			line := fromXML(file, d)
			switch {
			case t.Name.Local == "class":
				all = append(all, pluginClass(value, line)...)
			case t.Name.Local == "property" && name == "historyTimeToLive":
				all = append(all, timeToLive(false, value, line)...)
			case t.Name.Local == "property" && name == "enforceHistoryTimeToLive":
				all = append(all, timeToLive(true, value, line)...)
			}
			value = ""
		}
	}
}

func fromXML(file string, d *xml.Decoder) Fact {
	line, _ := d.InputPos()
	return Fact{Source: at(file, line)}
}

// pluginClass returns the plug-in that a class is, of Camunda or its forks.
func pluginClass(class string, source Fact) []setting {
	class = strings.TrimSpace(class)
	for name, suffix := range map[string]string{"connect": ".ConnectProcessEnginePlugin", "spin": ".SpinProcessEnginePlugin"} {
		if strings.HasSuffix(class, suffix) {
			source.Value = name
			return []setting{{name, source}}
		}
	}
	return nil
}

var (
	xmlCommentPattern = regexp.MustCompile(`(?s)<!--.*?-->`)
	// what is managed is not yet used.
	managedPattern     = regexp.MustCompile(`(?s)<dependencyManagement>.*?</dependencyManagement>`)
	codeCommentPattern = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^[ \t]*//.*$)`)
	// the artifacts that bring the plug-ins to an engine in an application.
	pluginPattern = regexp.MustCompile(`(?:camunda|operaton|cibseven)(?:-bpm)?-engine-plugin-(connect|spin)\b`)
	// setters in Java, properties in Kotlin.
	codePattern = regexp.MustCompile(`(?i)\b(?:set|is)?(enforce)?HistoryTimeToLive\s*(?:\(|=)\s*("[^"]*"|true|false)`)
)

// blank replaces what a pattern matches by as many line ends as it has.
func blank(pattern *regexp.Regexp, text string) string {
	return pattern.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) })
}

func readBuild(file, text string) []setting {
	if path.Ext(file) == ".xml" {
		text = blank(managedPattern, blank(xmlCommentPattern, text))
	} else {
		text = blank(codeCommentPattern, text)
	}
	var all []setting
	for _, m := range pluginPattern.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		all = append(all, setting{name, Fact{Value: name, Source: at(file, 1+strings.Count(text[:m[0]], "\n"))}})
	}
	return all
}

func readCode(file, text string) []setting {
	if !strings.Contains(text, "istoryTimeToLive") {
		return nil
	}
	text = blank(codeCommentPattern, text)
	var all []setting
	for _, m := range codePattern.FindAllStringSubmatchIndex(text, -1) {
		source := Fact{Source: at(file, 1+strings.Count(text[:m[0]], "\n"))}
		all = append(all, timeToLive(m[2] >= 0, text[m[4]:m[5]], source)...)
	}
	return all
}

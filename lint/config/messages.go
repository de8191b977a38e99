package config

import (
	"fmt"
	"strings"
)

// message is the text of a diagnostic.
type message struct{ text, help string }

// All texts of the package's diagnostics stand here.

func syntaxError(language, text string) message {
	return message{"not well-formed " + language + ": " + text, ""}
}

func tabs() message {
	return message{"not well-formed YAML: a tab indents the line", "YAML is indented with spaces only."}
}

func tooNested() message {
	return message{"the configuration is nested too deeply", "Write it with fewer lists and mappings within each other."}
}

func tooLarge() message {
	return message{fmt.Sprintf("the configuration is larger than %d KiB", maxFileSize>>10), "Move parts of it into other files and name them under extends."}
}

func notUTF8() message {
	return message{"the configuration is not UTF-8", "Save the file as UTF-8."}
}

func severalDocuments() message {
	return message{"the file has more than one YAML document", "Remove what stands after the line ---."}
}

func unknownAnchor(name string) message {
	return message{fmt.Sprintf("unknown anchor %q", name), "An alias (*name) needs an anchor (&name) in the same file."}
}

func mergeKey() message {
	return message{"merge keys are not read", "Put what is shared into a file and name it under extends."}
}

func keyIsNoString(k kind) message {
	return message{fmt.Sprintf("a key must be a string, not %v", k), ""}
}

func duplicateKey(key string, line int) message {
	return message{fmt.Sprintf("key %q is already set on line %d", key, line), "Remove one of the two."}
}

func emptyName(key string) message {
	return message{key + " must not have an empty string", ""}
}

func rootIsNoMapping(k kind) message {
	return message{fmt.Sprintf("the configuration must be a mapping of keys, not %v", k), "Begin with a key, for example extends: recommended."}
}

func unknown(what, name string, names []string) message {
	m := message{text: fmt.Sprintf("unknown %s %q", what, name)}
	if near := Nearest(name, names); near != "" {
		m.text += fmt.Sprintf("; did you mean %q?", near)
	}
	return m
}

func unknownKey(where, key string, keys []string) message {
	what := "key"
	if where != "" {
		what = "key of " + where
	}
	m := unknown(what, key, keys)
	m.help = "Known are " + enumerate(keys) + "."
	return m
}

func unknownRule(name string, names []string) message {
	m := unknown("rule", name, names)
	m.help = "bpmnlint rules list shows all rules."
	return m
}

func unknownCategory(name string, names []string) message {
	m := unknown("category", name, names)
	m.help = "The categories are " + enumerate(names) + "."
	return m
}

func unknownPreset(name string) message {
	m := unknown("preset", name, Presets())
	m.help = "The presets are " + enumerate(Presets()) + ". The name of a file has a slash or ends in .yaml."
	return m
}

func unknownValue(what, name string, names []string) message {
	m := unknown(what, name, names)
	m.help = "Allowed are " + enumerate(names) + "."
	return m
}

func unknownOption(rule, name string, names []string) message {
	m := unknown("option", name, names)
	m.text = strings.Replace(m.text, fmt.Sprintf("unknown option %q", name), fmt.Sprintf("unknown option %q of rule %q", name, rule), 1)
	if len(names) == 0 {
		m.help = "The rule has no options."
	} else {
		m.help = "Its options are " + enumerate(names) + "."
	}
	return m
}

func wrongType(what, want string, got kind) message {
	return message{fmt.Sprintf("%s must be %s, not %v", what, want, got), ""}
}

func badPattern(what string, err error) message {
	return message{fmt.Sprintf("%s is not a regular expression: %v", what, firstLine(err.Error())), ""}
}

func badGlob(what, glob string) message {
	return message{fmt.Sprintf("%s has a pattern that is not well-formed: %q", what, glob), "* stands for a name, ** for any folders, {a,b} for either."}
}

func badTimeToLive(value string) message {
	m := unknownValue("value of history-time-to-live", value, []string{"enforced", "not-enforced", "unknown"})
	m.help = "Allowed are enforced, not-enforced, unknown, or the engine's own value: a number of days, or P180D."
	return m
}

func badSize(value string) message {
	return message{fmt.Sprintf("not a size: %q", value), "Write a number of bytes, or one with KiB, MiB or GiB: 64MiB."}
}

func badPlatform(err error) message { return message{err.Error(), ""} }

func noUpgrade() message {
	return message{
		"no model of Camunda 7 runs on Camunda 8 as it is",
		"Name a version of Camunda 7, Operaton or CIB seven to upgrade to.",
	}
}

func outside(what, path string) message {
	return message{fmt.Sprintf("%s %q lies outside of the repository", what, path), "Name it on the command line too, or copy it into the repository."}
}

func cannotRead(what, path, reason string) message {
	return message{fmt.Sprintf("%s %q: %s", what, path, reason), "The path is relative to the folder of this file."}
}

func cycle(path []string) message {
	return message{"extends leads back to this file: " + strings.Join(path, " → "), "Remove one of these entries."}
}

func tooManyFiles() message {
	return message{"extends names too many files", "Extend each file once."}
}

func noURL(name string) message {
	return message{fmt.Sprintf("cannot extend %q: nothing is fetched", name), "Pin a revision with git, rev and file, or copy the file into the repository and name its path."}
}

func incompletePin() message {
	return message{"an entry of \"extends\" that pins a revision needs git, rev and file", "For example {git: https://example.org/lint.git, rev: FULL-HASH, file: base.yaml}."}
}

func badPin(key, value, want string) message {
	return message{fmt.Sprintf("%q must be %s, not %q", key, want, value), ""}
}

func pinNotReady(name, why string) message {
	return message{fmt.Sprintf("cannot extend %s: %s", name, why), "Run bpmnlint config update and commit what it writes. Nothing is fetched when models are linted."}
}

func overrideWithoutFiles() message {
	return message{"an override needs files: the patterns of the models that it is for", ""}
}

func badRelease(value string) message {
	return message{fmt.Sprintf("not a version: %q", value), "Write the version whose rules you want: 0.3 or 0.3.0."}
}

func noticeSince(file string, since, running release) string {
	return fmt.Sprintf("%s wants the rules of %v, but this is %v: later rules are missing", file, since, running)
}

func jsonComment() message {
	return message{"not well-formed JSON: comments are not allowed", "Remove the comment, or move the configuration to .bpmnlint.yaml."}
}

func enumerate(names []string) string {
	switch len(names) {
	case 0:
		return "none"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func unknownPresetName(name string) message {
	m := unknown("preset", name, Presets())
	m.help = "The presets are " + enumerate(Presets()) + "."
	return m
}

func unknownSelection(name string, names []string) message {
	m := unknown("rule or category", name, names)
	m.text = "--only: " + m.text
	m.help = "bpmnlint rules list shows all rules and categories."
	return m
}

func emptySelection(category string) message {
	return message{
		fmt.Sprintf("--only: no rule of category %q is on", category),
		"Name single rules, or use --preset all.",
	}
}

func unreadableFile(why string) message {
	return message{"the configuration cannot be read: " + why, ""}
}

func unknownPeerConfig(name string, names []string) message {
	m := unknown("configuration", name, names)
	m.help = "bpmn.io's bpmnlint has " + enumerate(names) + "."
	return m
}

func notAPeerConfig(name string) message {
	return message{fmt.Sprintf("not the name of a configuration: %q", name), "Write bpmnlint:recommended, or plugin:NAME/CONFIGURATION for a plug-in."}
}

// The notices of the package.

func noticeTwoFiles(used string) string {
	return used + " is used, and " + fileNameYML + " beside it is not"
}

func noticePeer(file string, preset Preset) string {
	return fmt.Sprintf("%s sets the rules of bpmn.io's bpmnlint; all other rules are those of preset %s", file, preset)
}

func noticeUnknownPeers(file string, names []string) string {
	return fmt.Sprintf("%s names what is not known here and has no effect: %s", file, strings.Join(names, ", "))
}

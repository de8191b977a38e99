package config

import (
	"maps"
	"strings"
)

// Schema returns the JSON schema of .bpmnlint.yaml for editors: every key, and
// every rule with the options that it takes. What it accepts a [Loader]
// accepts, but for what depends on the file system, for patterns and for names
// of a user's own rules, which the schema lets pass.
func Schema(rules []Rule) map[string]any {
	g := newRegistry(rules, nil)
	s := schemaOf(g)
	s["$defs"] = definitions(g)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Configuration of bpmnlint (.bpmnlint.yaml)"
	return s
}

// definitions are the parts of the schema that occur more than once.
func definitions(g *registry) map[string]any {
	defs := settingSchemas(g)
	defs["level"] = map[string]any{"enum": texts(levelNames())}
	defs["rule"] = map[string]any{"anyOf": []any{refTo("level"), mapOf(map[string]any{"severity": refTo("level")})}}
	return defs
}

func refTo(name string) map[string]any { return map[string]any{"$ref": "#/$defs/" + name} }

func schemaOf(g *registry) map[string]any {
	settings := map[string]any{}
	for name := range settingSchemas(g) {
		settings[name] = refTo(name)
	}
	inOverride := maps.Clone(settings)
	inOverride["files"] = listSchema("Patterns of models, relative to the folder of this file: * stands for a name, ** for any folders.", textSchema())
	override := mapOf(inOverride)
	override["required"] = []any{"files"}
	keys := map[string]any{
		"extends":            extendsSchema(),
		"overrides":          described("Settings for the models that the patterns of files match. Later overrides win.", map[string]any{"type": []any{"array", "null"}, "items": override}),
		"ignore":             listSchema("Patterns of models that are not linted unless they are named.", textSchema()),
		"deployments":        listSchema("Patterns of folders or files that are deployed together.", textSchema()),
		"policies":           listSchema("Folders with rules of your own, relative to the folder of this file.", textSchema()),
		"external-processes": listSchema("Patterns of keys of processes that live elsewhere.", textSchema()),
		"external-signals":   listSchema("Patterns of names of signals that are thrown or caught elsewhere.", textSchema()),
		"since": described("The version whose set of rules is wanted: later rules are off. Without it, a rule is a note in the minor release that brings it.",
			map[string]any{"type": []any{"string", "number", "null"}, "examples": []any{"0.3.0"}}),
		"limits": nullable(described("Limits of what is read.", mapOf(map[string]any{
			"max-file-size": described("The size above which a model is refused: 64MiB.", map[string]any{"type": []any{"string", "integer", "null"}, "pattern": sizePattern.String()}),
		}))),
	}
	for name, schema := range settings {
		keys[name] = schema
	}
	return nullable(mapOf(keys))
}

// settingSchemas describes the keys of [document.settingKeys].
func settingSchemas(g *registry) map[string]any {
	categories := map[string]any{}
	for _, c := range g.categories {
		categories[c] = refTo("level")
	}
	rules := map[string]any{}
	for name, r := range g.byName {
		rules[name] = ruleSchema(r)
	}
	own := map[string]any{"anyOf": []any{refTo("level"), map[string]any{"type": "object"}}}
	return map[string]any{
		"rules": described("Levels of rules, with options: error, or {severity: error, OPTION: VALUE}.",
			map[string]any{"type": []any{"object", "null"}, "properties": rules, "additionalProperties": own}),
		"categories": described("Levels of all rules of a category.",
			map[string]any{"type": []any{"object", "null"}, "properties": categories, "additionalProperties": refTo("level")}),
		"platform": described("The engine that the models are for: camunda-7.24, operaton-1.0, cibseven-2.0, …. Without it the build file or the model decides.",
			map[string]any{"type": []any{"string", "null"}, "pattern": "^(camunda|operaton|cibseven)(-[0-9]+(\\.[0-9]+){0,2})?$"}),
		"upgrade-to": described("The engine that the team upgrades to: what it will refuse or do differently is reported (category upgrade).",
			map[string]any{"type": []any{"string", "null"}, "pattern": "^(camunda-7|operaton|cibseven)(-?[0-9.]+)*$"}),
		"engine": nullable(described("What is known about the engine beyond its platform.", mapOf(map[string]any{
			"history-time-to-live": described("What the engine does about a process without a history time to live: enforced (refuses it), not-enforced, unknown, or the engine's own value such as P180D.",
				map[string]any{"type": []any{"string", "integer", "null"}, "pattern": `^(?:enforced|not-enforced|unknown|\d+|P\d+D)$`}),
			"plugins": listSchema("The engine plug-ins that are installed; an empty list for none.", map[string]any{"type": "string", "enum": texts(pluginNames())}),
		}))),
		"fail-on": described("The lowest severity of findings that makes the exit code 1.", map[string]any{"enum": append(texts(failLevels()), nil)}),
	}
}

func extendsSchema() map[string]any {
	pin := described("A file of a pinned revision of a git repository. bpmnlint config update fetches it.", mapOf(map[string]any{
		"git":  described("The address of the repository.", map[string]any{"type": "string", "pattern": urlPattern.String()}),
		"rev":  described("The full hash of a commit.", map[string]any{"type": []any{"string", "integer"}, "pattern": revisionPattern.String()}),
		"file": described("The path of a YAML file in the repository.", map[string]any{"type": "string", "pattern": `\.ya?ml$`}),
	}))
	pin["required"] = []any{"git", "rev", "file"}
	name := map[string]any{"anyOf": []any{
		described("A preset.", map[string]any{"enum": texts(Presets())}),
		described("The path of a file, relative to the folder of this one.", map[string]any{"type": "string", "pattern": `[/\\]|\.ya?ml$`}),
	}}
	one := map[string]any{"anyOf": []any{name, pin}}
	return described("Presets and files that this one builds on, in this order: what comes later wins. Without a preset it is recommended.",
		map[string]any{"anyOf": []any{name, pin, map[string]any{"type": "array", "items": one}, map[string]any{"type": "null"}}})
}

func ruleSchema(r *Rule) map[string]any {
	if len(r.Options) == 0 {
		return described(r.Title, refTo("rule"))
	}
	options := map[string]any{"severity": refTo("level")}
	for _, o := range r.Options {
		options[o.Name] = optionSchema(o)
	}
	return described(r.Title, map[string]any{"anyOf": []any{refTo("level"), mapOf(options)}})
}

func optionSchema(o Option) map[string]any {
	var s map[string]any
	text := map[string]any{"type": "string"}
	if len(o.Enum) > 0 {
		text["enum"] = texts(o.Enum)
	}
	pattern := map[string]any{"type": "string", "format": "regex"}
	switch o.Type {
	case TypeString:
		s = text
	case TypePattern:
		s = pattern
	case TypeInteger:
		s = map[string]any{"type": "integer"}
	case TypeNumber:
		s = map[string]any{"type": "number"}
	case TypeBoolean:
		s = map[string]any{"type": "boolean"}
	case TypeStrings:
		s = map[string]any{"anyOf": []any{text, map[string]any{"type": "array", "items": text}}}
	case TypeStringMap:
		s = map[string]any{"type": "object", "additionalProperties": map[string]any{"type": "string"}}
	case TypePatternMap:
		s = map[string]any{"type": "object", "additionalProperties": pattern}
	default:
		s = map[string]any{}
	}
	if o.Default != nil {
		s["default"] = o.Default
	}
	return described(strings.TrimSpace(o.Description), s)
}

// listSchema describes one entry, or a list of them.
func listSchema(about string, entry map[string]any) map[string]any {
	return described(about, map[string]any{"anyOf": []any{entry, map[string]any{"type": "array", "items": entry}, map[string]any{"type": "null"}}})
}

func textSchema() map[string]any {
	return map[string]any{"type": "string", "minLength": 1}
}

// mapOf describes a mapping with these keys and no others.
func mapOf(keys map[string]any) map[string]any {
	return map[string]any{"type": "object", "properties": keys, "additionalProperties": false}
}

// nullable lets a mapping be empty.
func nullable(s map[string]any) map[string]any {
	s["type"] = []any{s["type"], "null"}
	return s
}

func described(about string, s map[string]any) map[string]any {
	if about != "" {
		s["description"] = about
	}
	return s
}

func texts(names []string) []any {
	out := make([]any, 0, len(names)+1)
	for _, n := range names {
		out = append(out, n)
	}
	return out
}

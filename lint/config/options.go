package config

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/bpmnlint/bpmnlint/source"
)

// readOptions checks options of a rule and returns their values in the Go
// types of [OptionType].
func readOptions(r *Rule, pairs []pair, report func(source.Span, message)) map[string]any {
	values := make(map[string]any, len(pairs))
	for _, p := range pairs {
		i := slices.IndexFunc(r.Options, func(o Option) bool { return o.Name == p.key })
		if i < 0 {
			names := make([]string, len(r.Options))
			for i, o := range r.Options {
				names[i] = o.Name
			}
			report(p.span, unknownOption(r.Slug, p.key, names))
			continue
		}
		if v, ok := readOption(r, &r.Options[i], p.value, report); ok {
			values[p.key] = v
		}
	}
	return values
}

func readOption(r *Rule, o *Option, v value, report func(source.Span, message)) (any, bool) {
	what := fmt.Sprintf("option %q of rule %q", o.Name, r.Slug)
	wrong := func(want string) (any, bool) {
		report(v.span, wrongType(what, want, v.kind))
		return nil, false
	}
	switch o.Type {
	case TypeString:
		if v.kind != isText {
			return wrong("a string")
		}
		return v.text, allowed(o, what, v, report)
	case TypePattern:
		if v.kind != isText {
			return wrong("a string")
		}
		return v.text, isPattern(what, v, report)
	case TypeInteger:
		if v.kind != isInteger {
			return wrong("an integer")
		}
		return v.integer, true
	case TypeNumber:
		if v.kind != isInteger && v.kind != isNumber {
			return wrong("a number")
		}
		return v.number, true
	case TypeBoolean:
		if v.kind != isBoolean {
			return wrong("a boolean")
		}
		return v.boolean, true
	case TypeStrings:
		return readStrings(o, what, v, report)
	case TypeStringMap, TypePatternMap:
		return readStringMap(o, what, v, report)
	}
	return v.plain(), true
}

func readStrings(o *Option, what string, v value, report func(source.Span, message)) (any, bool) {
	list := v.list
	switch v.kind {
	case isText:
		list = []value{v}
	case isList:
	default:
		report(v.span, wrongType(what, "a list of strings", v.kind))
		return nil, false
	}
	texts, ok := make([]string, 0, len(list)), true
	for _, e := range list {
		if e.kind != isText {
			report(e.span, wrongType("each entry of "+what, "a string", e.kind))
			ok = false
			continue
		}
		ok = allowed(o, what, e, report) && ok
		texts = append(texts, e.text)
	}
	return texts, ok
}

func readStringMap(o *Option, what string, v value, report func(source.Span, message)) (any, bool) {
	if v.kind != isMapping {
		report(v.span, wrongType(what, "a mapping of strings", v.kind))
		return nil, false
	}
	m, ok := make(map[string]string, len(v.pairs)), true
	for _, p := range v.pairs {
		if p.value.kind != isText {
			report(p.value.span, wrongType(fmt.Sprintf("%q in %s", p.key, what), "a string", p.value.kind))
			ok = false
			continue
		}
		if o.Type == TypePatternMap {
			ok = isPattern(fmt.Sprintf("%q in %s", p.key, what), p.value, report) && ok
		}
		m[p.key] = p.value.text
	}
	return m, ok
}

func allowed(o *Option, what string, v value, report func(source.Span, message)) bool {
	if len(o.Enum) == 0 || slices.Contains(o.Enum, v.text) {
		return true
	}
	report(v.span, unknownValue("value of "+what, v.text, o.Enum))
	return false
}

func isPattern(what string, v value, report func(source.Span, message)) bool {
	if _, err := regexp.Compile(v.text); err != nil {
		report(v.span, badPattern(what+" ("+strconv.Quote(v.text)+")", err))
		return false
	}
	return true
}

package facts

import (
	"github.com/open-policy-agent/opa/v1/types"
)

// SchemaVersion is the version of the input. A field that goes or changes its
// meaning makes a new one; fields may be added at any time.
const SchemaVersion = 1

// Schema returns the JSON schema of the input, as a value that encoding/json
// can write.
func Schema() map[string]any {
	definitions := map[string]any{}
	properties := map[string]any{}
	for _, s := range sections {
		p := jsonSchema(s.shape(), definitions)
		if _, isRef := p["$ref"]; !isRef {
			p["description"] = s.doc
		}
		properties[s.name] = p
	}
	return map[string]any{
		"$schema":     "http://json-schema.org/draft-07/schema#",
		"title":       "Input of bpmnlint's rules",
		"description": "Fields that do not apply, are false, empty or missing in the model are absent.",
		"version":     SchemaVersion,
		"type":        "object",
		"properties":  properties,
		"definitions": definitions,
	}
}

func jsonSchema(s *shape, definitions map[string]any) map[string]any {
	switch s.kind {
	case kindString:
		return map[string]any{"type": "string"}
	case kindBoolean:
		return map[string]any{"type": "boolean"}
	case kindNumber:
		return map[string]any{"type": "number"}
	case kindArray:
		return map[string]any{"type": "array", "items": jsonSchema(s.items, definitions)}
	case kindObject:
		if _, ok := definitions[s.name]; !ok {
			properties := map[string]any{}
			definitions[s.name] = map[string]any{
				"type": "object", "description": s.doc, "properties": properties, "additionalProperties": false,
			}
			for _, f := range s.fields {
				p := jsonSchema(f.shape, definitions)
				if _, isRef := p["$ref"]; !isRef {
					p["description"] = f.doc
				}
				properties[f.name] = p
			}
		}
		return map[string]any{"$ref": "#/definitions/" + s.name}
	}
	return map[string]any{}
}

// Type returns the type of the input, for the declaration of builtins that
// return one.
func Type() types.Type {
	props := make([]*types.StaticProperty, len(sections))
	known := map[string]types.Type{}
	for i, s := range sections {
		props[i] = types.NewStaticProperty(s.name, regoType(s.shape(), known))
	}
	return types.NewObject(props, nil)
}

// regoType returns the type of a shape; known are those of objects by name.
func regoType(s *shape, known map[string]types.Type) types.Type {
	switch s.kind {
	case kindString:
		return types.S
	case kindBoolean:
		return types.B
	case kindNumber:
		return types.N
	case kindArray:
		return types.NewArray(nil, regoType(s.items, known))
	case kindObject:
		if t := known[s.name]; t != nil {
			return t
		}
		props := make([]*types.StaticProperty, len(s.fields))
		for i, f := range s.fields {
			props[i] = types.NewStaticProperty(f.name, regoType(f.shape, known))
		}
		known[s.name] = types.NewObject(props, nil)
		return known[s.name]
	}
	return types.A
}

// SectionNames returns the names of all sections.
func SectionNames() []string {
	names := make([]string, len(sections))
	for i, s := range sections {
		names[i] = s.name
	}
	return names
}

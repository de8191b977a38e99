package survey

import (
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// mavenPattern has @property@, which Maven replaces and YAML cannot read.
var mavenPattern = regexp.MustCompile(`(?m)(:\s+)(@[\w.-]+@)\s*$`)

// readYAML reads all documents of a YAML file; one that activates on a profile
// holds for it.
func readYAML(file, text string) (all []setting) {
	defer func() {
		if recover() != nil { // the parser's own fault: nothing is learned
			all = nil
		}
	}()
	parsed, err := parser.ParseBytes([]byte(mavenPattern.ReplaceAllString(text, `$1"$2"`)), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil
	}
	for _, doc := range parsed.Docs {
		var pairs []yamlPair
		flatten(doc.Body, "", 0, &pairs)
		profile := profileOf(file)
		for _, p := range pairs {
			switch strings.ToLower(plain.Replace(p.key)) {
			case "spring.config.activate.onprofile", "spring.profiles":
				profile = p.value
			}
		}
		for _, p := range pairs {
			key, holds := p.key, profile
			if rest, isProfile := strings.CutPrefix(key, "%"); isProfile {
				holds, key, _ = strings.Cut(rest, ".")
			}
			all = append(all, property(key, p.value, Fact{Source: at(file, p.line), Profile: holds})...)
		}
	}
	return all
}

type yamlPair struct {
	key, value string
	line       int
}

// flatten appends the scalars below a node with dots between the keys.
func flatten(n ast.Node, key string, depth int, pairs *[]yamlPair) {
	if depth > 32 {
		return
	}
	join := func(name string) string { return strings.TrimPrefix(key+"."+name, ".") }
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			flatten(v, key, depth+1, pairs)
		}
	case *ast.MappingValueNode:
		flatten(n.Value, join(n.Key.GetToken().Value), depth+1, pairs)
	case *ast.AnchorNode:
		flatten(n.Value, key, depth+1, pairs)
	case ast.ScalarNode:
		t := n.GetToken()
		*pairs = append(*pairs, yamlPair{key, t.Value, t.Position.Line})
	}
}

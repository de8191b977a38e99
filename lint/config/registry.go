package config

import "slices"

// registry finds rules by name.
type registry struct {
	rules      []*Rule
	byName     map[string]*Rule // by slug and alias
	names      []string         // slugs and aliases, sorted
	categories []string         // sorted
}

// newRegistry returns a registry of the built-in and the users' rules. Where
// two rules claim a name, the first keeps it: a user's rule cannot take the
// place of a built-in one.
func newRegistry(builtIn, users []Rule) *registry {
	g := &registry{byName: map[string]*Rule{}}
	for _, rules := range [][]Rule{builtIn, users} {
		for i := range rules {
			r := &rules[i]
			if _, taken := g.byName[r.Slug]; taken {
				continue
			}
			g.byName[r.Slug] = r
			g.rules = append(g.rules, r)
			g.names = append(g.names, r.Slug)
			g.categories = append(g.categories, r.Category)
		}
	}
	for _, r := range g.rules {
		for _, alias := range r.Aliases {
			if _, taken := g.byName[alias]; !taken {
				g.byName[alias] = r
				g.names = append(g.names, alias)
			}
		}
	}
	slices.Sort(g.names)
	slices.Sort(g.categories)
	g.categories = slices.Compact(g.categories)
	return g
}

package config

import "github.com/bpmnlint/bpmnlint/diag"

// levels are the severities of a rule in the configurations that its package
// publishes. The plug-in for Camunda has recommended only.
type levels struct{ recommended, correctness, all diag.Severity }

// peerRules has the rules of bpmn.io's bpmnlint 11.15.0 (config/*.js) and of
// bpmnlint-plugin-camunda (index.js), by the names that a .bpmnlintrc uses.
// info is a note here, warn a warning.
var peerRules = map[string]levels{
	"ad-hoc-sub-process":                  {diag.Error, diag.Error, diag.Error},
	"conditional-event":                   {0, diag.Error, diag.Error},
	"conditional-flows":                   {diag.Error, 0, diag.Error},
	"end-event-required":                  {diag.Error, 0, diag.Error},
	"event-based-gateway":                 {diag.Error, diag.Error, diag.Error},
	"event-sub-process-typed-start-event": {diag.Error, diag.Error, diag.Error},
	"fake-join":                           {diag.Warning, 0, diag.Error},
	"global":                              {diag.Warning, 0, diag.Error},
	"label-required":                      {diag.Error, 0, diag.Error},
	"link-event":                          {diag.Error, diag.Error, diag.Error},
	"no-bpmndi":                           {diag.Error, 0, diag.Error},
	"no-complex-gateway":                  {diag.Error, 0, diag.Error},
	"no-disconnected":                     {diag.Error, 0, diag.Error},
	"no-duplicate-sequence-flows":         {diag.Error, diag.Warning, diag.Error},
	"no-gateway-join-fork":                {diag.Error, 0, diag.Error},
	"no-implicit-end":                     {diag.Error, 0, diag.Error},
	"no-implicit-split":                   {diag.Error, 0, diag.Error},
	"no-implicit-start":                   {diag.Error, 0, diag.Error},
	"no-inclusive-gateway":                {diag.Warning, 0, diag.Error},
	"no-overlapping-elements":             {diag.Warning, 0, diag.Error},
	"single-blank-start-event":            {diag.Error, diag.Error, diag.Error},
	"single-event-definition":             {diag.Error, 0, diag.Error},
	"standard-size":                       {0, 0, diag.Error},
	"start-event-required":                {diag.Error, 0, diag.Error},
	"sub-process-blank-start-event":       {diag.Error, diag.Error, diag.Error},
	"superfluous-gateway":                 {diag.Warning, 0, diag.Error},
	"superfluous-label":                   {diag.Warning, 0, diag.Error},
	"superfluous-termination":             {diag.Warning, 0, diag.Error},

	"camunda/avoid-lanes":        {diag.Warning, 0, diag.Warning},
	"camunda/forking-conditions": {diag.Error, 0, diag.Error},
	"camunda/implementation":     {diag.Warning, 0, diag.Warning},
}

// peerLevels returns the levels of a rule in its peer's configurations, none
// for a rule that is not the peer's. One that the table lacks is as in
// bpmnlint:all.
func peerLevels(r *Rule) levels {
	if !r.BpmnIO {
		return levels{}
	}
	if l, ok := peerRules[peerName(r)]; ok {
		return l
	}
	return levels{all: diag.Error}
}

// peerName returns the name by which the peer knows a rule: an alias that has
// the name of its plug-in (the plug-in's rule camunda/implementation has the
// slug implementation here), or the slug.
func peerName(r *Rule) string {
	for _, alias := range r.Aliases {
		if _, ok := peerRules[alias]; ok {
			return alias
		}
	}
	return r.Slug
}

package render

import "github.com/bpmnlint/bpmnlint/bpmn"

// stroke is a path of an icon with the class that paints it.
type stroke struct{ class, path string }

// Classes of strokes.
const (
	outline = "bpmn-icon"
	solid   = "bpmn-solid"
	bold    = "bpmn-bold"
)

// taskIcons are drawn in the corner of tasks, 16 by 16 units.
var taskIcons = map[bpmn.Type][]stroke{
	bpmn.UserTask: {
		{outline, "M8 1.5a3.2 3.2 0 1 1-.01 0z"},
		{outline, "M1.8 15c0-4.2 2.6-5.8 6.2-5.8s6.2 1.6 6.2 5.8z"},
	},
	bpmn.ServiceTask: {
		{outline, "M13.2 6.6L15.3 6.7V9.3L13.2 9.4L12.7 10.7L14 12.3L12.3 14L10.7 12.7L9.4 13.2L9.3 15.3H6.7L6.6 13.2L5.3 12.7" +
			"L3.7 14L2 12.3L3.3 10.7L2.8 9.4L.7 9.3V6.7L2.8 6.6L3.3 5.3L2 3.7L3.7 2L5.3 3.3L6.6 2.8L6.7 .7H9.3L9.4 2.8" +
			"L10.7 3.3L12.3 2L14 3.7L12.7 5.3z"},
		{outline, "M8 5.7a2.3 2.3 0 1 1-.01 0z"},
	},
	bpmn.SendTask: {
		{solid, "M1 3h14l-7 5.2z"},
		{solid, "M1 4.6l7 5.2 7-5.2v8.4h-14z"},
	},
	bpmn.ReceiveTask: {{outline, "M1 3h14v10h-14zl7 5.6 7-5.6"}},
	bpmn.ScriptTask: {
		{outline, "M4.5 1.5h9c-3.5 2.6 1.6 3.9-.8 6.5s2 3.9-1.2 6.5h-9c3.2-2.6-1.2-3.9 1.2-6.5s-2.7-3.9.8-6.5z"},
		{outline, "M5 4.4h4.6M5.2 6.7h5M4.6 9.3h5M5 11.7h4.6"},
	},
	bpmn.ManualTask: {
		{outline, "M1.2 7.2l3.6-3.7h4.4c1.3 0 1.3 1.8 0 1.8h-2.4 6.6c1.2 0 1.2 1.9 0 1.9h-5.2 6.2c1.2 0 1.2 1.9 0 1.9h-6.2" +
			" 5.2c1.2 0 1.2 1.9 0 1.9h-5.2 3.8c1.1 0 1.1 1.8 0 1.8h-7.5c-2 0-3.3-1.6-3.3-3.3z"},
	},
	bpmn.BusinessRuleTask: {
		{solid, "M1 2.5h14v3.5h-14z"},
		{outline, "M1 2.5h14v11h-14zM1 6h14M1 9.7h14M5.5 6v7.5"},
	},
}

// instantiatingReceive is the icon of a receive task that starts a process.
var instantiatingReceive = []stroke{
	{outline, "M8 .6a7.4 7.4 0 1 1-.01 0z"},
	{outline, "M3.6 5.2h8.8v5.8h-8.8zl4.4 3.4 4.4-3.4"},
}

// eventIcons are drawn in events, 36 by 36 units: as outline for one that is
// waited for, solid for one that is thrown. Paths with the class outline stay
// outlines in both.
var eventIcons = map[bpmn.Type]struct{ catch, throw []stroke }{
	bpmn.MessageEventDefinition: {
		catch: []stroke{{outline, "M9 12h18v12.5h-18zl9 7 9-7"}},
		throw: []stroke{{solid, "M8.7 11.5h18.6l-9.3 7z"}, {solid, "M8.7 13.4l9.3 7 9.3-7v11.3h-18.6z"}},
	},
	bpmn.TimerEventDefinition: {catch: []stroke{
		{outline, "M18 7.2a10.8 10.8 0 1 1-.01 0z"},
		{outline, "M18 7.2v2.4M18 26.4v2.4M7.2 18h2.4M26.4 18h2.4M23.4 8.6l-1.2 2.1M13.8 25.3l-1.2 2.1M27.4 12.6l-2.1 1.2" +
			"M10.7 22.2l-2.1 1.2M12.6 8.6l1.2 2.1M22.2 25.3l1.2 2.1M8.6 12.6l2.1 1.2M25.3 22.2l2.1 1.2"},
		{outline, "M19.6 11.2l-1.6 6.8h5.4"},
	}},
	bpmn.ErrorEventDefinition:      bothWays("M9.5 27l4.2-17.5 6.3 8.5 6.5-9-4.2 17.5-6.3-8.5z"),
	bpmn.EscalationEventDefinition: bothWays("M18 8.5l7.5 18-7.5-7.5-7.5 7.5z"),
	bpmn.CancelEventDefinition:     bothWays("M10.5 13l2.5-2.5 5 5 5-5 2.5 2.5-5 5 5 5-2.5 2.5-5-5-5 5-2.5-2.5 5-5z"),
	bpmn.CompensateEventDefinition: bothWays("M17 11.5v13l-8.5-6.5zM26 11.5v13l-8.5-6.5z"),
	bpmn.ConditionalEventDefinition: {catch: []stroke{
		{outline, "M11 9h14v18h-14zM13.5 12.6h9M13.5 16.2h9M13.5 19.8h9M13.5 23.4h9"},
	}},
	bpmn.LinkEventDefinition:      bothWays("M8.5 15h11v-4l8 7-8 7v-4h-11z"),
	bpmn.SignalEventDefinition:    bothWays("M18 9l9 15.5h-18z"),
	bpmn.TerminateEventDefinition: {throw: []stroke{{solid, "M18 8a10 10 0 1 1-.01 0z"}}},
}

var (
	multipleIcon = bothWays("M18 8.5l9.5 6.9-3.6 11.1h-11.8l-3.6-11.1z")
	parallelIcon = bothWays("M15.7 8.8h4.6v6.9h6.9v4.6h-6.9v6.9h-4.6v-6.9h-6.9v-4.6h6.9z")
)

func bothWays(path string) struct{ catch, throw []stroke } {
	return struct{ catch, throw []stroke }{[]stroke{{outline, path}}, []stroke{{solid, path}}}
}

// dataArrow marks data that comes in, or goes out.
var dataArrow = bothWays("M2 12h12v-6l12 10-12 10v-6h-12z")

// gatewayIcons are drawn in gateways, 50 by 50 units.
var gatewayIcons = map[bpmn.Type][]stroke{
	bpmn.ExclusiveGateway: {{bold, "M18.5 17l13 16M31.5 17l-13 16"}},
	bpmn.ParallelGateway:  {{bold, "M25 14v22M14 25h22"}},
	bpmn.InclusiveGateway: {{bold, "M25 14a11 11 0 1 1-.01 0z"}},
	bpmn.ComplexGateway:   {{bold, "M25 13.5v23M13.5 25h23M17 17l16 16M33 17l-16 16"}},
	bpmn.EventBasedGateway: {
		{outline, "M25 11.5a13.5 13.5 0 1 1-.01 0z"}, {outline, "M25 14a11 11 0 1 1-.01 0z"}, {outline, "M25 17.9l7.1 5.2-2.7 8.4h-8.8l-2.7-8.4z"},
	},
}

// Icons of event-based gateways that start a process.
var (
	instantiatingGateway = []stroke{{outline, "M25 11.5a13.5 13.5 0 1 1-.01 0z"}, {outline, "M25 17.9l7.1 5.2-2.7 8.4h-8.8l-2.7-8.4z"}}
	parallelStartGateway = []stroke{
		{outline, "M25 11.5a13.5 13.5 0 1 1-.01 0z"}, {outline, "M23.2 16.5h3.6v6.7h6.7v3.6h-6.7v6.7h-3.6v-6.7h-6.7v-3.6h6.7z"},
	}
)

// Markers at the bottom of activities, pools and data, 14 by 14 units.
var (
	loopMarker         = stroke{outline, "M5.2 12.4a5.2 5.2 0 1 1 3.6 0M5.2 12.4l-3.4-.2M5.2 12.4l-.4-3.4"}
	parallelMarker     = stroke{"bpmn-icon bpmn-heavy", "M3.5 2v10M7 2v10M10.5 2v10"}
	sequentialMarker   = stroke{"bpmn-icon bpmn-heavy", "M2 3.5h10M2 7h10M2 10.5h10"}
	compensationMarker = stroke{outline, "M7 2.5v9l-5.5-4.5zM12.5 2.5v9l-5.5-4.5z"}
	adHocMarker        = stroke{"bpmn-icon bpmn-heavy", "M1.5 9c1.4-3.4 3.4-3.4 5.5-1.7s4.1 1.7 5.5-1.7"}
	collapsedMarker    = stroke{outline, "M.5 .5h13v13h-13zM7 3.5v7M3.5 7h7"}
)

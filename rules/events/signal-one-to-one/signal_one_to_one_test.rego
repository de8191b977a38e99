package bpmnlint.rules.events["signal-one-to-one_test"]

import data.bpmnlint.rules.events["signal-one-to-one"] as rule

throw(id) := sprintf(
	`<endEvent id="%s" name="Out of stock"><signalEventDefinition signalRef="low" /></endEvent>`,
	[id],
)

catch(id) := sprintf(
	`<intermediateCatchEvent id="%s" name="Stock low"><signalEventDefinition signalRef="low" /></intermediateCatchEvent>`,
	[id],
)

start := `<startEvent id="begin" name="Stock low"><signalEventDefinition signalRef="low" /></startEvent>`

model(key, content) := sprintf(
	`<signal id="low" name="stock-low" /><process id="%s" isExecutable="true">%s</process>`,
	[key, content],
)

test_one_to_one if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/stock.bpmn": model("stock", throw("throw")),
		"a/buy.bpmn": model("buy", catch("catch")),
	})
	messages == {`signal end event "Out of stock" throws the signal "stock-low" for signal intermediate catch event "Stock low" of process "buy" alone: it reaches every instance that waits there, not only the one that is meant`}
}

test_start if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/stock.bpmn": model("stock", throw("throw")),
		"a/buy.bpmn": model("buy", start),
	})
	messages == {`signal end event "Out of stock" throws the signal "stock-low" for signal start event "Stock low" of process "buy" alone: it is lost without a trace if the process is not deployed`}
}

test_broadcast if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/stock.bpmn": model("stock", throw("throw")),
		"a/buy.bpmn": model("buy", start),
		"a/warn.bpmn": model("warn", start),
	})
}

test_two_throwers if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/stock.bpmn": model("stock", concat("", [throw("a"), throw("b")])),
		"a/buy.bpmn": model("buy", start),
	})
}

test_catcher_in_another_unit if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/stock.bpmn": model("stock", throw("throw")),
		"a/buy.bpmn": model("buy", start),
		"b/buy.bpmn": model("warn", start),
	})
}

test_never_caught if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({"a/stock.bpmn": model("stock", throw("throw"))})
}

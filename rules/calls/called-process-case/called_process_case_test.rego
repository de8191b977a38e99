package bpmnlint.rules.calls["called-process-case_test"]

import data.bpmnlint.rules.calls["called-process-case"] as rule

models(key) := bpmn.project({
	"a/order.bpmn": sprintf(`
		<process id="order" isExecutable="true">
			<startEvent id="start" />
			<callActivity id="ship" name="Ship" calledElement="%s" />
		</process>`, [key]),
	"a/shipping.bpmn": `<process id="shipping" isExecutable="true"><startEvent id="start" /></process>`,
	"a/Draft.bpmn": `<process id="invoice" isExecutable="false"><startEvent id="start" /></process>`,
})

test_other_case if {
	messages := {f.message | some f in rule.aggregate_report} with input as models("Shipping")
	messages == {`call activity "Ship" calls the process "Shipping", but its key is "shipping": letter case counts, so the call finds nothing`}
}

test_same_case if {
	count(rule.aggregate_report) == 0 with input as models("shipping")
}

test_other_key if {
	count(rule.aggregate_report) == 0 with input as models("shipment")
}

test_draft_does_not_count if {
	count(rule.aggregate_report) == 0 with input as models("Invoice")
}

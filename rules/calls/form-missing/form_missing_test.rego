package bpmnlint.rules.calls["form-missing_test"]

import data.bpmnlint.rules.calls["form-missing"] as rule

task(attribute) := sprintf(`<userTask id="review" name="Review" %s />`, [attribute])

files(attribute) := bpmn.project({
	"a/order.bpmn": task(attribute),
	"a/forms/check.form": `{"id": "check-order", "components": []}`,
	"a/static/review.html": "<form />",
})

test_unknown_id if {
	messages := {f.message | some f in rule.aggregate_report} with input as files(`camunda:formRef="review-order"`)
	messages == {`user task "Review" shows the form "review-order", which is not in the repository`}
}

test_unknown_files if {
	every key in [
		"camunda-forms:deployment:review.form",
		"embedded:app:forms/approve.html",
		"embedded:deployment:approve.html",
		"deployment:approve.html",
	] {
		count(rule.aggregate_report) == 1 with input as files(sprintf(`camunda:formKey="%s"`, [key]))
	}
}

test_known if {
	every attribute in [
		`camunda:formRef="check-order"`,
		`camunda:formKey="camunda-forms:deployment:check.form"`,
		`camunda:formKey="embedded:app:forms/review.html"`,
	] {
		count(rule.aggregate_report) == 0 with input as files(attribute)
	}
}

test_no_file if {
	every attribute in [
		`camunda:formRef="${form}"`,
		`camunda:formKey="embedded:app:${form}.html"`,
		`camunda:formKey="app:review/42"`,
		`camunda:formKey="review"`,
	] {
		count(rule.aggregate_report) == 0 with input as files(attribute)
	}
}

test_forms_are_kept_elsewhere if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({"a/order.bpmn": task(`camunda:formRef="review-order"`)})
}

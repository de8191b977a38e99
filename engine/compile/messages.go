package compile

// The engine's texts that several phases share. Texts of one place only stand
// where they are reported.

// parsing is how the engine words an exception of its parser.
func parsing(cause string) string { return "ENGINE-01009 Error while parsing process. " + cause + "." }

func (p *parser) mappingUnsupported(tag string) string {
	return p.words.Prefix + ":inputOutput mapping unsupported for element type '" + tag + "'."
}

func oneSubscription(kind, name, scope string) string {
	return "Cannot have more than one " + kind + " event subscription with name '" + name + "' for scope '" + scope + "'"
}

func notInSubProcess(definition string) string {
	return definition + " is not allowed on start event within a subprocess"
}

func onlyInEventSubProcess(definition string) string {
	return definition + " only allowed on start event if subprocess is an event subprocess"
}

func cycleNotRecommended(kind string) string {
	return "It is not recommended to use a " + kind + " timer event with a time cycle."
}

func missingWhen(attribute, binding, value string) string {
	return "Missing attribute '" + attribute + "' when '" + binding + "' has value '" + value + "'"
}

func notOneOf(attribute string) string {
	return "attribute '" + attribute + "' must be one of {on|yes|true|enabled|active|off|no|false|disabled|inactive}"
}

func noImplementation(element, hint string) string {
	return "One of the attributes 'class', 'delegateExpression', 'type', or 'expression' is mandatory on " + element + "." + hint
}

// The three ways in which escalation handlers of one scope exclude each other;
// what is "subprocess" or "boundary event".
func twoCatchAll(article, what string) string {
	return "The same scope can not contains more than one escalation " + what + " without escalation code. " +
		article + " escalation " + what + " without escalation code catch all escalation events."
}

func catchAllBesideCode(what string) string {
	return "The same scope can not contains an escalation " + what + " without escalation code and another one with escalation code. " +
		"The escalation " + what + " without escalation code catch all escalation events."
}

func sameEscalationCode(what, code string) string {
	return "multiple escalation " + what + " with the same escalationCode '" + code + "' are not supported on same scope"
}

const twoCompensationHandlers = "compensation boundary event and event subprocess with compensation start event are not supported on the same scope"

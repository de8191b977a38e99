package compile

// flowRules are about sequence flows, gateways, associations and compensation.
var flowRules = []Rule{}

package compile

// definitionRules are about XML, schema, root elements, diagram and
// deployment.
var definitionRules = []Rule{}

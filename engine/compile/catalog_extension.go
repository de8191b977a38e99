package compile

// extensionRules are about mappings, listeners, forms, fields and expressions.
var extensionRules = []Rule{}

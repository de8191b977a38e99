package facts

// decisionSections are the sections about what is decided about splits and conditions.
var decisionSections = []*section{}

package facts

// diagramSections are the sections about what the diagram shows.
var diagramSections = []*section{}

package compile

// schema reports what the schema refuses.
func (p *parser) schema() {}

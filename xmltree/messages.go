package xmltree

import (
	"fmt"
	"strings"
)

// problem is a diagnostic without its place.
type problem struct{ rule, message, help string }

// The slugs of the problems of reading XML.
const (
	ruleSyntax       = "xml-syntax"
	ruleDuplicate    = "xml-duplicate-attribute"
	ruleSecondRoot   = "xml-second-root"
	ruleOutside      = "xml-text-outside-root"
	ruleUnbound      = "xml-unbound-prefix"
	ruleDoctype      = "xml-doctype"
	ruleDepth        = "xml-too-deep"
	ruleEncoding     = "xml-encoding"
	ruleTooLarge     = "file-too-large"
	ruleEmpty        = "empty-file"
	ruleNotXML       = "not-xml"
	ruleConflict     = "merge-conflict"
	knownEncodings   = "UTF-8, UTF-16, US-ASCII, ISO-8859-1, windows-1252"
	saveAsUTF8       = "Save the file as UTF-8 and declare that: <?xml version=\"1.0\" encoding=\"UTF-8\"?>."
	longestQuotation = 60
)

// clip shortens what is quoted from a file.
func clip(s string) string {
	n := 0
	for i := range s {
		if n++; n > longestQuotation {
			return s[:i] + "…"
		}
	}
	return s
}

func syntax(help, format string, args ...any) *problem {
	return &problem{ruleSyntax, fmt.Sprintf(format, args...), help}
}

func msgMismatch(open, closed string) *problem {
	return syntax("Close every element before the one around it: an end tag is missing, or this one is too many or misspelt.",
		"element <%s> is closed by </%s>", open, closed)
}

func msgNeverClosed(name string) *problem {
	return syntax(fmt.Sprintf("Add </%s>. If the file was cut off, restore it.", name), "element <%s> is never closed", name)
}

func msgStrayEnd(name string) *problem {
	return syntax("Remove the end tag, or add its start tag.", "</%s> closes an element that was not opened", name)
}

func msgBadEndTag(name string) *problem {
	return syntax("An end tag holds nothing but the element's name.", "end tag </%s is not finished by >", name)
}

func msgNoRoot() *problem {
	return syntax("A model has one root element, such as <bpmn:definitions>.", "file has no root element")
}

func msgTagUnfinished(name string) *problem {
	return syntax("Finish the tag with >. If the file was cut off, restore it.", "file ends within the tag <%s", name)
}

func msgStraySlash(name string) *problem {
	return syntax("Write /> to close an element at once.", "start tag <%s> has a / that no > follows", name)
}

func msgNoSpace(name string) *problem {
	return syntax("Put a blank before the attribute's name.", "no white space before attribute %s", name)
}

func msgNoAttributeName(tag string, found []byte) *problem {
	return syntax("Look for a quotation mark that is missing or too many before this place.",
		"start tag <%s> has %q where an attribute, > or /> must stand", tag, found)
}

func msgNoValue(name string) *problem {
	return syntax("Every attribute needs a value: name=\"value\".", "attribute %s has no value", name)
}

func msgNoQuotes(name string) *problem {
	return syntax("Put the value between quotation marks.", "value of attribute %s has no quotation marks", name)
}

func msgLessInValue(name string) *problem {
	return syntax("Write &lt; for <, or add the quotation mark that is missing before it.",
		"value of attribute %s contains <", name)
}

func msgNoEndQuote(name string) *problem {
	return syntax("Add the quotation mark at the end of the value.", "value of attribute %s has no closing quotation mark", name)
}

func msgStrayLess() *problem {
	return syntax("Write &lt; for a < that begins no tag.", "a < is not followed by a name")
}

func msgBadName(name string) *problem {
	return syntax("A name begins with a letter or _, and has at most one colon, between prefix and local name.",
		"%s is not a name", name)
}

func msgStrayAmpersand() *problem {
	return syntax("Write &amp; for &.", "an & begins no entity")
}

func msgUnknownEntity(ref string) *problem {
	return syntax("XML knows &lt; &gt; &amp; &quot; and &apos;. Write other characters as they are, or by number: &#160;.",
		"entity %s is not defined", ref)
}

func msgBadCharacterReference(ref string) *problem {
	return syntax("Remove it.", "reference %s stands for a character that XML does not allow", ref)
}

func msgCDATAEndInText() *problem {
	return syntax("Write ]]&gt; instead.", "text contains ]]>, the end of a CDATA section")
}

func msgUnfinished(what, end string) *problem {
	return syntax(fmt.Sprintf("End it with %s.", end), "%s is not finished by %s", what, end)
}

func msgDashes() *problem {
	return syntax("Take the two dashes apart.", "comment contains --")
}

func msgStrayDeclaration(name string) *problem {
	return syntax("Remove it. Only comments, <!-- … -->, and CDATA sections begin with <!.", "%s is not allowed here", name)
}

func msgBadProcInst() *problem {
	return syntax("Write <?target …?>, with a blank behind the target.", "processing instruction has no proper target")
}

func msgLateDeclaration() *problem {
	return syntax("Remove whatever stands before <?xml, blank lines too.", "XML declaration is not at the start of the file")
}

func msgBadDeclaration() *problem {
	return syntax("Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>.", "XML declaration is malformed")
}

func msgVersion(version string) *problem {
	return syntax("Write version=\"1.0\".", "XML version %q is not supported", clip(version))
}

func msgIllegal(r rune, more int) *problem {
	text := fmt.Sprintf("character %U is not allowed in XML", r)
	switch {
	case more == 1:
		text += ", here and in one more place"
	case more > 1:
		text += fmt.Sprintf(", here and in %d more places", more)
	}
	return syntax("Remove it.", "%s", text)
}

func msgOther(text string) *problem {
	return syntax("", "markup is not well-formed: %s", strings.TrimSuffix(text, "."))
}

func msgDuplicate(name, element string) *problem {
	return &problem{ruleDuplicate, fmt.Sprintf("attribute %s is given twice for <%s>", name, element),
		"Remove one of the two."}
}

func msgSecondRoot(name string) *problem {
	return &problem{ruleSecondRoot, fmt.Sprintf("<%s> is a second root element", name),
		"A file has one root element. Move this one into a file of its own, or remove it. What follows was not read."}
}

func msgOutside() *problem {
	return &problem{ruleOutside, "text stands outside of the root element",
		"Remove it, or put it into a comment: <!-- … -->."}
}

func msgUnbound(prefix, xmlns string) *problem {
	return &problem{ruleUnbound, fmt.Sprintf("prefix %s is not bound to a namespace", prefix),
		fmt.Sprintf("Declare it on the root element: %s.", xmlns)}
}

func msgEmptyBinding(prefix string) *problem {
	return &problem{ruleUnbound, fmt.Sprintf("prefix %s is bound to an empty namespace", prefix),
		"Give the namespace, or remove the declaration."}
}

func msgReserved(prefix string) *problem {
	return syntax("Choose another prefix, or another namespace.", "declaration of prefix %s touches what XML itself reserves", prefix)
}

func msgDoctype() *problem {
	return &problem{ruleDoctype, "file has a DOCTYPE, which the engine refuses",
		"Remove it. Nothing that it declares was read."}
}

func msgTooDeep(name string, depth int) *problem {
	return &problem{ruleDepth, fmt.Sprintf("<%s> is nested more than %d elements deep", name, depth),
		"What it contains and what follows was not read."}
}

func msgTooLarge(size, limit int) *problem {
	return &problem{ruleTooLarge, fmt.Sprintf("file has %d bytes, more than the limit of %d", size, limit),
		"Raise the limit if this is really a model."}
}

func msgEmpty() *problem {
	return &problem{ruleEmpty, "file is empty", "Restore the model, or remove the file."}
}

func msgNotXML(what string) *problem {
	return &problem{ruleNotXML, fmt.Sprintf("file is %s, not XML", what),
		"A model begins with <?xml or its root element. Give the file another extension, or leave it out."}
}

func msgConflict() *problem {
	return &problem{ruleConflict, "file has an unresolved merge conflict",
		"Decide for one side and remove the lines that begin with <<<<<<<, ======= and >>>>>>>."}
}

func encodingProblem(help, format string, args ...any) *problem {
	return &problem{ruleEncoding, fmt.Sprintf(format, args...), help}
}

func msgUTF32() *problem {
	return encodingProblem(saveAsUTF8, "file is in UTF-32, which the engine does not read")
}

func msgUnknownEncoding(name string) *problem {
	return encodingProblem(saveAsUTF8, "encoding %q is not known; known are %s and other one-byte encodings", clip(name), knownEncodings)
}

func msgMarkAgainstDeclaration(name string) *problem {
	return encodingProblem(saveAsUTF8, "file begins with the byte order mark of UTF-8 but declares %s: the engine garbles its other than ASCII characters", clip(name))
}

func msgDeclaredUTF16(name string) *problem {
	return encodingProblem(saveAsUTF8, "file declares %s but has one byte a character", clip(name))
}

func msgIsUTF16(name string) *problem {
	return encodingProblem("Declare encoding=\"UTF-16\", or save the file as UTF-8.", "file is in UTF-16 but declares %s", clip(name))
}

func msgNotASCII(name string) *problem {
	return encodingProblem(saveAsUTF8, "file declares %s but has a character outside of it", clip(name))
}

func msgInvalidUTF8(b byte) *problem {
	return encodingProblem("Save the file as UTF-8, or declare its encoding, such as <?xml version=\"1.0\" encoding=\"windows-1252\"?>.",
		"byte 0x%02X is not valid UTF-8", b)
}

func msgOddUTF16() *problem {
	return encodingProblem("The file was cut off: restore it.", "UTF-16 text ends within a character")
}

func msgLoneSurrogate(r rune) *problem {
	return encodingProblem("The text is damaged here: restore it.", "UTF-16 text has half a surrogate pair, 0x%04X", r)
}

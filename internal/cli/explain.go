package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint"
)

func (p *program) explainCommand() *cobra.Command {
	var policies []string
	c := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Explain a rule: what, why, and what to do",
		GroupID: groupSetUp,
		Long: `Explain a rule, or a problem of reading a file such as xml-syntax. RULE is the
name that is printed with each finding, or one of its aliases.`,
		Example: `  bpmnlint explain default-flow-missing`,
		Args:    exactArgs(1, "RULE"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := p.workingDirectory()
			if err != nil {
				return err
			}
			c, err := p.catalogOf(dir, policies)
			if err != nil {
				return err
			}
			return p.explain(c, args[0])
		},
	}
	c.Flags().StringSliceVar(&policies, "policies", nil, "folder `DIR` with rules of your own, can be repeated")
	return c
}

func (p *program) explain(c *catalog, name string) error {
	var names []string
	for _, r := range c.all() {
		if r.ID == name || r.Category+"/"+r.ID == name || slices.Contains(r.Aliases, name) {
			return p.page(lint.Page(r))
		}
		names = append(append(names, r.ID), r.Aliases...)
	}
	if text, ok := inputProblems[name]; ok {
		return p.page("# " + name + "\n\n" + text + "\n")
	}
	names = append(names, slices.Sorted(maps.Keys(inputProblems))...)
	if n := nearest(name, names); n != "" {
		return usagef("there is no rule %q; did you mean %q?", name, n)
	}
	return usagef("there is no rule %q; bpmnlint rules list lists all", name)
}

func (p *program) page(markdown string) error {
	width := p.width()
	if width == 0 || width > 80 {
		width = 80
	}
	return writePage(p.Out, markdown, width)
}

// writePage writes a rule's page, which is Markdown, for reading in a
// terminal: paragraphs wrapped, headings underlined, code indented.
func writePage(w io.Writer, markdown string, width int) error {
	var b strings.Builder
	var paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			b.WriteString(wrap(strings.Join(paragraph, " "), width))
			paragraph = nil
		}
	}
	inCode := false
	for line := range strings.SplitSeq(strings.TrimSuffix(markdown, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			flush()
			inCode = !inCode
		case inCode:
			b.WriteString("    " + line + "\n")
		case strings.HasPrefix(line, "#"):
			flush()
			title := strings.TrimLeft(line, "# ")
			underline := "-"
			if strings.HasPrefix(line, "# ") {
				underline = "="
			}
			b.WriteString(title + "\n" + strings.Repeat(underline, len([]rune(title))) + "\n")
		case strings.TrimSpace(line) == "":
			flush()
			if !strings.HasSuffix(b.String(), "\n\n") && !strings.HasSuffix(b.String(), "=\n") && !strings.HasSuffix(b.String(), "-\n") {
				b.WriteString("\n")
			}
		case strings.HasPrefix(line, "- "):
			flush()
			paragraph = []string{plainMarkdown(line)}
		default:
			paragraph = append(paragraph, plainMarkdown(strings.TrimSpace(line)))
		}
	}
	flush()
	_, err := fmt.Fprint(w, b.String())
	return err
}

// plainMarkdown removes the marks of Markdown that mean nothing in a terminal.
func plainMarkdown(line string) string {
	return strings.NewReplacer("**", "", "`", "", "<http", "http", ">", "").Replace(keepComparisons(line))
}

// keepComparisons protects the > of texts that are not an address.
func keepComparisons(line string) string {
	if strings.Contains(line, "<http") {
		return line
	}
	return strings.ReplaceAll(line, ">", "\x00")
}

// wrap breaks a paragraph into lines; those of a list item after the first
// are indented.
func wrap(text string, width int) string {
	text = strings.ReplaceAll(text, "\x00", ">")
	indent := ""
	if strings.HasPrefix(text, "- ") {
		indent = "  "
	}
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case column+1+n > width && column > len(indent):
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	b.WriteByte('\n')
	return b.String()
}

// inputProblems explains what is reported without a rule: problems of reading
// a file, and of the program itself.
var inputProblems = map[string]string{
	"xml-syntax": `The file is not well-formed XML, so no engine and no modeler can read it.

The finding names the place and what is wrong there: a tag that is not closed, an unescaped & or <, a character that XML does not allow. Often the cause is further up. The rules run on nothing in this file until it is mended.`,
	"xml-duplicate-attribute": `An element has the same attribute twice. XML forbids that, and the engine refuses the file.

It is mostly left by a merge. Keep the one that is right.`,
	"xml-second-root": `There is a second element after the root element. XML allows one root; the engine refuses the file.

Mostly two files were joined. Keep them apart.`,
	"xml-text-outside-root": `There is text before or behind the root element. XML allows comments and processing instructions there, nothing else; the engine refuses the file.`,
	"xml-unbound-prefix": `An element or attribute has a prefix that no xmlns: attribute around it declares. The engine refuses the file.

Declare the prefix at the root element, for example xmlns:camunda="http://camunda.org/schema/1.0/bpmn". The rules are run on the rest of the file.`,
	"xml-doctype": `The file has a document type declaration. It is neither expanded nor fetched here: it can fill the memory and read other files. Engines refuse it, or should.

Remove it. No BPMN model needs one.`,
	"xml-too-deep":    `Elements are nested so deep that the file cannot be a model that somebody drew.`,
	"xml-encoding":    `The file's bytes are not what its encoding says, or the encoding is one that is not supported. Save it as UTF-8.`,
	"file-too-large":  `The file is larger than limits.max-file-size of the configuration, 64 MiB unless it says otherwise. It was not read.`,
	"empty-file":      `The file is empty. Restore it, or remove it.`,
	"not-xml":         `The file has the name of a model, but its content is no XML at all. Leave it out, or give it the file extension of its kind.`,
	"not-bpmn":        `The file is XML, but its root element is not definitions of BPMN 2.0. The finding says what it seems to be instead.`,
	"merge-conflict":  `The file has the markers of a merge that was not finished: <<<<<<<, =======, >>>>>>>. Resolve the conflict.`,
	"unreadable-file": `The file could not be read: it is not there any more, or its permissions forbid it. The exit code is 3.`,
	"configuration":   `A configuration file or a folder of rules says something that is not known or not allowed: an unknown key, rule or option, a value of the wrong type, a package that is reserved. Nothing is linted until it is mended; the exit code is 2.`,
	"rule-failed": `A rule could not be compiled or evaluated, or was stopped because it took too long or needed too much memory. The findings of all other rules are complete; the exit code is 3.

If it is a rule of your own, mend it: bpmnlint rules test shows more. If it came with the program, that is a defect of the program: please report it with the model.`,
	"internal-error": `The program itself failed on a file. All other files were linted; the exit code is 3. Please report it with the file, or with a part of it that shows the failure.`,
}

package bpmn

import "github.com/bpmnlint/bpmnlint/xmltree"

func (p *parser) collaboration(x *xmltree.Element) *Collaboration {
	col := new(Collaboration)
	e := p.begin(col, x)
	var ext extensions
	for _, c := range x.Children {
		if p.common(e, c, &ext) {
			continue
		}
		switch Type(c.Local) {
		case ParticipantType:
			col.Participants = append(col.Participants, p.participant(c))
		case MessageFlowType:
			col.MessageFlows = append(col.MessageFlows, p.messageFlow(c))
		case AssociationType, GroupType, TextAnnotationType:
			col.Artifacts = append(col.Artifacts, p.artifact(c))
		default:
			p.unknown(c)
		}
	}
	return col
}

func (p *parser) participant(x *xmltree.Element) *Participant {
	pa := &Participant{ProcessRef: attrRef(x.Attr("", "processRef"))}
	p.rest(p.begin(pa, x), x)
	return pa
}

func (p *parser) messageFlow(x *xmltree.Element) *MessageFlow {
	f := &MessageFlow{
		SourceRef:  attrRef(x.Attr("", "sourceRef")),
		TargetRef:  attrRef(x.Attr("", "targetRef")),
		MessageRef: attrRef(x.Attr("", "messageRef")),
	}
	p.rest(p.begin(f, x), x)
	return f
}

package bpmn

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (p *parser) process(x *xmltree.Element) *Process {
	pr := new(Process)
	e := p.begin(pr, x)
	pr.Scope.Owner = pr
	pr.Scope.Process = pr
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch {
		case a.Space == "":
			switch a.Local {
			case "isExecutable":
				pr.IsExecutable = strings.EqualFold(trim(a.Value), "true")
			case "isClosed":
				pr.IsClosed = isTrue(a)
			case "processType":
				pr.ProcessType = a.Value
			}
		case isExtension(x, a):
			switch a.Local {
			case "historyTimeToLive":
				pr.HistoryTimeToLive = a
			case "versionTag":
				pr.VersionTag = a
			case "jobPriority":
				pr.JobPriority = a
			case "taskPriority":
				pr.TaskPriority = a
			case "candidateStarterUsers":
				pr.CandidateStarterUsers = a
			case "candidateStarterGroups":
				pr.CandidateStarterGroups = a
			case "isStartableInTasklist":
				pr.IsStartableInTasklist = a
			}
		}
	}
	var ext extensions
	for _, c := range x.Children {
		if p.common(e, c, &ext) || p.scopeChild(&pr.Scope, c) {
			continue
		}
		p.unknown(c)
	}
	pr.ExecutionListeners, pr.Properties = ext.executionListeners, ext.properties
	return pr
}

// scopeChild reads a child of a process or a sub-process that belongs to the
// scope. It reports whether it did.
func (p *parser) scopeChild(s *Scope, x *xmltree.Element) bool {
	switch t := Type(x.Local); t {
	case SequenceFlowType:
		s.SequenceFlows = append(s.SequenceFlows, p.sequenceFlow(s, x))
	case LaneSetType:
		s.LaneSets = append(s.LaneSets, p.laneSet(s, x))
	case DataObjectType, DataObjectReferenceType, DataStoreReferenceType:
		s.Data = append(s.Data, p.data(s, x))
	case "ioSpecification":
		p.ioSpecification(s, x)
	case AssociationType, GroupType, TextAnnotationType:
		s.Artifacts = append(s.Artifacts, p.artifact(x))
	default:
		if !t.IsFlowNode() {
			return false
		}
		s.FlowNodes = append(s.FlowNodes, p.flowNode(s, x))
	}
	return true
}

func (p *parser) sequenceFlow(s *Scope, x *xmltree.Element) *SequenceFlow {
	f := &SequenceFlow{Scope: s}
	e := p.begin(f, x)
	for i := range x.Attrs {
		if a := &x.Attrs[i]; a.Space == "" {
			switch a.Local {
			case "sourceRef":
				f.SourceRef = attrRef(a)
			case "targetRef":
				f.TargetRef = attrRef(a)
			}
		}
	}
	if len(x.Children) == 0 {
		return f
	}
	var ext extensions
	for _, c := range x.Children {
		switch {
		case p.common(e, c, &ext):
		case c.Local == "conditionExpression" && f.Condition == nil:
			f.Condition = p.expression(c)
		default:
			p.unknown(c)
		}
	}
	f.ExecutionListeners = ext.executionListeners
	return f
}

// expression reads an element whose text is an expression or a script.
func (p *parser) expression(x *xmltree.Element) *Expression {
	ex := &Expression{Value: x.Text()}
	p.begin(ex, x)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch {
		case a.Space == "" && (a.Local == "language" || a.Local == "scriptFormat"):
			ex.Language = a.Value
		case a.Space == XSINamespace && a.Local == "type":
			ex.XSIType = attrRef(a).Local
		case a.Local == "resource":
			// A sequence flow's is camunda:resource, the one of camunda:script
			// has no prefix.
			if a.Space == "" && IsExtensionNamespace(x.Space) || isExtension(x, a) {
				ex.Resource = a
			}
		}
	}
	return ex
}

func (p *parser) laneSet(s *Scope, x *xmltree.Element) *LaneSet {
	set := &LaneSet{Scope: s}
	e := p.begin(set, x)
	var ext extensions
	for _, c := range x.Children {
		switch {
		case p.common(e, c, &ext):
		case c.Local == string(LaneType):
			set.Lanes = append(set.Lanes, p.lane(s, c))
		default:
			p.unknown(c)
		}
	}
	return set
}

func (p *parser) lane(s *Scope, x *xmltree.Element) *Lane {
	l := new(Lane)
	e := p.begin(l, x)
	var ext extensions
	for _, c := range x.Children {
		switch {
		case p.common(e, c, &ext):
		case c.Local == "flowNodeRef":
			l.FlowNodeRefs = append(l.FlowNodeRefs, p.textRef(c))
		case c.Local == "childLaneSet" && l.Children == nil:
			l.Children = p.laneSet(s, c)
		default:
			p.unknown(c)
		}
	}
	return l
}

func (p *parser) data(s *Scope, x *xmltree.Element) *Data {
	d := &Data{Scope: s}
	if a := x.Attr("", "dataObjectRef"); a != nil {
		d.Ref = attrRef(a)
	} else {
		d.Ref = attrRef(x.Attr("", "dataStoreRef"))
	}
	p.rest(p.begin(d, x), x)
	return d
}

// ioSpecification reads the data inputs and outputs of a process.
func (p *parser) ioSpecification(s *Scope, x *xmltree.Element) {
	for _, c := range x.Children {
		if c.Space != ModelNamespace {
			continue
		}
		switch Type(c.Local) {
		case DataInputType, DataOutputType:
			s.Data = append(s.Data, p.data(s, c))
		default:
			p.unknown(c)
		}
	}
}

func (p *parser) dataAssociation(x *xmltree.Element) *DataAssociation {
	d := new(DataAssociation)
	e := p.begin(d, x)
	var ext extensions
	for _, c := range x.Children {
		switch {
		case p.common(e, c, &ext):
		case c.Local == "sourceRef":
			d.SourceRefs = append(d.SourceRefs, p.textRef(c))
		case c.Local == "targetRef":
			d.TargetRef = p.textRef(c)
		default:
			p.unknown(c)
		}
	}
	return d
}

func (p *parser) artifact(x *xmltree.Element) *Artifact {
	a := &Artifact{
		SourceRef: attrRef(x.Attr("", "sourceRef")),
		TargetRef: attrRef(x.Attr("", "targetRef")),
	}
	e := p.begin(a, x)
	if d := x.Attr("", "associationDirection"); d != nil {
		a.Direction = d.Value
	}
	var ext extensions
	for _, c := range x.Children {
		switch {
		case p.common(e, c, &ext):
		case c.Local == "text" && a.Text == nil:
			a.Text = text(c)
		default:
			p.unknown(c)
		}
	}
	return a
}

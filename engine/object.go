package engine

import (
	"github.com/bpmnlint/bpmnlint/juel"
)

// executionObject is what execution stands for in expressions.
type executionObject struct{ c *Context }

// executionOf returns the execution of a context, without the task of one that
// is about a task: variables of the execution are not the task's.
func executionOf(c *Context) executionObject {
	if c.task == nil {
		return executionObject{c}
	}
	return executionObject{&Context{t: c.t, x: c.x, event: c.event, fields: c.fields}}
}

// Class returns the engine's class.
func (o executionObject) Class() string {
	return "org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity"
}

// String returns what the engine prints.
func (o executionObject) String() string { return describe(o.c.x) }

// Property returns a property of the execution.
func (o executionObject) Property(name string) (any, bool) {
	c := o.c
	switch name {
	case "id":
		return c.Execution().String(), true
	case "processInstanceId":
		return c.Instance().String(), true
	case "processBusinessKey", "businessKey":
		if c.x.in.businessKey == nil {
			return nil, true
		}
		return *c.x.in.businessKey, true
	case "processDefinitionId":
		return c.x.in.def.id, true
	case "currentActivityId", "activityId":
		if a := c.x.at(); a != nil {
			return a.ID, true
		}
		return nil, true
	case "currentActivityName":
		if a := c.x.at(); a != nil && a.Name != "" {
			return a.Name, true
		}
		return nil, true
	case "currentTransitionId":
		return orEmpty(c.Flow()), true
	case "activityInstanceId":
		return orEmpty(c.ActivityInstance().String()), true
	case "eventName":
		return orEmpty(c.event), true
	case "tenantId":
		return nil, true
	case "variables":
		m := juel.NewMap()
		for _, v := range c.x.variablesOf() {
			m.Put(v.Name, v.Value)
		}
		return m, true
	case "variablesLocal":
		m := juel.NewMap()
		for _, v := range c.x.localVariables() {
			m.Put(v.Name, v.Value)
		}
		return m, true
	case "parentId":
		if c.x.parent == nil {
			return nil, true
		}
		return c.x.parent.fullID().String(), true
	case "superExecution":
		if s := c.t.execution(c.x.in.super); s != nil && c.x.in.super != 0 {
			return executionObject{&Context{t: c.t, x: s}}, true
		}
		return nil, true
	case "processInstance":
		return executionObject{&Context{t: c.t, x: c.x.in.root()}}, true
	case "canceled":
		return c.x.isCanceled(), true
	}
	return nil, false
}

func orEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Call calls a method of the execution.
func (o executionObject) Call(name string, args []any) (any, bool, error) {
	if v, ok, err := variableMethod(o.c, name, args); ok {
		return v, true, err
	}
	return getter(o, name, args)
}

// getter calls the getter of a property.
func getter(o interface{ Property(string) (any, bool) }, name string, args []any) (any, bool, error) {
	for _, prefix := range [...]string{"get", "is"} {
		if len(args) == 0 && len(name) > len(prefix) && name[:len(prefix)] == prefix {
			property := string(name[len(prefix)]|0x20) + name[len(prefix)+1:]
			v, ok := o.Property(property)
			return v, ok, nil
		}
	}
	return nil, false, nil
}

// variableMethod calls a method that executions and tasks have in common.
func variableMethod(c *Context, name string, args []any) (any, bool, error) {
	key := ""
	if len(args) > 0 {
		if args[0] != nil {
			key = juel.Text(args[0])
		}
	}
	switch {
	case name == "getVariable" && len(args) == 1:
		v, _ := c.Variable(key)
		return v, true, nil
	case name == "hasVariable" && len(args) == 1:
		_, ok := c.Variable(key)
		return ok, true, nil
	case name == "getVariableLocal" && len(args) == 1:
		if v := c.local(key); v != nil {
			return v.value, true, nil
		}
		return nil, true, nil
	case name == "hasVariableLocal" && len(args) == 1:
		return c.local(key) != nil, true, nil
	case name == "setVariable" && len(args) == 2:
		c.SetVariable(key, args[1])
		return nil, true, nil
	case name == "setVariableLocal" && len(args) == 2:
		c.SetVariableLocal(key, args[1])
		return nil, true, nil
	case name == "removeVariable" && len(args) == 1:
		c.RemoveVariable(key)
		return nil, true, nil
	case name == "removeVariableLocal" && len(args) == 1 && c.task == nil:
		c.t.unsetLocal(c.x, key, c.x)
		return nil, true, nil
	case name == "hasVariables" && len(args) == 0:
		return len(c.Variables()) > 0, true, nil
	case name == "setVariable" && len(args) == 3:
		return nil, true, c.setAt(key, args[1], juel.Text(args[2]))
	}
	return nil, false, nil
}

// setAt sets a variable on the scope of an activity around.
func (c *Context) setAt(name string, value any, activity string) error {
	x := c.x
	if a := x.at(); a != nil && a.ID == activity {
		c.t.setLocal(x, name, value)
		return nil
	}
	p := x.in.def.process
	id, ok := p.ActivityByID(activity)
	if !ok || x.at() == nil || !p.Contains(id, x.activity) {
		return &juel.Thrown{Class: "org.camunda.bpm.engine.ProcessEngineException", Message: "Scope with specified activity Id " + activity + " and execution " + x.fullID().String() + " not found"}
	}
	if s := c.t.scopeExecution(x, id); s != nil {
		c.t.setLocal(s, name, value)
	}
	return nil
}

func (c *Context) local(name string) *variable {
	if c.task != nil {
		return find(c.task.variables, name)
	}
	return c.x.local(name)
}

// taskObject is what task stands for in expressions.
type taskObject struct{ c *Context }

// Class returns the engine's class.
func (o taskObject) Class() string {
	return "org.camunda.bpm.engine.impl.persistence.entity.TaskEntity"
}

// String returns what the engine prints.
func (o taskObject) String() string { return "Task[" + o.c.task.fullID().String() + "]" }

// Property returns a property of the task.
func (o taskObject) Property(name string) (any, bool) {
	c, k := o.c, o.c.task
	switch name {
	case "id":
		return k.fullID().String(), true
	case "name":
		return orNil(k.name), true
	case "description":
		return orNil(k.description), true
	case "assignee":
		return orNil(k.assignee), true
	case "owner":
		return orNil(k.owner), true
	case "priority":
		return int32(k.priority), true
	case "taskDefinitionKey":
		return c.x.in.def.process.Activities[k.activity].ID, true
	case "eventName":
		return orEmpty(c.event), true
	case "dueDate":
		if k.due != nil {
			return *k.due, true
		}
		return nil, true
	case "followUpDate":
		if k.followUp != nil {
			return *k.followUp, true
		}
		return nil, true
	case "createTime":
		return k.created, true
	case "execution":
		return executionOf(c), true
	case "executionId":
		return c.Execution().String(), true
	}
	return executionObject{c}.Property(name)
}

// Call calls a method of the task.
func (o taskObject) Call(name string, args []any) (any, bool, error) {
	k, c := o.c.task, o.c
	if len(args) == 1 {
		text := func() *string {
			if args[0] == nil {
				return nil
			}
			s := juel.Text(args[0])
			return &s
		}
		switch name {
		case "setName":
			k.name = text()
			return nil, true, nil
		case "setDescription":
			k.description = text()
			return nil, true, nil
		case "setAssignee":
			k.assignee = text()
			c.t.noteTask(TaskUpdated, k, "assignee", nil, args[0])
			return nil, true, nil
		case "setOwner":
			k.owner = text()
			return nil, true, nil
		case "setPriority":
			n, _ := juel.IntValue(args[0])
			k.priority = int(n)
			return nil, true, nil
		case "addCandidateUser":
			k.users = append(k.users, juel.Text(args[0]))
			return nil, true, nil
		case "addCandidateGroup":
			k.groups = append(k.groups, juel.Text(args[0]))
			return nil, true, nil
		}
	}
	if v, ok, err := variableMethod(c, name, args); ok {
		return v, true, err
	}
	return getter(o, name, args)
}

// externalObject is what externalTask stands for in expressions.
type externalObject struct{ c *Context }

// Class returns the engine's class.
func (o externalObject) Class() string {
	return "org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity"
}

// String returns what the engine prints.
func (o externalObject) String() string {
	return "ExternalTaskEntity [id=" + o.c.external.fullID().String() + "]"
}

// Property returns a property of the external task.
func (o externalObject) Property(name string) (any, bool) {
	k := o.c.external
	switch name {
	case "id":
		return k.fullID().String(), true
	case "topicName":
		return k.topic, true
	case "workerId":
		return orNil(k.worker), true
	case "retries":
		if k.retries == nil {
			return nil, true
		}
		return int32(*k.retries), true
	case "priority":
		return k.priority, true
	case "errorMessage":
		return orNil(k.errorMessage), true
	case "errorDetails":
		return orEmpty(k.errorDetails), true
	case "activityId":
		return o.c.x.in.def.process.Activities[k.activity].ID, true
	}
	return nil, false
}

// Call calls a method of the external task.
func (o externalObject) Call(name string, args []any) (any, bool, error) {
	return getter(o, name, args)
}

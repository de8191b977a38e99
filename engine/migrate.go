package engine

import "slices"

// Migrate moves running instances from the source of a plan to its target, all
// or none. An instance that is in a state which the plan does not cover is
// refused with a [*Refusal].
func (e *Engine) Migrate(c Migrate) error {
	return e.run("migrate", func(t *transaction) *Error {
		source, target := t.e.byID(c.Plan.Source), t.e.byID(c.Plan.Target)
		switch {
		case source == nil:
			return badRequest("ENGINE-23008 Source process definition with id '" + c.Plan.Source + "' does not exist")
		case target == nil:
			return badRequest("ENGINE-23008 Target process definition with id '" + c.Plan.Target + "' does not exist")
		case len(c.Instances) == 0:
			return badRequest("Process instance ids cannot empty: process instance ids is empty")
		}
		var done []ID
		for _, id := range c.Instances {
			if slices.Contains(done, id) {
				continue
			}
			done = append(done, id)
			in := t.instance(id.number())
			if in == nil || id != in.id() {
				return engineError("ENGINE-23003 Process instance '" + id.String() + "' cannot be migrated. The process instance does not exist")
			}
			if in.def != source {
				return engineError("ENGINE-23002 Process instance '" + id.String() + "' cannot be migrated. Its process definition '" + in.def.id +
					"' does not match the source process definition of the migration plan '" + source.id + "'")
			}
		}
		return nil
	})
}

package conformance

import (
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
)

// workCommands are those on user tasks, external tasks and jobs.
var workCommands = map[string]scriptCommand{
	"complete": {2, func(s *script, w []string) error {
		l := s.tasks(w[1])
		if len(l) == 0 {
			s.print("NO TASK %s", w[1])
			return nil
		}
		return s.CompleteTask(engine.CompleteTask{Task: l[0].ID, Variables: variables(w, 2)})
	}},
	"completeif": {3, (*script).completeIf},
	"taskerror": {3, func(s *script, w []string) error {
		t, err := oldest(s.tasks(w[1]), 0)
		if err != nil {
			return err
		}
		return s.HandleTaskError(engine.HandleTaskError{Task: t.ID, Code: w[2]})
	}},
	"taskescalate": {3, func(s *script, w []string) error {
		t, err := oldest(s.tasks(w[1]), 0)
		if err != nil {
			return err
		}
		return s.HandleTaskEscalation(engine.HandleTaskEscalation{Task: t.ID, Code: w[2]})
	}},
	"taskerrorv": onTask(4, func(s *script, t engine.ID, w []string) error {
		return s.HandleTaskError(engine.HandleTaskError{Task: t, Code: w[2], Message: w[3], Variables: variables(w, 4)})
	}),
	"taskescalatev": onTask(3, func(s *script, t engine.ID, w []string) error {
		return s.HandleTaskEscalation(engine.HandleTaskEscalation{Task: t, Code: w[2], Variables: variables(w, 3)})
	}),
	"taskset": onTask(2, func(s *script, t engine.ID, w []string) error {
		return s.SetTaskVariables(engine.SetTaskVariables{Task: t, Variables: variables(w, 2)})
	}),
	"tasksetlocal": onTask(2, func(s *script, t engine.ID, w []string) error {
		return s.SetTaskVariables(engine.SetTaskVariables{Task: t, Variables: variables(w, 2), Local: true})
	}),
	"claim": onTask(3, func(s *script, t engine.ID, w []string) error {
		return s.ClaimTask(engine.ClaimTask{Task: t, User: nullable(w[2])})
	}),
	"assign": onTask(3, func(s *script, t engine.ID, w []string) error {
		return s.AssignTask(engine.AssignTask{Task: t, User: nullable(w[2])})
	}),
	"delegate": onTask(3, func(s *script, t engine.ID, w []string) error {
		return s.DelegateTask(engine.DelegateTask{Task: t, User: w[2]})
	}),
	"resolve": onTask(2, func(s *script, t engine.ID, w []string) error {
		return s.ResolveTask(engine.ResolveTask{Task: t, Variables: variables(w, 2)})
	}),
	"taskprio": onTask(3, func(s *script, t engine.ID, w []string) error {
		n, err := number(w[2])
		if err != nil {
			return err
		}
		return s.SetTaskPriority(engine.SetTaskPriority{Task: t, Priority: n})
	}),

	"fetch": {2, func(s *script, w []string) error {
		l, err := s.fetch(w[1])
		for _, t := range l {
			s.print("EXT %s retries=%s", t.Activity, orNullNumber(t.Retries))
		}
		return err
	}},
	"extcomplete": onFetched(2, func(s *script, t engine.ID, w []string) error {
		return s.CompleteExternalTask(engine.CompleteExternalTask{Task: t, Worker: recordedWorker, Variables: variables(w, 2)})
	}),
	"extfail": onFetched(3, func(s *script, t engine.ID, w []string) error {
		n, err := number(w[2])
		if err != nil {
			return err
		}
		return s.FailExternalTask(engine.FailExternalTask{Task: t, Worker: recordedWorker, Message: "boom", Retries: n})
	}),
	"exterror": onFetched(3, func(s *script, t engine.ID, w []string) error {
		return s.ThrowExternalTaskError(engine.ThrowExternalTaskError{Task: t, Worker: recordedWorker, Code: w[2]})
	}),
	"extlock": {5, (*script).lock},
	"extdone": onExternalTask(2, 3, func(s *script, t engine.ID, w []string) error {
		return s.CompleteExternalTask(engine.CompleteExternalTask{Task: t, Worker: w[1], Variables: variables(w, 3)})
	}),
	"extdonelocal": onExternalTask(2, 3, func(s *script, t engine.ID, w []string) error {
		return s.CompleteExternalTask(engine.CompleteExternalTask{Task: t, Worker: w[1], LocalVariables: variables(w, 3)})
	}),
	"extfailed": onExternalTask(2, 6, func(s *script, t engine.ID, w []string) error {
		n, err := number(w[3])
		if err != nil {
			return err
		}
		timeout, err := number(w[4])
		if err != nil {
			return err
		}
		return s.FailExternalTask(engine.FailExternalTask{
			Task: t, Worker: w[1], Message: w[5], Details: "details", Retries: n,
			Timeout: time.Duration(timeout) * time.Second, Variables: variables(w, 6),
		})
	}),
	"extbpmn": onExternalTask(2, 5, func(s *script, t engine.ID, w []string) error {
		return s.ThrowExternalTaskError(engine.ThrowExternalTaskError{
			Task: t, Worker: w[1], Code: w[3], Message: w[4], Variables: variables(w, 5),
		})
	}),
	"extretries": onExternalTask(1, 3, func(s *script, t engine.ID, w []string) error {
		n, err := number(w[2])
		if err != nil {
			return err
		}
		return s.SetExternalTaskRetries(engine.SetExternalTaskRetries{Task: t, Retries: n})
	}),
	"extprio": onExternalTask(1, 3, func(s *script, t engine.ID, w []string) error {
		n, err := number(w[2])
		if err != nil {
			return err
		}
		return s.SetExternalTaskPriority(engine.SetExternalTaskPriority{Task: t, Priority: int64(n)})
	}),
	"extunlock": onExternalTask(1, 2, func(s *script, t engine.ID, _ []string) error {
		return s.UnlockExternalTask(engine.UnlockExternalTask{Task: t})
	}),
	"extextend": onExternalTask(2, 4, func(s *script, t engine.ID, w []string) error {
		n, err := number(w[3])
		if err != nil {
			return err
		}
		return s.ExtendExternalTaskLock(engine.ExtendExternalTaskLock{Task: t, Worker: w[1], Lock: time.Duration(n) * time.Second})
	}),

	"job":    {2, (*script).job},
	"runjob": {2, (*script).runJob},
	"setretries": onJobs(3, func(s *script, j engine.ID, w []string) error {
		n, err := number(w[2])
		if err != nil {
			return err
		}
		return s.SetJobRetries(engine.SetJobRetries{Job: j, Retries: n})
	}),
	"setdue": onJobs(3, func(s *script, j engine.ID, w []string) error {
		var due time.Time
		if w[2] != "null" {
			var err error
			if due, err = time.Parse(cycleLayout, w[2]); err != nil {
				return err
			}
		}
		return s.SetJobDueDate(engine.SetJobDueDate{Job: j, Due: due})
	}),
	"recalcdue": onJobs(2, func(s *script, j engine.ID, w []string) error {
		return s.RecalculateJobDueDate(engine.RecalculateJobDueDate{Job: j, CreationDateBased: len(w) > 2 && w[2] == "creation"})
	}),
	"setprio": onJobs(3, func(s *script, j engine.ID, w []string) error {
		n, err := number(w[2])
		if err != nil {
			return err
		}
		return s.SetJobPriority(engine.SetJobPriority{Job: j, Priority: int64(n)})
	}),
	"suspjob": onJobs(2, func(s *script, j engine.ID, _ []string) error { return s.SuspendJob(engine.SuspendJob{Job: j}) }),
	"actjob":  onJobs(2, func(s *script, j engine.ID, _ []string) error { return s.ActivateJob(engine.ActivateJob{Job: j}) }),
	"deljob":  onJobs(2, func(s *script, j engine.ID, _ []string) error { return s.DeleteJob(engine.DeleteJob{Job: j}) }),
}

// onTask makes a command on the oldest task of the activity that the second
// word names.
func onTask(words int, run func(s *script, task engine.ID, w []string) error) scriptCommand {
	return scriptCommand{words, func(s *script, w []string) error {
		l := s.tasks(w[1])
		if len(l) == 0 {
			return javaError("RuntimeException", "NO TASK %s", w[1])
		}
		err := run(s, l[0].ID, w)
		if err == nil {
			s.rewritten(l[0].ID)
		}
		return err
	}}
}

func (s *script) completeIf(w []string) error {
	name, text, _ := strings.Cut(w[2], "=")
	for _, t := range s.tasks(w[1]) {
		if v, _ := s.Variable(t.ID, name); equalValues(v, scriptValue(text)) {
			return s.CompleteTask(engine.CompleteTask{Task: t.ID, Variables: variables(w, 3)})
		}
	}
	s.print("NO TASK %s %s", w[1], w[2])
	return nil
}

func (s *script) fetch(topic string) ([]engine.ExternalTask, error) {
	return s.FetchExternalTasks(engine.FetchExternalTasks{Worker: recordedWorker, Topic: topic, Max: 10, Lock: recordedLock})
}

func (s *script) externalTasks(topic string) []engine.ExternalTask {
	return slices.DeleteFunc(s.ExternalTasks(0), func(t engine.ExternalTask) bool { return t.Topic != topic })
}

// onFetched makes a command on the oldest external task of a topic, all of
// which it locks first.
func onFetched(words int, run func(s *script, task engine.ID, w []string) error) scriptCommand {
	return scriptCommand{words, func(s *script, w []string) error {
		if _, err := s.fetch(w[1]); err != nil {
			return err
		}
		t, err := oldest(s.externalTasks(w[1]), 0)
		if err != nil {
			return err
		}
		return run(s, t.ID, w)
	}}
}

// onExternalTask makes a command on the oldest external task of the topic that
// a word names.
func onExternalTask(topic, words int, run func(s *script, task engine.ID, w []string) error) scriptCommand {
	return scriptCommand{words, func(s *script, w []string) error {
		l := s.externalTasks(w[topic])
		if len(l) == 0 {
			return javaError("RuntimeException", "NO EXTERNAL TASK %s", w[topic])
		}
		return run(s, l[0].ID, w)
	}}
}

func (s *script) lock(w []string) error {
	limit, err := number(w[3])
	if err != nil {
		return err
	}
	seconds, err := number(w[4])
	if err != nil {
		return err
	}
	l, err := s.FetchExternalTasks(engine.FetchExternalTasks{
		Worker: w[1], Topic: w[2], Max: limit, Lock: time.Duration(seconds) * time.Second, UsePriority: true,
	})
	for _, t := range l {
		s.print("LOCKED %s retries=%s prio=%d", t.Activity, orNullNumber(t.Retries), t.Priority)
	}
	return err
}

// job executes the first job of an activity, or of any.
func (s *script) job(w []string) error {
	for _, j := range s.Jobs(0) {
		if j.Activity == nil {
			return javaError("NullValueException", "Job definition id is null")
		}
		if w[1] == "*" || *j.Activity == w[1] {
			return s.ExecuteJob(engine.ExecuteJob{Job: j.ID})
		}
	}
	return nil
}

// jobsOf returns the jobs of an activity, * for any, - for none.
func (s *script) jobsOf(activity string) []engine.Job {
	return slices.DeleteFunc(s.Jobs(0), func(j engine.Job) bool {
		of := "-"
		if j.Activity != nil {
			of = *j.Activity
		}
		return activity != "*" && activity != of
	})
}

func (s *script) runJob(w []string) error {
	l := s.jobsOf(w[1])
	if len(l) == 0 {
		s.print("NO JOB %s", w[1])
		return nil
	}
	return s.ExecuteJob(engine.ExecuteJob{Job: l[0].ID})
}

// onJobs makes a command on all jobs of an activity.
func onJobs(words int, run func(s *script, job engine.ID, w []string) error) scriptCommand {
	return scriptCommand{words, func(s *script, w []string) error {
		for _, j := range s.jobsOf(w[1]) {
			if err := run(s, j.ID, w); err != nil {
				return err
			}
		}
		return nil
	}}
}

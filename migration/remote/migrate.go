package remote

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Pauses between two questions about a batch: the first, and the longest.
const (
	shortPause = 100 * time.Millisecond
	longPause  = 2 * time.Second
)

// patience is how long an engine may be out of reach while a batch is watched:
// long enough for it to be started again.
const patience = 5 * time.Minute

// Work is the migration of many instances in batches, one after another.
type Work struct {
	// Execution names the instances that are to be migrated, and no others are.
	Execution
	// BatchSize is how many instances a batch has at most; it is positive.
	BatchSize int
	// Watch is told how far the work is, after each question. It may be nil.
	Watch func(Status)
}

// Status is how far work is.
type Status struct {
	// Batch is the one that runs.
	Batch Batch
	// Done are instances that are dealt with, failed ones among them, Failed
	// those. While a batch runs whose jobs are for several instances each, they
	// are estimates.
	Done, Failed, Total int
	// Trouble is why the engine has not told more, nil if it has.
	Trouble error
}

// Account is what has become of the instances. Each of them is in one of its
// lists.
type Account struct {
	Migrated []string
	// Gone are instances that had ended, or were in another version already,
	// when their turn came.
	Gone   []string
	Failed []FailedInstance
	// Waiting are instances whose batch was not started, or is not over as far
	// as is known.
	Waiting []string
	// Running is the batch that may still run, nil for none, and Underway the
	// number of instances in it, the first ones of Waiting.
	Running  *Batch
	Underway int
	// Left are the batches that stay in the engine because of failed jobs, until
	// somebody deletes them.
	Left []Batch
}

// FailedInstance is an instance that the engine could not migrate, and that is
// as it was before.
type FailedInstance struct {
	ID string
	// Message is the engine's. It is empty for an instance that shared a job
	// with one that failed, and for one whose batch somebody has deleted.
	Message string
}

// Migrate migrates instances. The instances are read anew before each batch, so
// that those that have ended meanwhile are left out. The account holds even
// with an error, which is that of the context where it was cancelled: a batch
// that was started goes on in the engine.
func (c *Client) Migrate(ctx context.Context, w Work) (Account, error) {
	a := Account{Waiting: slices.Clone(w.Instances)}
	for len(a.Waiting) > 0 {
		there, err := c.instanceSet(ctx, w.Plan.Source)
		if err != nil {
			return a, err
		}
		a.drop(func(id string) bool { return !there[id] })
		if len(a.Waiting) == 0 {
			break
		}
		part := w.Execution
		part.Instances = slices.Clone(a.Waiting[:min(w.BatchSize, len(a.Waiting))])
		// Once it is sent, it is better to know the batch than to stop at once.
		b, err := c.ExecuteAsync(context.WithoutCancel(ctx), part)
		if err != nil {
			return a, err
		}
		a.Running, a.Underway = &b, len(part.Instances)
		watch := func(p Progress, trouble error) {
			if w.Watch != nil {
				s := a.status(w, p, len(part.Instances))
				s.Trouble = trouble
				w.Watch(s)
			}
		}
		if err := c.follow(ctx, b, part, watch, &a); err != nil {
			return a, err
		}
		a.Running, a.Underway = nil, 0
	}
	return a, nil
}

// drop moves instances that are not there any more from those that wait.
func (a *Account) drop(isGone func(id string) bool) {
	a.Waiting = slices.DeleteFunc(a.Waiting, func(id string) bool {
		gone := isGone(id)
		if gone {
			a.Gone = append(a.Gone, id)
		}
		return gone
	})
}

// status adds what a running batch has done to what is done already.
func (a *Account) status(w Work, p Progress, instances int) Status {
	s := Status{Batch: p.Batch, Failed: len(a.Failed), Total: len(w.Instances), Done: len(w.Instances) - len(a.Waiting)}
	if p.TotalJobs > 0 {
		s.Failed += p.Failed * instances / p.TotalJobs
		s.Done += (p.Completed + p.Failed) * instances / p.TotalJobs
	}
	return s
}

// follow waits for the end of a batch and adds to the account what it did.
func (c *Client) follow(ctx context.Context, b Batch, part Execution, watch func(Progress, error), a *Account) error {
	p, found, err := c.await(ctx, b, watch)
	if err != nil {
		return err
	}
	there, err := c.instanceSet(ctx, part.Plan.Source)
	if err != nil {
		return err
	}
	if !found && slices.ContainsFunc(part.Instances, func(id string) bool { return there[id] }) {
		if err := c.vanished(ctx, b); err != nil {
			return err
		}
	}
	var jobs []FailedJob
	if found && p.Failed > 0 {
		a.Left = append(a.Left, b)
		if jobs, err = c.FailedJobs(ctx, b); err != nil {
			return err
		}
	}
	a.settle(part.Instances, there, jobs)
	return nil
}

// await asks how far a batch is until it is over, and returns the last answer.
// Found is false where the engine shows it no longer.
func (c *Client) await(ctx context.Context, b Batch, watch func(Progress, error)) (p Progress, found bool, err error) {
	p = Progress{Batch: b}
	heard := time.Now() // of the engine
	for pause := shortPause; ; pause = min(2*pause, longPause) {
		now, shown, err := c.Progress(ctx, b.ID)
		switch {
		case err == nil:
			heard = time.Now()
			if !shown {
				return p, false, nil
			}
			p = now
			watch(p, nil)
			if p.IsOver() {
				return p, true, nil
			}
		case !isOutage(err) || time.Since(heard) > patience:
			return p, false, err
		default:
			watch(p, err)
		}
		select {
		case <-ctx.Done():
			return p, false, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// outageError is a failure of what is between here and the engine, or of the
// engine as a whole, that may pass.
type outageError struct{ error }

func (e outageError) Unwrap() error { return e.error }

// outage marks an error as one that may pass, unless it is that of the context.
func outage(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	return outageError{err}
}

func isOutage(err error) bool {
	var o outageError
	return errors.As(err, &o)
}

// vanished returns an error unless it is certain that a batch is over that
// cannot be seen while instances of it are still in the old version: somebody
// has deleted it.
func (c *Client) vanished(ctx context.Context, b Batch) error {
	ended, known, err := c.HasEnded(ctx, b.ID)
	if err != nil || known && ended {
		return err
	}
	return fmt.Errorf("the engine does not show batch %s, in which instances are still to be migrated: this user may lack the right READ on batches", b.ID)
}

// The ways in which the engine's messages name an instance, after the number of
// the message.
var (
	cannotMigrate = regexp.MustCompile(`^(?:ENGINE-\d+ )?Cannot migrate process instance '([^']*)'`)
	notTaken      = regexp.MustCompile(`^(?:ENGINE-\d+ )?Process instance '([^']*)' cannot be migrated\. (?:The process instance does not exist|Its process definition '[^']*' does not match)`)
)

// settle finds out what has become of the instances of a batch that is over.
// There has those that are still in the old version.
func (a *Account) settle(instances []string, there map[string]bool, jobs []FailedJob) {
	said, gone := map[string]string{}, map[string]bool{}
	// Messages that name no instance can be about each one that is left behind.
	var unnamed []string
	for _, j := range jobs {
		if m := notTaken.FindStringSubmatch(j.Message); m != nil {
			gone[m[1]] = true
		} else if m := cannotMigrate.FindStringSubmatch(j.Message); m != nil {
			said[m[1]] = j.Message
		} else if j.Message != "" && !slices.Contains(unnamed, j.Message) {
			unnamed = append(unnamed, j.Message)
		}
	}
	for _, id := range instances {
		message, failed := said[id]
		switch {
		case gone[id]:
			a.Gone = append(a.Gone, id)
		case failed:
			a.Failed = append(a.Failed, FailedInstance{id, message})
		case there[id]:
			a.Failed = append(a.Failed, FailedInstance{id, strings.Join(unnamed, " or ")})
		default:
			a.Migrated = append(a.Migrated, id)
		}
	}
	a.Waiting = a.Waiting[len(instances):]
}

// instanceSet returns the ids of the running instances of a definition. None is
// no answer to trust before the definition itself was read.
func (c *Client) instanceSet(ctx context.Context, definitionID string) (map[string]bool, error) {
	all, err := c.Instances(ctx, definitionID)
	if err != nil {
		return nil, err
	}
	set := make(map[string]bool, len(all))
	for _, i := range all {
		set[i.ID] = true
	}
	return set, nil
}

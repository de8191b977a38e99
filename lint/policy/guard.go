package policy

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// Errors of a [Guard].
var (
	// ErrTime is that a rule did not end in time.
	ErrTime = errors.New("it took too long and was stopped")
	// ErrMemory is that a rule asked for too much memory.
	ErrMemory = errors.New("it needed too much memory and was stopped")
	// ErrLater is that the memory ran short while several rules were at work,
	// so that nobody knows which one it was: do it again with [Guard.Alone].
	ErrLater = errors.New("to be repeated alone")
)

// Limits are the limits of one evaluation of one rule.
type Limits struct {
	// Time is how long it may take.
	Time time.Duration
	// Memory is by how many bytes the heap may grow meanwhile.
	Memory uint64
}

// DefaultLimits are a thousand times what a decent rule needs.
func DefaultLimits() Limits { return Limits{Time: 5 * time.Second, Memory: 512 << 20} }

const (
	// watchEvery is how often the memory is looked at. A rule that doubles a
	// string in every line gets from the limit to four times as much at most.
	watchEvery = 5 * time.Millisecond
	// grace is how long an evaluation may take to notice that it is to stop.
	// It does so between any two steps; one call of a builtin is a step.
	grace = 2 * time.Second
)

// Guard watches over evaluations of rules that nobody has reviewed. It may be
// used concurrently.
//
// The heap is one for the whole program. Where it grows too much while several
// evaluations run, all of them are stopped with [ErrLater], and so is every
// later one until it is repeated alone.
type Guard struct {
	limits   Limits
	strained atomic.Bool
}

// NewGuard returns a guard with limits for each evaluation.
func NewGuard(l Limits) *Guard { return &Guard{limits: l} }

// Do calls work, which is to return soon after its context has ended, and
// returns its error, or ErrTime, ErrMemory or ErrLater. A panic of work is an
// error. Work that does not return is left behind.
func (g *Guard) Do(ctx context.Context, work func(context.Context) error) error {
	if g.strained.Load() {
		return ErrLater
	}
	return g.do(ctx, work, ErrLater)
}

// Alone is like Do for work beside which nothing else runs.
func (g *Guard) Alone(ctx context.Context, work func(context.Context) error) error {
	return g.do(ctx, work, ErrMemory)
}

func (g *Guard) do(ctx context.Context, work func(context.Context) error, breach error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("it made the evaluation panic: %v", p)
			}
		}()
		done <- work(ctx)
	}()
	before := heap()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	deadline := time.NewTimer(g.limits.Time)
	defer deadline.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-ctx.Done():
			return stopped(done, ctx, ctx.Err())
		case <-deadline.C:
			cancel(ErrTime)
			return stopped(done, ctx, ErrTime)
		case <-tick.C:
			grown := heap() > before+g.limits.Memory
			if grown {
				g.strained.Store(true)
			}
			if grown || breach == ErrLater && g.strained.Load() {
				cancel(breach)
				return stopped(done, ctx, breach)
			}
		}
	}
}

// stopped waits for work that was told to stop. What does not stop is in a
// single call that fills the memory or takes forever: there is no need to
// repeat it in order to know.
func stopped(done <-chan error, ctx context.Context, why error) error {
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-done:
		return why
	case <-timer.C:
		if context.Cause(ctx) == ErrLater {
			return ErrMemory
		}
		return why
	}
}

// heap returns the bytes of objects on the heap, those included that are
// garbage but not yet collected.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

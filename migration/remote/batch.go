package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/migration"
)

// Execution is the migration of instances: what the API calls a
// MigrationExecution. It names instances only by their ids: a query that is
// empty or misspelt selects every instance of the engine.
type Execution struct {
	Plan engine.Plan
	// Instances are ids of instances.
	Instances []string
	// SkipListeners and SkipIOMappings keep listeners and input and output
	// mappings of what begins or ends by the migration from running.
	SkipListeners, SkipIOMappings bool
}

// MarshalJSON writes the execution as the API wants it.
func (e Execution) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Plan           migration.RESTPlan `json:"migrationPlan"`
		Instances      []string           `json:"processInstanceIds"`
		SkipListeners  bool               `json:"skipCustomListeners,omitempty"`
		SkipIOMappings bool               `json:"skipIoMappings,omitempty"`
	}{migration.RESTPlan(e.Plan), e.Instances, e.SkipListeners, e.SkipIOMappings})
}

// Batch is work of the engine in the background. It has no state that tells how
// far it is; see [Progress].
type Batch struct {
	ID string `json:"id"`
	// TotalJobs is the number of jobs, not of instances: a job can be for
	// several.
	TotalJobs         int `json:"totalJobs"`
	JobsCreated       int `json:"jobsCreated"`
	InvocationsPerJob int `json:"invocationsPerBatchJob"`
	// JobDefinitionID is that of the jobs that migrate instances.
	JobDefinitionID string `json:"batchJobDefinitionId"`
	Suspended       bool   `json:"suspended"`
}

// ErrUnknownOutcome is the cause of an error after which nobody here knows
// whether a batch was started: the request was sent, and no answer came that
// tells.
var ErrUnknownOutcome = errors.New("whether the engine has started a batch is not known")

// ExecuteAsync lets the engine migrate instances in a batch. The engine checks
// the plan at once, and the instances one by one when their turn comes. The
// request is sent once: a second batch would fail for all that the first has
// moved.
func (c *Client) ExecuteAsync(ctx context.Context, e Execution) (Batch, error) {
	var b Batch
	if len(e.Instances) == 0 {
		return b, errors.New("there is no instance to migrate")
	}
	var sent atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { sent.Store(true) },
	})
	err := c.post(traced, "/migration/executeAsync", nil, e, &b)
	if err == nil && b.ID == "" {
		err = errors.New("the engine's answer names no batch")
	}
	var answered *Error
	if err == nil || errors.As(err, &answered) || !sent.Load() {
		return b, err
	}
	return b, fmt.Errorf("%w; %w: look at %s/batch?type=instance-migration before another one is started", err, ErrUnknownOutcome, c.Address())
}

// Progress is how far a batch is.
type Progress struct {
	Batch
	// Remaining jobs are those that are not done, failed and not yet created
	// ones among them.
	Remaining int `json:"remainingJobs"`
	Completed int `json:"completedJobs"`
	// Failed jobs have no retries left.
	Failed int `json:"failedJobs"`
}

// IsOver reports whether nothing more happens by itself.
func (p Progress) IsOver() bool {
	return p.JobsCreated == p.TotalJobs && p.Remaining == p.Failed
}

// Progress asks how far a batch is. Found is false where the engine shows no
// such batch: it removes one that is done without failures, somebody can delete
// it, and a user needs the right to see it.
func (c *Client) Progress(ctx context.Context, batchID string) (p Progress, found bool, err error) {
	var all []Progress
	q := url.Values{"batchId": {batchID}, "maxResults": {"1"}}
	if err := c.get(ctx, "/batch/statistics", q, &all); err != nil || len(all) == 0 {
		return Progress{}, false, err
	}
	return all[0], true, nil
}

// HasEnded asks the engine's history whether a batch has ended, be it done or
// deleted. Known is false where history has no such batch: its level is too
// low, it was deleted as well, or the user may not see it.
func (c *Client) HasEnded(ctx context.Context, batchID string) (ended, known bool, err error) {
	var out struct {
		EndTime string `json:"endTime"`
	}
	err = c.get(ctx, "/history/batch/"+url.PathEscape(batchID), nil, &out)
	var e *Error
	if errors.As(err, &e) && (e.Status == http.StatusNotFound || e.Status == http.StatusForbidden) {
		return false, false, nil
	}
	return out.EndTime != "", err == nil, err
}

// MayReadBatches reports whether the engine lets the user see batches: where it
// does not, a batch looks as if it were over at once. Without credentials, or
// where the engine does not tell, it is taken to do so.
func (c *Client) MayReadBatches(ctx context.Context) (bool, error) {
	return c.hasRight(ctx, right{"READ", "Batch", 13, "*"})
}

// FailedJob is a job without retries left.
type FailedJob struct {
	ID string `json:"id"`
	// Message is that of the exception, which names the first instance that the
	// engine could not migrate.
	Message string `json:"exceptionMessage"`
}

// FailedJobs returns the jobs of a batch that have failed.
func (c *Client) FailedJobs(ctx context.Context, b Batch) ([]FailedJob, error) {
	q := url.Values{"jobDefinitionId": {b.JobDefinitionID}, "noRetriesLeft": {"true"}, "sortBy": {"jobId"}, "sortOrder": {"asc"}}
	return list[FailedJob](ctx, c, "/job", q)
}

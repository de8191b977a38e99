package remote

import (
	"context"
	"net/url"
	"strings"
)

// Instance is a running instance of a process.
type Instance struct {
	ID           string `json:"id"`
	DefinitionID string `json:"definitionId"`
	BusinessKey  string `json:"businessKey"`
	Suspended    bool   `json:"suspended"`
	TenantID     string `json:"tenantId"`
}

// Instances returns the running instances of a definition. What it returns is
// out of date at once: instances move and end meanwhile.
func (c *Client) Instances(ctx context.Context, definitionID string) ([]Instance, error) {
	q := url.Values{"processDefinitionId": {definitionID}, "sortBy": {"instanceId"}, "sortOrder": {"asc"}}
	return list[Instance](ctx, c, "/process-instance", q)
}

// CountInstances counts the running instances of a definition, called ones
// included; with activities only those in which a token waits in one of them,
// whatever statistics leave out. 0 is also the answer where the user may not
// read instances.
func (c *Client) CountInstances(ctx context.Context, definitionID string, activities ...string) (int, error) {
	q := url.Values{"processDefinitionId": {definitionID}}
	if len(activities) > 0 {
		q.Set("activityIdIn", strings.Join(activities, ","))
	}
	return c.count(ctx, "/process-instance/count", q)
}

// ActivityStatistics says how many instances of an activity there are, in all
// instances of one definition.
type ActivityStatistics struct {
	// ID is that of the activity.
	ID string `json:"id"`
	// Instances are those of the activity: each turn of a loop counts, a token
	// in a job before or after the activity too, sub-processes, bodies of
	// multi-instance activities and tokens in joins do not.
	Instances int `json:"instances"`
	// FailedJobs are jobs without retries left.
	FailedJobs int             `json:"failedJobs"`
	Incidents  []IncidentCount `json:"incidents"`
}

// IncidentCount is a number of incidents of a type, as failedJob.
type IncidentCount struct {
	Type  string `json:"incidentType"`
	Count int    `json:"incidentCount"`
}

// Statistics returns where the instances of a definition are. Nothing is the
// answer about an unknown definition too.
func (c *Client) Statistics(ctx context.Context, definitionID string) ([]ActivityStatistics, error) {
	var out []ActivityStatistics
	q := url.Values{"incidents": {"true"}, "failedJobs": {"true"}}
	err := c.get(ctx, "/process-definition/"+definitionID+"/statistics", q, &out)
	return out, err
}

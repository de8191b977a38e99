package remote

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"sync/atomic"
)

// pageLength is how many entries of a list are asked for at a time.
const pageLength = 500

// pageSize is what the engine lets a list have, as far as is known.
type pageSize = atomic.Int64

// limitText is how an engine with queryMaxResultsLimit refuses a longer page.
var limitText = regexp.MustCompile(`^Max results limit of ([1-9][0-9]{0,8}) exceeded!$`)

// list asks for all entries of a list, page by page. The query sorts by
// something that is unique.
func list[T any](ctx context.Context, c *Client, path string, query url.Values) ([]T, error) {
	var all []T
	for {
		size := int(c.pageSize.Load())
		query.Set("firstResult", strconv.Itoa(len(all)))
		query.Set("maxResults", strconv.Itoa(size))
		var page []T
		err := c.get(ctx, path, query, &page)
		if limit := limitOf(err); limit > 0 && limit < size {
			c.pageSize.Store(int64(limit))
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < size {
			return all, nil
		}
	}
}

// limitOf returns the limit that an error names, 0 for none.
func limitOf(err error) int {
	var e *Error
	if !errors.As(err, &e) {
		return 0
	}
	match := limitText.FindStringSubmatch(e.Message)
	if match == nil {
		return 0
	}
	n, err := strconv.Atoi(match[1])
	if err != nil {
		return 0
	}
	return n
}

// count asks for a number of things.
func (c *Client) count(ctx context.Context, path string, query url.Values) (int, error) {
	var out struct {
		Count int `json:"count"`
	}
	err := c.get(ctx, path, query, &out)
	return out.Count, err
}

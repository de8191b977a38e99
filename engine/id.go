package engine

import (
	"fmt"
	"strconv"
	"strings"
)

// ID identifies something of an engine: an instance, or something within an
// instance. Zero is nothing. Identifiers are sequential: those of instances
// over the engine, the others within their instance.
type ID uint64

// local is the part of an identifier that counts within an instance.
const localBits = 32

func instanceID(n uint32) ID { return ID(n) << localBits }

func (id ID) number() uint32 { return uint32(id >> localBits) }
func (id ID) local() uint32  { return uint32(id) }

// Instance returns the identifier of the instance that id belongs to, which is
// id itself for an instance. Zero for what belongs to no instance, such as the
// job of a start timer.
func (id ID) Instance() ID { return id &^ (1<<localBits - 1) }

// String returns the number of the instance, and behind a point the number
// within it: "7" for an instance, "7.3" for a task of it. Empty for nothing.
func (id ID) String() string {
	switch {
	case id == 0:
		return ""
	case id.local() == 0:
		return strconv.FormatUint(uint64(id.number()), 10)
	}
	return strconv.FormatUint(uint64(id.number()), 10) + "." + strconv.FormatUint(uint64(id.local()), 10)
}

// ParseID reads what [ID.String] writes.
func ParseID(s string) (ID, error) {
	if s == "" {
		return 0, nil
	}
	head, tail, within := strings.Cut(s, ".")
	number, err := strconv.ParseUint(head, 10, 32)
	var local uint64
	if err == nil && within {
		local, err = strconv.ParseUint(tail, 10, 32)
	}
	if err != nil {
		return 0, fmt.Errorf("identifier %q: want a number, or two with a point between", s)
	}
	return instanceID(uint32(number)) | ID(local), nil
}

// MarshalText writes what [ID.String] returns.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what [ID.String] writes.
func (id *ID) UnmarshalText(text []byte) (err error) {
	*id, err = ParseID(string(text))
	return err
}

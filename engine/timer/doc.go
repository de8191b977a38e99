// Package timer computes when timers are due: dates, durations, and cycles
// that are ISO repetitions or cron expressions, as Camunda 7 reads them.
//
// # Vocabulary
//
//   - A date is an ISO 8601 instant or local time, or a period from now.
//   - A duration is a period of XML Schema, or one with a beginning or an end:
//     PT1H, 2030-01-01T00:00:00/PT1H, PT1H/2030-01-01T00:00:00.
//   - A cycle is a repetition of a duration (R3/PT1H, R/PT1H) or a cron
//     expression in one of two dialects: Quartz up to Camunda 7.23, Spring from
//     7.24 on. The same text can mean other days in the other.
//
// # Invariants
//
// Nothing here knows the time: every function gets the moment to count from,
// whose location is the time zone of the engine. An [Error] carries the
// engine's text. Expressions are not evaluated here.
package timer

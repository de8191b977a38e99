package conformance

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// maxLine is the length of the longest answer that is read, in bytes.
const maxLine = 64 << 20

// eachAnswer calls back for each line of a file of answers, decoded from JSON.
func eachAnswer[T any](name string, visit func(*T) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, maxLine)
	for s.Scan() {
		var answer T
		if err := json.Unmarshal(s.Bytes(), &answer); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if err := visit(&answer); err != nil {
			return err
		}
	}
	return s.Err()
}

// answersOf returns all answers of a file.
func answersOf[T any](name string) ([]T, error) {
	var all []T
	err := eachAnswer(name, func(a *T) error {
		all = append(all, *a)
		return nil
	})
	return all, err
}

package driver_test

import (
	"errors"
	"reflect"
	"sync/atomic"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/internal/driver"
)

// counting is an analyzer whose result is the sum of those that it requires, and 1.
func counting(name string, runs *atomic.Int64, requires ...*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: name, Doc: name, Requires: requires, ResultType: reflect.TypeFor[int](),
		Run: func(pass *analysis.Pass) (any, error) {
			runs.Add(1)
			sum := 1
			for _, r := range requires {
				if n, ok := pass.ResultOf[r].(int); ok {
					sum += n
				}
			}
			return sum, nil
		},
	}
}

func TestWhatTwoAnalyzersRequireRunsOnceAndBeforeThem(t *testing.T) {
	for _, jobs := range []int{1, 2} {
		var runs atomic.Int64
		bottom := counting("bottom", &runs, driver.Root)
		left, right := counting("left", &runs, bottom), counting("right", &runs, bottom)
		top := counting("top", &runs, left, right)
		results, err := driver.Run(&driver.Input{Jobs: jobs}, right, top)
		if err != nil {
			t.Fatal(err)
		}
		if n := runs.Load(); n != 4 {
			t.Errorf("%d jobs: %d analyzers ran, want 4", jobs, n)
		}
		if results[top] != 5 {
			t.Errorf("%d jobs: top is %v, want 5", jobs, results[top])
		}
	}
}

func TestAnErrorIsThatOfTheAnalyzerThatFailed(t *testing.T) {
	for _, jobs := range []int{1, 2} {
		var runs atomic.Int64
		broken := counting("broken", &runs, driver.Root)
		broken.Run = func(*analysis.Pass) (any, error) { return nil, errors.New("no disk") }
		behind := counting("behind", &runs, broken)
		_, err := driver.Run(&driver.Input{Jobs: jobs}, behind, counting("beside", &runs, driver.Root))
		if err == nil || err.Error() != "broken: no disk" {
			t.Errorf("%d jobs: the error is %v", jobs, err)
		}
		if n := runs.Load(); n != 1 {
			t.Errorf("%d jobs: %d others ran, want only the one beside", jobs, n)
		}
	}
}

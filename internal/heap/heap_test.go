package heap

import "testing"

func TestGrowthBoundsTheHeap(t *testing.T) {
	for _, test := range []struct {
		name        string
		live        uint64
		collections int
		want        int
	}{
		{"a small heap may grow to eleven times its size", 1 << 20, 1, 1000},
		{"a medium one to what is roomy", 20 << 20, 1, 100},
		{"one that nearly fills the room", 33 << 20, 1, 30},
		{"one that does not fit into it to three times its size", 48 << 20, 1, 200},
		{"one of which collecting would take longest to two and a half times its size", 64 << 20, 1, 150},
		{"a larger one by as many bytes", 128 << 20, 1, 75},
		{"an enormous one by more than half", 1 << 30, 1, 60},
		{"nothing", 0, 1, 1000},
		{"a medium one of a long run to three times its size", 30 << 20, 6, 200},
		{"a small one of a long run to what is roomy", 4 << 20, 6, 900},
	} {
		if got := growth(test.live, test.collections); got != test.want {
			t.Errorf("%s: %d %%, want %d", test.name, got, test.want)
		}
	}
}

func TestAHeapIsCollectedOnceBeforeItIsFull(t *testing.T) {
	for _, test := range []struct {
		name              string
		heap, collections uint64
		want              bool
	}{
		{"a small heap never is", 10 << 20, 0, false},
		{"one that will not last", 30 << 20, 0, true},
		{"one that was collected", 30 << 20, 1, false},
	} {
		if got := worthCollecting(test.heap, test.collections); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// Package heap paces the garbage collector for a program that runs once, over
// one site, and ends. GOGC in the environment overrides all of it.
package heap

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// The collector runs when the heap has grown by a percentage of what lives:
// by default 100 %, which for a small heap is at every turn. Up to roomy bytes
// it may grow without, as long as what lives fits into them. A heap of many
// bytes is of a site of which much lives, and one that was collected often of a
// long run: collecting all of it over and over takes longer than everything
// else, so it may grow by that much again and again, yet not without bounds.
const (
	often          = 6
	roomy, many    = 40 << 20, 34 << 20
	growing        = 96 << 20
	least, largest = 30, 1000 // percent
	ofMany         = 200      // percent
	ofMost         = 60       // percent
)

// Between parsing and following values most is garbage that ever is, and nobody
// makes more meanwhile: to collect a heap of full bytes there, if it is the first
// time, keeps the collector from setting in a moment later, while all processors
// are busy filling the heap.
const full = 26 << 20

// CollectParsed collects what parsing has left behind, if that saves a collection
// a moment later. Call it between parsing and following values.
func CollectParsed() {
	if os.Getenv("GOGC") != "" {
		return
	}
	now := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(now)
	if worthCollecting(now[0].Value.Uint64(), now[1].Value.Uint64()) {
		runtime.GC()
	}
}

func worthCollecting(heap, collections uint64) bool { return heap >= full && collections == 0 }

var pacing sync.Once

// Pace makes the collector take its time as long as memory is small. It counts
// for the whole process, once.
func Pace() {
	if os.Getenv("GOGC") != "" {
		return
	}
	pacing.Do(func() {
		debug.SetGCPercent(largest)
		runtime.SetFinalizer(&cycle{percent: largest}, afterCycle)
	})
}

// cycle is garbage: its finalizer runs after each collection. It is too large to
// share memory with other small objects, which would keep it.
type cycle struct {
	percent int
	number  int
	_       [3]int
}

func afterCycle(c *cycle) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	c.number++
	if percent := growth(live[0].Value.Uint64(), c.number); percent != c.percent {
		debug.SetGCPercent(percent)
		c.percent = percent
	}
	runtime.SetFinalizer(c, afterCycle)
}

// growth is by how many percent a heap with so many live bytes may grow, after so
// many collections.
func growth(live uint64, collections int) int {
	live = max(live, 1)
	room := min(max((roomy-min(live, roomy))*100/live, least), largest)
	if live >= many || collections >= often {
		room = max(room, min(max(growing*100/live, ofMost), ofMany))
	}
	return int(room)
}

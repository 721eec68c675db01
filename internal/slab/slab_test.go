package slab

import (
	"slices"
	"testing"
)

func TestValuesAreZeroedAndTheirOwn(t *testing.T) {
	var s Of[int]
	for round := range 3 {
		var all []*int
		for i := range 1000 {
			v := s.New()
			if *v != 0 {
				t.Fatalf("round %d, value %d is %d", round, i, *v)
			}
			*v = i + 1
			all = append(all, v)
		}
		for i, v := range all {
			if *v != i+1 {
				t.Fatalf("round %d: value %d was handed out twice", round, i)
			}
		}
		s.Reset()
	}
}

func TestListsHaveTheirLength(t *testing.T) {
	var s Of[int]
	for range 2 {
		var lists [][]int
		for n := range 40 {
			v := make([]int, n)
			for i := range v {
				v[i] = 100*n + i
			}
			lists = append(lists, s.List(v))
		}
		for n, l := range lists {
			if len(l) != n || cap(l) != n && n <= s.most()/4 {
				t.Fatalf("list of %d has length %d, capacity %d", n, len(l), cap(l))
			}
			for i, v := range l {
				if v != 100*n+i {
					t.Fatalf("list of %d: %v", n, l)
				}
			}
		}
		if s.List(nil) != nil {
			t.Error("no values make a list")
		}
		s.Reset()
	}
}

func TestBlocksAreUsedAgain(t *testing.T) {
	var s Of[[4]int]
	fill := func() {
		for range 300 {
			s.New()
			s.List(make([][4]int, 3))
		}
		s.Reset()
	}
	fill()
	three := make([][4]int, 3)
	if n := testing.AllocsPerRun(10, func() {
		for range 300 {
			s.New()
			s.List(three)
		}
		s.Reset()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestALargeTreeDoesNotStay(t *testing.T) {
	var s Of[int]
	for range 100 * kept * s.most() {
		s.New()
	}
	s.Reset()
	if n := len(s.block); n > kept {
		t.Errorf("%d blocks are kept", n)
	}
	if slices.ContainsFunc(s.block[len(s.block):cap(s.block)], func(b []int) bool { return b != nil }) {
		t.Error("a block is still held on to")
	}
}

func TestLongListsAreUsedAgain(t *testing.T) {
	var s Of[int]
	fill := func() {
		for i := range keptLong + 2 { // the last ones are not kept
			l := s.Make(s.most() + i)
			if len(l) != 0 || cap(l) != s.most()+i {
				t.Fatalf("list %d has length %d, capacity %d", i, len(l), cap(l))
			}
			for range cap(l) {
				l = append(l, i+1)
			}
			if whole := l[:cap(l)]; slices.ContainsFunc(whole, func(v int) bool { return v != i+1 }) {
				t.Fatalf("list %d: %v", i, whole)
			}
		}
		s.Reset()
	}
	fill()
	if n := testing.AllocsPerRun(10, fill); n != 2 {
		t.Errorf("%v allocations", n)
	}
	if slices.ContainsFunc(s.long, func(l []int) bool { return slices.ContainsFunc(l, func(v int) bool { return v != 0 }) }) {
		t.Error("a list is not cleared")
	}
	s.Make(longest)
	if len(s.long) != keptLong || s.nextLong != 0 {
		t.Error("a very long list is kept")
	}
}

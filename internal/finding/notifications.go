package finding

import "fmt"

// BoundNotifications keeps the first of each id in each file, so that a file
// with thousands of mistakes does not bury the others. Behind them, one more
// says how many were left out. The notifications are sorted, and stay so.
func BoundNotifications(ns []Notification, most int) []Notification {
	type kind struct{ path, id string }
	count := map[kind]int{}
	over := map[kind]int{} // index in out of what stands for those that are left out
	out := ns[:0]
	for _, n := range ns {
		k := kind{n.At.Path, n.ID}
		count[k]++
		switch i, ok := over[k]; {
		case count[k] <= most || n.At.Path == "":
			out = append(out, n)
		case ok:
			out[i].More++
		default:
			over[k] = len(out)
			n.More = 1
			out = append(out, n)
		}
	}
	for _, i := range over {
		if n := &out[i]; n.More == 1 { // it says more itself
			n.More = 0
		} else {
			n.Message = fmt.Sprintf("%d more of this kind in this file", n.More)
		}
	}
	return out
}

// Amount is how many things notifications say.
func Amount(ns []Notification) int {
	sum := len(ns)
	for i := range ns {
		sum += max(0, ns[i].More-1)
	}
	return sum
}

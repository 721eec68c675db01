//go:build !unix

package vbscript

import "time"

var begin = time.Now()

// processor is the time that has passed, for want of a better one.
func processor() time.Duration { return time.Since(begin) }

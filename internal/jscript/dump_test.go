package jscript

import (
	"fmt"
	"reflect"
	"strings"
)

// dump writes a tree without its places, to compare and to keep as golden
// text: one node a line, its plain fields behind it.
func dump(n Node) string {
	var b strings.Builder
	dumpValue(&b, reflect.ValueOf(n), 0)
	return b.String()
}

func dumpValue(b *strings.Builder, v reflect.Value, depth int) {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			fmt.Fprintf(b, "%*s-\n", 2*depth, "")
			return
		}
		v = v.Elem()
	}
	t := v.Type()
	fmt.Fprintf(b, "%*s%s", 2*depth, "", t.Name())
	for i := range t.NumField() {
		f := v.Field(i)
		switch f.Kind() {
		case reflect.String:
			fmt.Fprintf(b, " %s=%q", t.Field(i).Name, f.String())
		case reflect.Bool:
			if f.Bool() {
				fmt.Fprintf(b, " %s", t.Field(i).Name)
			}
		case reflect.Uint8:
			fmt.Fprintf(b, " %s=%d", t.Field(i).Name, f.Uint())
		case reflect.Float64:
			fmt.Fprintf(b, " %s=%v", t.Field(i).Name, f.Float())
		}
	}
	b.WriteByte('\n')
	for i := range t.NumField() {
		name := t.Field(i).Name
		if name == "Range" || t == reflect.TypeFor[File]() && name != "Body" {
			continue
		}
		switch f := v.Field(i); f.Kind() {
		case reflect.Interface, reflect.Pointer:
			if !f.IsNil() {
				fmt.Fprintf(b, "%*s.%s\n", 2*depth, "", name)
				dumpValue(b, f, depth+1)
			}
		case reflect.Slice:
			if f.Len() == 0 {
				continue
			}
			fmt.Fprintf(b, "%*s.%s\n", 2*depth, "", name)
			for j := range f.Len() {
				if e := f.Index(j); e.Kind() == reflect.String {
					fmt.Fprintf(b, "%*s%q\n", 2*depth+2, "", e.String())
				} else {
					dumpValue(b, e, depth+1)
				}
			}
		}
	}
}

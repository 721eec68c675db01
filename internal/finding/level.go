package finding

// ParseLevel is the level of that name, 0 if there is none.
func ParseLevel(name string) Level {
	switch name {
	case "error":
		return Error
	case "warning":
		return Warning
	case "note":
		return Note
	}
	return 0
}

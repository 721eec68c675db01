package report

// descriptor explains a kind of finding.Notification, by its ID.
type descriptor struct{ id, name, title, text string }

// descriptors are those of all kinds, by ID. SARIF lists them.
func descriptors() []descriptor {
	return []descriptor{
		{"config-error", "ConfigError", "Configuration in error", "A configuration file of the site could not be understood; its settings are taken as unknown."},
		{"encoding", "EncodingInDoubt", "Encoding in doubt", "Bytes of the file mean nothing in its encoding, or the encoding is one that IIS refuses."},
		{"file-too-large", "FileTooLarge", "File too large", "The file is larger than the limit and was not read."},
		{"include-cycle", "IncludeCycle", "Include cycle", "A file includes itself, through others; the cycle was cut there."},
		{"include-outside-root", "IncludeOutsideRoot", "Include outside the root", "An include leads out of the analysed tree; nothing there is read."},
		{"limit", "LimitReached", "Limit reached", "A limit was reached; what lies beyond it was left out."},
		{"missing-include", "MissingInclude", "Missing include", "An included file is not there; the page was analysed without it."},
		{"parse-error", "ParseError", "Syntax error", "A statement could not be parsed and was left out."},
		{"unreadable-file", "UnreadableFile", "Unreadable file", "The file could not be read."},
	}
}

// notificationTitle names a kind for people.
func notificationTitle(id string) string {
	for _, d := range descriptors() {
		if d.id == id {
			return d.title
		}
	}
	return line(id)
}

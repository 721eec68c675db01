package iis

// scriptWords are those without one of which a program cannot set anything of
// a web server, lower case. See [Classify].
func scriptWords() []string {
	return []string{"iis:", "microsoftiisv2", "web.administration", "writableadminmanager", "adsutil", "appcmd"}
}

// PageWords are the words, lower case, without one of which a page or include
// holds no configuration.
func PageWords() []string { return scriptWords() }

// Candidate reports whether a file is worth reading to ask [Classify] about
// it: its name does not rule configuration out.
func Candidate(file string) bool { return Classify(file, nil) != "" || NeedsContent(file) }

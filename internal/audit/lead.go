package audit

import (
	"strings"

	"github.com/cdolint/cdolint/internal/english"
)

func titleOf(r *Report) string {
	var names []string
	for _, s := range r.Sources {
		names = append(names, s.Label)
	}
	return some(names, 3)
}

// lead is the report in two sentences.
func lead(r *Report) string {
	s := &r.Summary
	if s.Logons == 0 {
		return "Nothing here logs on to Exchange with CDO 1.21."
	}
	var fails, may, exposed int
	for _, c := range s.Verdicts {
		switch c.Verdict {
		case Fails:
			fails = c.Logons
		case MayFail:
			may = c.Logons
		case Exposed:
			exposed = c.Logons
		case Limited, Cleared, Other:
		}
	}
	var out string
	switch {
	case fails > 0:
		out = share(fails, s.Logons, "fails", "fail") + " for every visitor who does not sit at the web server itself"
		if may > 0 {
			out += "; " + number(may) + " more may"
		}
	case may > 0:
		out = share(may, s.Logons, "may fail", "may fail") + " for visitors who do not sit at the web server itself"
	default:
		out = share(0, s.Logons, "fails", "fail") + ", as far as the code base shows"
	}
	out += "."
	if s.AffectedPages > 0 {
		out += " " + capital(number(s.AffectedPages)) + " " + are(s.AffectedPages, "page is", "pages are") + " affected."
	}
	if exposed > 0 {
		out += " " + capital(number(exposed)) + " " + are(exposed, "works but sends", "work but send") + " passwords in clear text."
	}
	return out
}

// share is "two of the five places … fail", "both places … fail".
func share(n, all int, one, many string) string {
	const place, places = "place that logs on to Exchange with CDO 1.21 ", "places that log on to Exchange with CDO 1.21 "
	switch {
	case all == 1 && n == 1:
		return "The one " + place + one
	case all == 1:
		return "The one " + place + "does not fail"
	case all == 2 && n == 2:
		return "Both " + places + many
	case n == all:
		return "All " + number(n) + " " + places + many
	}
	return capital(number(n)) + " of the " + number(all) + " " + places + are(max(n, 1), one, many)
}

func are(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// number is a small number in words.
func number(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return english.Thousands(n)
}

// capital begins a sentence, unless it begins with a name or a path.
func capital(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if strings.Trim(strings.TrimRight(word, ",:;."), "abcdefghijklmnopqrstuvwxyz-") != "" || word == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// some is a list of at most n items, and how many more there are.
func some(list []string, n int) string {
	if len(list) > n {
		return strings.Join(list[:n], ", ") + " and " + english.Thousands(len(list)-n) + " more"
	}
	return strings.Join(list, ", ")
}

// Package exchange reads versions of Microsoft Exchange as people write them.
package exchange

import (
	"strconv"
	"strings"
)

// Version of Exchange. The zero value is none.
type Version struct {
	// Year is the version as a number to compare: 4, 5, 5.5, or the year in the
	// name; 2025 for the Subscription Edition and for Exchange Online.
	Year float64
	// Online: Exchange Online (Microsoft 365).
	Online bool
}

const latest = 2025

// Names are the versions as they are best written.
func Names() []string {
	return []string{"5.5", "2000", "2003", "2007", "2010", "2013", "2016", "2019", "SE", "Online"}
}

// Parse reads the name of a version, or the number of the product: "2003",
// "Exchange 2003 SP2", "Microsoft Exchange Server 2019 CU9", "6.5", "15.1.2507",
// "SE", "Exchange Online". false: it is none.
func Parse(s string) (Version, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, word := range []string{"microsoft", "office", "exchange", "server"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, word))
	}
	switch s {
	case "se", "subscription edition":
		return Version{Year: latest}, true
	case "online", "365":
		return Version{Year: latest, Online: true}, true
	}
	number := s
	for _, end := range []string{" ", "sp", "cu"} { // 2003 SP2, 2003sp2, 2019 CU9
		number, _, _ = strings.Cut(number, end)
	}
	year := named(number)
	return Version{Year: year}, year != 0
}

// named is the year of a version's name or of its product number, 0 if there is
// none.
func named(s string) float64 {
	switch s {
	case "4", "4.0":
		return 4
	case "5", "5.0":
		return 5
	case "5.5":
		return 5.5
	case "2000", "2003", "2007", "2010", "2013", "2016", "2019":
		year, _ := strconv.ParseFloat(s, 64) // these are numbers
		return year
	}
	major, rest, _ := strings.Cut(s, ".")
	minor, build, _ := strings.Cut(rest, ".")
	for _, digits := range strings.Split(build, ".") {
		if strings.Trim(digits, "0123456789") != "" {
			return 0
		}
	}
	switch major + "." + strings.TrimLeft(minor, "0") { // 15.00 is 15, 15.01 is 15.1
	case "6.":
		return 2000
	case "6.5":
		return 2003
	case "8.", "8.1", "8.2", "8.3":
		return 2007
	case "14.", "14.1", "14.2", "14.3":
		return 2010
	case "15.":
		return 2013
	case "15.1":
		return 2016
	case "15.2":
		return 2019
	}
	return 0
}

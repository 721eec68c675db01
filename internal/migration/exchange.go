package migration

import "strings"

// Interface is a way to Exchange that replaces CDO 1.21.
type Interface string

// The interfaces.
const (
	Unknown     Interface = ""       // which one depends on a version that is not known
	NoInterface Interface = "none"   // nothing but CDO and its kin
	ByWebDAV    Interface = "WebDAV" // Exchange 2000 to 2007
	ByEWS       Interface = "EWS"
	ByGraph     Interface = "Graph"
)

// version is a row of the table of Exchange versions.
type version struct {
	Names string
	Match []string // as users write them, lower case
	Use   Interface
	// NoCDO: CDO 1.21 cannot connect to it. Exchange 2013 is the last
	// version that it can talk to (msxfaq, "MAPICDO").
	NoCDO  bool
	Advice string
}

// versions: WebDAV came with Exchange 2000 ("Exchange WebDAV 101") and is "not
// supported in Exchange 2010 and above" ("About WebDAV").
func versions() []version {
	return []version{
		{Names: "5.5", Match: []string{"5.5", "5"}, Use: NoInterface, Advice: "None: WebDAV came with Exchange 2000."},
		{Names: "2000, 2003, 2007", Match: []string{"2000", "2003", "2007"}, Use: ByWebDAV, Advice: "WebDAV."},
		{Names: "2010, 2013", Match: []string{"2010", "2013"}, Use: ByEWS, Advice: "EWS. WebDAV is not supported from Exchange 2010 on."},
		{
			Names: "2016, 2019, Subscription Edition", Match: []string{"2016", "2019", "se", "subscription edition"}, Use: ByEWS, NoCDO: true,
			Advice: "EWS. CDO 1.21 cannot connect: Exchange 2013 was the last version that it can talk to.",
		},
		{
			NoCDO: true,
			Names: "Online (Microsoft 365)", Match: []string{"online", "365", "office 365", "microsoft 365", "exchange online"}, Use: ByGraph,
			Advice: "Graph. EWS is being switched off there, according to reports tenant by tenant from October 2026 on and for all by April 2027; see Microsoft's announcements for the dates that hold for you.",
		},
	}
}

// For is the interface for an Exchange version as users write it: "2003",
// "Exchange 2003 SP2", "online". [Unknown] if the version is not known.
func For(exchange string) Interface {
	if v, ok := find(exchange); ok {
		return v.Use
	}
	return Unknown
}

// EndOfCDO reports that CDO 1.21 cannot connect to a version of Exchange.
func EndOfCDO(exchange string) bool {
	v, _ := find(exchange)
	return v.NoCDO
}

func find(exchange string) (version, bool) {
	s := strings.TrimSpace(strings.ToLower(exchange))
	s = strings.TrimSpace(strings.TrimPrefix(s, "microsoft "))
	s = strings.TrimSpace(strings.TrimPrefix(s, "exchange server"))
	s = strings.TrimSpace(strings.TrimPrefix(s, "exchange"))
	for _, v := range versions() {
		for _, m := range v.Match {
			if s == m || strings.HasPrefix(s, m+" ") || strings.HasPrefix(s, m+"sp") {
				return v, true
			}
		}
	}
	return version{}, false
}

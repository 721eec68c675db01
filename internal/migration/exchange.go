package migration

import "github.com/cdolint/cdolint/internal/exchange"

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
	First float64 // as [exchange.Version] counts years
	Use   Interface
	// NoCDO: CDO 1.21 cannot connect to it. Exchange 2013 is the last
	// version that it can talk to (msxfaq, "MAPICDO").
	NoCDO  bool
	Advice string
}

// versions: WebDAV came with Exchange 2000 ("Exchange WebDAV 101") and is "not
// supported in Exchange 2010 and above" ("About WebDAV").
// Each row is for what came from its first year on; the last is for Exchange
// Online.
func versions() []version {
	return []version{
		{Names: "5.5", Use: NoInterface, Advice: "None: WebDAV came with Exchange 2000."},
		{Names: "2000, 2003, 2007", First: 2000, Use: ByWebDAV, Advice: "WebDAV."},
		{Names: "2010, 2013", First: 2010, Use: ByEWS, Advice: "EWS. WebDAV is not supported from Exchange 2010 on."},
		{
			Names: "2016, 2019, Subscription Edition", First: 2016, Use: ByEWS, NoCDO: true,
			Advice: "EWS. CDO 1.21 cannot connect: Exchange 2013 was the last version that it can talk to.",
		},
		{
			Names: "Online (Microsoft 365)", Use: ByGraph, NoCDO: true,
			Advice: "Graph. EWS is being switched off there, according to reports tenant by tenant from October 2026 on and for all by April 2027; see Microsoft's announcements for the dates that hold for you.",
		},
	}
}

// For is the interface for an Exchange version as users write it: "2003",
// "Exchange 2003 SP2", "online". [Unknown] if the version is not known.
func For(name string) Interface {
	if v, ok := find(name); ok {
		return v.Use
	}
	return Unknown
}

// EndOfCDO reports that CDO 1.21 cannot connect to a version of Exchange.
func EndOfCDO(name string) bool {
	v, _ := find(name)
	return v.NoCDO
}

func find(name string) (version, bool) {
	v, ok := exchange.Parse(name)
	if !ok {
		return version{}, false
	}
	rows := versions()
	if v.Online {
		return rows[len(rows)-1], true
	}
	row := rows[0]
	for _, r := range rows[1 : len(rows)-1] {
		if v.Year >= r.First {
			row = r
		}
	}
	return row, true
}

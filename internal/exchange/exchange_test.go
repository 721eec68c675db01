package exchange_test

import (
	"testing"

	"github.com/cdolint/cdolint/internal/exchange"
)

func TestParse(t *testing.T) {
	for name, want := range map[string]exchange.Version{
		"4.0": {Year: 4}, "5": {Year: 5}, "5.5": {Year: 5.5}, "Exchange 5.5 SP4": {Year: 5.5},
		"2000": {Year: 2000}, "6.0": {Year: 2000}, "6": {Year: 2000},
		"2003 SP2": {Year: 2003}, "2003sp2": {Year: 2003}, "6.5": {Year: 2003}, "6.5.7638.1": {Year: 2003},
		"8.3": {Year: 2007}, "Microsoft Exchange Server 2007": {Year: 2007}, "14": {Year: 2010}, "Exchange 2010": {Year: 2010},
		"15": {Year: 2013}, "15.0": {Year: 2013}, "15.00.1497.002": {Year: 2013}, "2016": {Year: 2016}, "15.1": {Year: 2016}, "15.01.2507": {Year: 2016},
		"15.2": {Year: 2019}, " Microsoft Exchange Server 2019 CU9 ": {Year: 2019},
		"SE": {Year: 2025}, "Exchange Server Subscription Edition": {Year: 2025},
		"Exchange Online": {Year: 2025, Online: true}, "Office 365": {Year: 2025, Online: true}, "Microsoft 365": {Year: 2025, Online: true},
	} {
		if got, ok := exchange.Parse(name); !ok || got != want {
			t.Errorf("Parse(%q) = %+v, %t; want %+v", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "Exchange", "20x3", "2004", "newest", "-1", "1e3", "NaN", "6.1", "15.1.x", "15.3", "3", "16.0", "x 2003"} {
		if got, ok := exchange.Parse(name); ok {
			t.Errorf("Parse(%q) = %+v", name, got)
		}
	}
	for _, name := range exchange.Names() {
		if _, ok := exchange.Parse(name); !ok {
			t.Errorf("%q is offered and not read", name)
		}
	}
}

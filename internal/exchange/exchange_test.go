package exchange_test

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers/exchange"
)

func TestYear(t *testing.T) {
	for version, want := range map[string]float64{
		"5.5": 5.5, "2000": 2000, "6.5": 2003, "8.3": 2007, "15.1": 2016, "Microsoft Exchange Server 2019 CU9": 2019, "Exchange Online": 2025, "2003 SP2": 2003, "Exchange 2010": 2010, "2016": 2016, "SE": 2025, "Subscription Edition": 2025,
		"": 0, "newest": 0, "-1": 0,
	} {
		if got := exchange.Year(version); got != want {
			t.Errorf("Year(%q) = %v, want %v", version, got, want)
		}
	}
}

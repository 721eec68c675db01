package comparison

import "testing"

func TestFindKnowsTheReadingsOfAnError(t *testing.T) {
	for _, c := range []struct {
		n       float64
		name    string
		reading string
	}{
		{-2147221231, "LOGON_FAILED", "signed"},
		{2147746065, "LOGON_FAILED", "unsigned"},
		{-2147746065, "LOGON_FAILED", "negated"},
		{1273, "LOGON_FAILED", "short"},
		{1285, "FAILONEPROVIDER", "short"},
		{-2147219963, "NOT_INITIALIZED", "signed"},
		{2541, "NOT_INITIALIZED", "short"},
		{-2147024891, "NO_ACCESS", "signed"},
		{17389, "CALL_FAILED", "short"},
		{424, "", ""},
		{0, "", ""},
		{2147746065.5, "", ""},
		{1e300, "", ""},
	} {
		got, reading := find(c.n)
		if got.name != c.name || reading != c.reading {
			t.Errorf("find(%v) = %s, %s, want %s, %s", c.n, got.name, reading, c.name, c.reading)
		}
	}
}

func TestWordsHoldEveryWrongReading(t *testing.T) {
	for _, c := range codes {
		digits := itoa(c.hresult)
		found := false
		for _, w := range Words() {
			found = found || len(digits) >= len(w) && digits[:len(w)] == w
		}
		if !found {
			t.Errorf("%s: a page with %s would not be parsed", c.name, digits)
		}
	}
}

func itoa(n uint32) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

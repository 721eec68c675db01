package report

import (
	"slices"
	"testing"
)

func TestMessagesAreTakenApart(t *testing.T) {
	for message, want := range map[string][]segment{
		"":                          nil,
		"plain":                     {{text: "plain"}},
		"see [here](1).":            {{text: "see "}, {text: "here", link: 1}, {text: "."}},
		"[a](1)[b](2)":              {{text: "a", link: 1}, {text: "b", link: 2}},
		"[a](3)":                    {{text: "[a](3)"}},
		"[a](0)":                    {{text: "[a](0)"}},
		"[a](x)":                    {{text: "[a](x)"}},
		"[a](https://b.example)":    {{text: "[a](https://b.example)"}},
		"[a] (1)":                   {{text: "[a] (1)"}},
		"x[0](1)":                   {{text: "x"}, {text: "0", link: 1}},
		"[[a](1)":                   {{text: "["}, {text: "a", link: 1}},
		"](1)":                      {{text: "](1)"}},
		"[a](1":                     {{text: "[a](1"}},
		"[a](99999999999999999999)": {{text: "[a](99999999999999999999)"}},
	} {
		if got := segments(message, 2); !slices.Equal(got, want) {
			t.Errorf("%q: %+v, want %+v", message, got, want)
		}
	}
}

func TestTheFirstSentenceIsFound(t *testing.T) {
	for message, want := range map[string]string{
		"One. Two.":                            "One.",
		"One":                                  "One",
		"In default.asp it fails. Why? Token.": "In default.asp it fails.",
		"Uses e.g. Basic. Then more.":          "Uses e.g. Basic.",
		"IIS 6.0 says no. Yes.":                "IIS 6.0 says no.",
		"Ends here? Yes":                       "Ends here?",
	} {
		if got, _ := firstSentence(message); got != want {
			t.Errorf("%q: %q, want %q", message, got, want)
		}
	}
}

func TestSentencesEnd(t *testing.T) {
	for in, want := range map[string]string{"x": "x.", "x.": "x.", "x?": "x?", "x \n": "x.", "": ""} {
		if got := sentence(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

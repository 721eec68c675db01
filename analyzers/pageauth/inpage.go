package pageauth

import (
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// inPage judges what the page itself shows; known is false if that is no scheme.
func (j *judge) inPage() (set methods, known bool) {
	set = j.named
	switch {
	case j.first != nil:
		j.challenges()
		return set, true
	case len(j.User) > 0:
		set.integrated = true
		g := j.User[0]
		text := "ProfileInfo is made of " + g.Text + ", which only an authenticated request has; taken for Integrated Windows authentication"
		j.fromPage(g.At, text)
		j.assume(g.At, text)
		return set, true
	}
	if j.bare != nil {
		j.auth.Challenged = true
		j.show(j.bare.At, "the page asks for a user (401) without saying how")
	} else if j.value(iis.DenyAnonymous) == "true" {
		j.auth.Challenged = true
		j.steps(iis.DenyAnonymous)
	} else {
		for i, r := range j.Evidence.UserReads {
			if i < 3 {
				j.assume(r.At, r.Name+" is read, which alone does not show how the visitor is authenticated")
			}
		}
	}
	if j.Effective != nil {
		for i, s := range j.Effective.Weak {
			if i < 3 {
				j.assume(s.At, s.Raw+" ("+string(s.Origin)+"): a hint, not what the server does")
			}
		}
	}
	return methods{}, false
}

// challenges shows one challenge of the page for each scheme that they name.
func (j *judge) challenges() {
	var texts []string
	for _, c := range j.auth.Challenges {
		texts = append(texts, strconv.Quote(c.Text))
		text := "the page answers with the challenge " + strconv.Quote(c.Text)
		j.fromPage(c.At, text)
		j.show(c.At, text)
	}
	noun := "challenge "
	if len(texts) > 1 {
		noun = "challenges "
	}
	j.auth.Setting = "the page's own " + noun + strings.Join(texts, " and ")
}

// fromPage notes that the page itself shows the scheme.
func (j *judge) fromPage(at source.Place, setting string) {
	if j.auth.Source != InPage {
		j.auth.Source, j.auth.Confidence = InPage, fact.Medium
		j.auth.Where = j.where(at)
	}
	j.auth.Setting = setting
}

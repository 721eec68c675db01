package pageauth

import (
	"fmt"
	"path"
	"slices"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

func (j *judge) step(at source.Place, text string, assumed bool) {
	j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: at, Text: text, Assumed: assumed})
}

// show adds a link to the evidence.
func (j *judge) show(at source.Place, text string) { j.step(at, text, false) }

// assume adds a link to the evidence that nothing shows to hold.
func (j *judge) assume(at source.Place, text string) { j.step(at, text, true) }

// steps shows settings as evidence, each once.
func (j *judge) steps(names ...iis.Name) {
	for _, n := range names {
		if v := j.eff(n); v.Setting != nil {
			over := ""
			if len(v.Overridden) > 0 && v.Overridden[0].Value != v.Setting.Value {
				over = "; it overrides " + v.Overridden[0].Raw + " in " + j.where(v.Overridden[0].At)
			}
			if v.If.IsValid() {
				over += "; under a condition (" + j.where(v.If) + ") that nothing decides"
			}
			j.stepSetting(v.Setting, over)
		}
	}
}

func (j *judge) stepSetting(s *iis.Setting, more string) {
	for i := range j.auth.Steps {
		if j.auth.Steps[i].At == s.At {
			return
		}
	}
	if s.CalledAt.IsValid() && !slices.ContainsFunc(j.auth.Steps, func(x fact.Step) bool { return x.At == s.CalledAt }) {
		j.show(s.CalledAt, "the call whose arguments the setting hangs on")
	}
	text := s.Raw
	if s.Scope != "" {
		text += " for " + s.Scope
	}
	switch {
	case s.Guess:
		text += " (no folder of the repository matches; assumed to apply here)"
	case s.Unmatched != "":
		text += " (no folder of the repository matches " + s.Unmatched + ", where the site lies; assumed to be " + folderWords(s.Folder) + ")"
	case s.Assumed:
		text += " (nothing says where the site lies; assumed to be " + folderWords(s.Folder) + ")"
	}
	if s.Uncalled {
		text += " (in a procedure that nothing calls)"
	}
	if s.Locked {
		text += " (the section is locked here: IIS answers 500.19 until it is unlocked)"
	}
	j.step(s.At, text+more, s.Guess || s.Assumed || s.Uncalled)
}

func folderWords(folder string) string {
	if folder == "." {
		return "the whole repository"
	}
	return "the folder " + folder
}

// where names a place for a message: "web.config line 7".
func (j *judge) where(at source.Place) string {
	if j.Line == nil {
		return path.Base(at.Path)
	}
	return fmt.Sprintf("%s line %d", at.Path, j.Line(at))
}

// whereSet is where a setting stands, and whether something runs it.
func (j *judge) whereSet(s *iis.Setting) string {
	if s.Uncalled {
		return j.where(s.At) + ", in a procedure that nothing calls"
	}
	if s.CalledAt.IsValid() && j.Line != nil {
		if s.CalledAt.Path != s.At.Path {
			return fmt.Sprintf("%s, run by %s", j.where(s.At), j.where(s.CalledAt))
		}
		return fmt.Sprintf("%s, called in line %d", j.where(s.At), j.Line(s.CalledAt))
	}
	return j.where(s.At)
}

func (j *judge) whereAsserted() string {
	if w := j.Assert.At; w.File != "" {
		return fmt.Sprintf("%s line %d", w.File, w.Line)
	}
	return "the cdolint configuration"
}

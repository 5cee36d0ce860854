package story

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Place is where a learner is in the story.
type Place struct {
	Frame  Frame
	Given  Guesses
	Spent  time.Duration // on the story, until it worked
	Values Values        // in the holes
}

// String is a place as one line of the settings that can be mended by hand:
// frame=bet-name guesses=yn?? spent=95. The start and the end need no line.
func (p Place) String() string {
	if p.Frame <= Flat1 && p.Given == (Guesses{}) || p.Frame >= End {
		return ""
	}
	v := url.Values{}
	v.Set("frame", frameWords[p.Frame].name)
	v.Set("guesses", p.Given.String())
	v.Set("spent", strconv.Itoa(int(p.Spent.Seconds())))
	for i, text := range p.Values {
		if text != "" {
			v.Set("hole"+strconv.Itoa(i+1), text)
		}
	}
	return strings.ReplaceAll(v.Encode(), "&", " ")
}

const guessLetters = "?yn"

func (given Guesses) String() string {
	text := ""
	for _, g := range given {
		text += guessLetters[g : g+1]
	}
	return text
}

// ReadPlace reads a line of the settings. One that makes no sense is the start; resumed
// tells whether it led anywhere else.
func ReadPlace(line string) (p Place, resumed bool) {
	p.Frame = Flat1
	v, err := url.ParseQuery(strings.ReplaceAll(line, " ", "&"))
	if err != nil || line == "" {
		return p, false
	}
	for f := Flat1; f < End; f++ {
		if frameWords[f].name == v.Get("frame") {
			p.Frame, resumed = f, true
		}
	}
	p.readGuesses(v.Get("guesses"))
	for i := range p.Values {
		p.Values[i] = v.Get("hole" + strconv.Itoa(i+1))
	}
	if n, err := strconv.Atoi(v.Get("spent")); err == nil && n > 0 {
		p.Spent = time.Duration(n) * time.Second
	}
	return p, resumed
}

// readGuesses takes the guesses that were made, and stays at the first frame whose guess
// is missing: nothing is shown before it was guessed.
func (p *Place) readGuesses(text string) {
	for i := range p.Given {
		if i < len(text) {
			p.Given[i] = Guess(max(0, strings.IndexByte(guessLetters, text[i])))
		}
	}
	for f := Flat1; f < p.Frame; f++ {
		if f.Asks() && p.Given[f.Bet()] == Unsaid {
			p.Frame = f
		}
	}
}

package prologue

// frame is one page of the story; each holds one idea.
type frame uint8

const (
	frameAsk        frame = iota // how much do you know?
	frameDate                    // when is the exam?
	frameFlat1                   // a prediction within the cluster
	frameFlat2                   // a prediction beyond it
	frameRead                    // the policy, sentence by sentence
	frameApplied                 // what it changes
	frameBetName                 // will it work by name?
	frameBetAddress              // and by address?
	frameRun                     // both commands run
	frameWhy                     // two connections, not one
	frameFill                    // the file with two holes
	frameAgain                   // both commands run again
	frameEnd                     // the sentence to remember, and where to go
	frameExam                    // beyond the end: about exams
	frameOwn                     // beyond the end: a cluster of one's own

	frames
)

// words are the frames' names where a place is kept, and their titles.
var frameWords = [frames]struct {
	name, title string
	chapter     int // of the five; 0 before the story
}{
	frameAsk:        {"ask", "Welcome", 0},
	frameDate:       {"date", "Your exam", 0},
	frameFlat1:      {"flat-1", "A cluster without policies", 1},
	frameFlat2:      {"flat-2", "A cluster without policies", 1},
	frameRead:       {"read", "The first policy", 2},
	frameApplied:    {"applied", "The policy is applied", 2},
	frameBetName:    {"bet-name", "First bet: by name", 2},
	frameBetAddress: {"bet-address", "Second bet: by address", 2},
	frameRun:        {"run", "Both commands run", 3},
	frameWhy:        {"why", "Why", 3},
	frameFill:       {"fill", "Mend it", 4},
	frameAgain:      {"again", "The same commands again", 4},
	frameEnd:        {"end", "The sentence to remember", 5},
	frameExam:       {"exam", "An exam", 5},
	frameOwn:        {"own", "Your own cluster", 5},
}

const chapters = 5

func (f frame) title() string { return frameWords[f].title }
func (f frame) chapter() int  { return frameWords[f].chapter }

// bet is the guess that a frame asks for.
func (f frame) bet() bet {
	switch f {
	case frameFlat1:
		return betNeighbour
	case frameFlat2:
		return betOutside
	case frameBetName:
		return betName
	}
	return betAddress
}

// asks tells whether a frame wants a yes or a no.
func (f frame) asks() bool {
	return f == frameFlat1 || f == frameFlat2 || f == frameBetName || f == frameBetAddress
}

// bet is one of the four guesses of the story.
type bet uint8

const (
	betNeighbour bet = iota
	betOutside
	betName
	betAddress

	bets
)

// guess is what the learner said.
type guess uint8

const (
	guessNone guess = iota
	guessYes
	guessNo
)

func (g guess) word() string {
	if g == guessYes {
		return "yes"
	}
	return "no"
}

// right tells whether a guess was what came of it.
func (g guess) right(allowed bool) bool { return g != guessNone && (g == guessYes) == allowed }

package story

// Frame is one page of the story; each holds one idea.
type Frame uint8

const (
	Ask        Frame = iota // how much do you know?
	Date                    // when is the exam?
	Flat1                   // a prediction within the cluster
	Flat2                   // a prediction beyond it
	Read                    // the policy, sentence by sentence
	Applied                 // what it changes
	BetName                 // will it work by name?
	BetAddress              // and by address?
	Run                     // both commands run
	Why                     // two connections, not one
	Fill                    // the file with two holes
	Again                   // both commands run again
	End                     // the sentence to remember, and where to go
	Exam                    // beyond the end: about exams
	Own                     // beyond the end: a cluster of one's own

	frames
)

// frameWords are the frames' names where a place is kept, and what they say.
var frameWords = [frames]struct {
	name, title string
	chapter     int // of the five; 0 before the story
	says        string
	question    string // to be answered by yes or no
	lesson      string // what an answer teaches
}{
	Ask:  {name: "ask", title: "Welcome", says: "You learn Kubernetes NetworkPolicy here by writing it. The cluster is simulated: nothing can break."},
	Date: {name: "date", title: "Your exam"},
	Flat1: {"flat-1", "A cluster without policies", 1,
		"app1-0 wants to open a connection to other-0. That is a Pod of another namespace.",
		"Does policy allow it?", "A namespace is a name, not a wall."},
	Flat2: {"flat-2", "A cluster without policies", 1,
		"And google.com? That is outside the cluster.",
		"Does policy allow it?", "Without a policy every way is open: to any Pod, to DNS, to the whole world."},
	Read: {name: "read", title: "The first policy", chapter: 2,
		says: "Somebody wants space1 to reach space2 and nothing else:"},
	Applied: {name: "applied", title: "The policy is applied", chapter: 2,
		says: "Two ways are closed now, as was wanted. What about the other two? Two bets."},
	BetName: {name: "bet-name", title: "First bet: by name", chapter: 2,
		says:     "In app1-0 somebody asks for a page, by name. microservice1.space2 is the Service in front of microservice1-0.",
		question: "Will the page come?"},
	BetAddress: {name: "bet-address", title: "Second bet: by address", chapter: 2,
		says:     "And the same page by the address of the Pod, without any name.",
		question: "Will the page come?"},
	Run: {name: "run", title: "Both commands run", chapter: 3},
	Why: {name: "why", title: "Why", chapter: 3,
		says: "A call by name is two connections. The first one asks DNS for the address:"},
	Fill: {name: "fill", title: "Mend it", chapter: 4,
		says: "A second rule, for DNS. Names are asked for over UDP, and over TCP when the answer is long. Two values are missing: type them."},
	Again: {name: "again", title: "The same commands again", chapter: 4},
	End:   {name: "end", title: "The sentence to remember", chapter: 5},
	Exam:  {name: "exam", title: "An exam", chapter: 5, says: "Exams with a clock are not part of this version yet. They will come."},
	Own: {name: "own", title: "Your own cluster", chapter: 5,
		says: "What do the policies of your own cluster do? Put them into a file. kubectl only reads, and nothing leaves your machine."},
}

// Chapters is how many chapters the story has.
const Chapters = 5

// Title is the head of a frame.
func (f Frame) Title() string { return frameWords[f].title }

// Chapter is the number of a frame's chapter, from 1; 0 before the story.
func (f Frame) Chapter() int { return frameWords[f].chapter }

// Says is what a frame begins with.
func (f Frame) Says() string { return frameWords[f].says }

// Question is what a frame that asks wants a yes or a no to.
func (f Frame) Question() string { return frameWords[f].question }

// Lesson is what the answer to a prediction teaches.
func (f Frame) Lesson() string { return frameWords[f].lesson }

// Bet is the guess that a frame asks for.
func (f Frame) Bet() Bet {
	switch f {
	case Flat1:
		return Neighbour
	case Flat2:
		return Outside
	case BetName:
		return ByName
	}
	return ByAddress
}

// Asks tells whether a frame wants a yes or a no.
func (f Frame) Asks() bool { return f.Question() != "" }

// Bet is one of the four guesses of the story.
type Bet uint8

const (
	Neighbour Bet = iota
	Outside
	ByName
	ByAddress

	// Bets is how many there are.
	Bets
)

// Guess is what the learner said.
type Guess uint8

// Guesses are all of them.
type Guesses [Bets]Guess

const (
	Unsaid Guess = iota
	Yes
	No
)

// Word is yes or no.
func (g Guess) Word() string {
	if g == Yes {
		return "yes"
	}
	return "no"
}

// Right tells whether a guess was what came of it.
func (g Guess) Right(allowed bool) bool { return g != Unsaid && (g == Yes) == allowed }

// Package progress keeps what a learner did: every submit, hint and answer as events,
// what follows from them as records, the texts in the editor as drafts, and settings.
//
//	event.go, record.go     what happens, and what it adds up to for a lesson
//	history.go, state.go    what it adds up to for a cause, and for all of them
//	memory.go               a store that forgets
//	file.go                 a store in a folder: Open
//	journal.go              attempts.jsonl, one event a line, only ever appended to
//	snapshot.go             what the events add up to, so that start-up stays short
//	drafts.go, settings.go  small files, replaced as a whole
//	copies.go               texts beside a draft that another program changed
//	lock_*.go, replace.go   what makes it safe with several programs and after a crash
package progress

import "errors"

// Store keeps the progress of one learner. All methods may be called from several
// goroutines.
type Store interface {
	// Lesson is what is known about a lesson; the zero Record if it was never tried.
	Lesson(id string) Record
	// All is what is known about every lesson that was ever tried.
	All() map[string]Record
	// History lists the encounters with causes in all lessons, in the order in which they
	// happened.
	History() []Encounter
	// Record adds an event. Its time is set by the store's clock if it has none.
	Record(id string, e Event) error

	// Draft is the text that was last saved for a lesson; ok is false without one.
	Draft(id string) (text string, ok bool, err error)
	// SaveDraft replaces the draft. It answers ErrDraftChanged as long as somebody else
	// has changed it since this store last read it with Draft or wrote it.
	SaveDraft(id, text string) error
	// Look is Draft without that leave: SaveDraft goes on to refuse.
	Look(id string) (text string, ok bool, err error)
	// ReplaceDraft is SaveDraft with leave to replace one text of another program: over.
	ReplaceDraft(id, over, text string) error
	// Copies are the texts beside a draft that may not replace it, the latest first.
	// Whoever asks takes charge of them: they stay until DropCopy.
	Copies(id string) ([]Copy, error)
	// DropCopy removes a text beside a draft.
	DropCopy(id string, c Copy) error
	// InMemory is why texts are lost when the program ends, such as a full disk; nil
	// while they are safe.
	InMemory() error
	// DraftPath is the file of the draft, "" if there is none on disk.
	DraftPath(id string) string

	Settings() Settings
	SaveSettings(Settings) error

	// Reset forgets a lesson: its record and its draft.
	Reset(id string) error
	// ResetAll forgets every lesson. Settings stay.
	ResetAll() error
}

// ErrDraftChanged says that a draft was changed by another program. Nothing was
// overwritten; the text that was to be saved is in a file beside the draft. Whoever
// reads the draft again with Draft may save over it.
var ErrDraftChanged = errors.New("the draft was changed by another program")

// ErrNewer says that the folder was written by a newer version of the program.
var ErrNewer = errors.New("written by a newer version of netpol-tutor")

// version is that of every file this package writes.
const version = 1

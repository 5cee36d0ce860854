package progress

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// FileStore is a Store in a folder, which several programs may have open at once. When
// the folder cannot be written it goes on in memory, tries again with every change,
// and says so once: see Notice.
type FileStore struct {
	dir string
	now func() time.Time

	mu       sync.Mutex
	journal  journal
	saved    int64             // bytes of the journal that the last snapshot covers
	state    *state            // what the journal adds up to
	pending  []entry           // events that are not in the journal yet
	seen     map[string]string // drafts as last read or written here
	unsaved  map[string]string // drafts that could not be written
	asides   map[string]string // files of our own copies beside drafts
	settings settingsFile
	notice   string
	told     bool
	disk     error // why the last thing was not written; nil if it was
}

var _ Store = (*FileStore)(nil)

// Open opens the store in a folder, which is made if it is missing. It fails only if
// the folder was written by a newer version of the program (ErrNewer), so that nothing
// in it is spoilt. A folder that cannot be read or written is no error: see Notice.
func Open(dir string, now func() time.Time) (*FileStore, error) {
	s := &FileStore{
		dir: dir, now: now, journal: journal{file: filepath.Join(dir, "attempts.jsonl")},
		state: newState(), seen: map[string]string{}, unsaved: map[string]string{},
		asides: map[string]string{},
	}
	s.wrote(s.prepare())
	s.startFromSnapshot()
	if err := s.follow(); err != nil {
		return nil, err
	}
	if err := s.readSettings(); err != nil {
		return nil, err
	}
	return s, nil
}

// prepare makes the folder, private to its owner, and finds out whether it can be written.
func (s *FileStore) prepare() error {
	drafts := filepath.Join(s.dir, "drafts")
	if err := os.MkdirAll(drafts, folderMode); err != nil {
		return err
	}
	for _, dir := range []string{s.dir, drafts} {
		if err := private(dir); err != nil {
			return err
		}
	}
	return locked(s.dir, func() error { return nil })
}

func private(dir string) error {
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	return os.Chmod(dir, folderMode)
}

// Notice is one sentence about what could not be read or written, once; afterwards,
// and while all is well, it is "".
func (s *FileStore) Notice() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.notice
	s.notice = ""
	return n
}

// trouble remembers that the disk failed. The learner is told the first time only.
func (s *FileStore) trouble(err error) {
	if err == nil || s.told {
		return
	}
	s.told = true
	s.notice = fmt.Sprintf("Progress cannot be saved (%v): what you do is kept until you leave.", err)
}

// wrote notes what came of writing. A text that is still in memory only keeps the
// reason why.
func (s *FileStore) wrote(err error) {
	if err != nil || len(s.unsaved) == 0 {
		s.disk = err
	}
	s.trouble(err)
}

// InMemory is why texts are kept until the program ends only; nil while the disk takes
// them.
func (s *FileStore) InMemory() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.disk
}

func (s *FileStore) snapshotFile() string { return filepath.Join(s.dir, "progress.json") }

func (s *FileStore) startFromSnapshot() {
	snap, ok := readSnapshot(s.snapshotFile())
	if ok && s.journal.reaches(snap.Read) {
		s.state, s.journal.read, s.saved = &state{snap.Records, snap.History}, snap.Read, snap.Read
	}
}

// follow takes up what other programs recorded. Only a newer version is an error; a
// journal that cannot be read leaves us with what we know.
func (s *FileStore) follow() error {
	again, err := s.journal.follow(s.state)
	if again {
		s.saved = 0
	}
	if isNewer(err) {
		return err
	}
	s.trouble(err)
	return nil
}

// Lesson is what is known about a lesson, by other programs too.
func (s *FileStore) Lesson(id string) Record { return s.All()[id] }

// All is what is known about every lesson, by other programs too.
func (s *FileStore) All() map[string]Record { return s.whole().records }

// History lists the encounters with causes, by other programs too.
func (s *FileStore) History() []Encounter { return s.whole().history }

// whole is what the journal adds up to, and what is not in it yet.
func (s *FileStore) whole() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble(s.follow())
	all := s.state.copy()
	for _, e := range s.pending {
		all.fold(e.Lesson, e.Event)
	}
	return all
}

// Record adds an event. When the disk fails it is kept, and written with the next one.
func (s *FileStore) Record(id string, e Event) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.record(id, e)
}

func (s *FileStore) record(id string, e Event) error {
	s.pending = append(s.pending, entry{id, e.at(s.now)})
	err := locked(s.dir, s.flush)
	if isNewer(err) {
		return err
	}
	s.wrote(err)
	return nil
}

// flush writes what is pending behind what others have written meanwhile.
func (s *FileStore) flush() error {
	if _, err := s.journal.follow(s.state); err != nil {
		return err
	}
	if err := s.journal.append(s.pending); err != nil {
		return err
	}
	s.pending = nil
	if _, err := s.journal.follow(s.state); err != nil {
		return err
	}
	return s.snapshot()
}

func (s *FileStore) snapshot() error {
	if s.journal.read-s.saved < snapshotEvery {
		return nil
	}
	s.saved = s.journal.read
	return snapshot{Read: s.journal.read, Records: s.state.records, History: s.state.history}.write(s.snapshotFile())
}

// Reset forgets a lesson. The journal keeps what was forgotten, the draft among it.
func (s *FileStore) Reset(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forget(id)
}

func (s *FileStore) forget(id string) error {
	text, _, err := s.draft(id)
	s.trouble(err)
	if err := s.record(id, Event{Kind: Forgotten, Text: text}); err != nil {
		return err
	}
	s.trouble(s.removeDraft(id))
	return nil
}

// ResetAll forgets every lesson.
func (s *FileStore) ResetAll() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range s.drafted() {
		if err := s.forget(id); err != nil {
			return err
		}
	}
	return s.record("", Event{Kind: Forgotten})
}

// drafted lists the lessons that have a draft.
func (s *FileStore) drafted() []string {
	ids := slices.Collect(maps.Keys(s.unsaved))
	entries, err := os.ReadDir(filepath.Join(s.dir, "drafts"))
	s.trouble(err)
	for _, e := range entries {
		if id, ok := draftID(e.Name()); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

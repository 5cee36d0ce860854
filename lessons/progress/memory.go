package progress

import (
	"errors"
	"sync"
	"time"
)

// MemoryStore is a Store that forgets when the program ends.
type MemoryStore struct {
	mu       sync.Mutex
	now      func() time.Time
	state    *state
	drafts   map[string]string
	settings Settings
}

// Memory is an empty store in memory, with a clock.
func Memory(now func() time.Time) *MemoryStore {
	return &MemoryStore{now: now, state: newState(), drafts: map[string]string{}}
}

var _ Store = (*MemoryStore)(nil)

func (m *MemoryStore) Lesson(id string) Record {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state.records[id]
}

func (m *MemoryStore) All() map[string]Record {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state.copy().records
}

func (m *MemoryStore) History() []Encounter {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state.copy().history
}

func (m *MemoryStore) Record(id string, e Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.fold(id, e.at(m.now))
	return nil
}

func (m *MemoryStore) Draft(id string) (text string, ok bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	text, ok = m.drafts[id]
	return text, ok, nil
}

func (m *MemoryStore) SaveDraft(id, text string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drafts[id] = text
	return nil
}

// Look is Draft: nobody else can change what is in memory.
func (m *MemoryStore) Look(id string) (text string, ok bool, err error) { return m.Draft(id) }

// ReplaceDraft is SaveDraft: nobody else can have changed it.
func (m *MemoryStore) ReplaceDraft(id, _, text string) error { return m.SaveDraft(id, text) }

func (m *MemoryStore) Copies(string) ([]Copy, error) { return nil, nil }

func (m *MemoryStore) DropCopy(string, Copy) error { return nil }

var errForgets = errors.New("kept in memory only")

// InMemory is always an error: this store forgets.
func (m *MemoryStore) InMemory() error { return errForgets }

func (m *MemoryStore) DraftPath(string) string { return "" }

func (m *MemoryStore) Settings() Settings {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings
}

func (m *MemoryStore) SaveSettings(s Settings) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings = s
	return nil
}

func (m *MemoryStore) Reset(id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.drafts, id)
	m.state.fold(id, Event{Kind: Forgotten})
	return nil
}

func (m *MemoryStore) ResetAll() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.drafts)
	m.state.clear()
	return nil
}

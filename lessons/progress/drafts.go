package progress

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	draftSuffix = ".yaml"
	odd         = "x--" // starts the file name of an id that is not safe as one
)

// draftName is the file name of a lesson's draft. Ids of lessons are slugs; any other
// id is spelt in hexadecimal, so that no id can lead out of the folder.
func draftName(id string) string {
	safe := id != "" && len(id) <= 100 && strings.Trim(id, "-") == id && !strings.HasPrefix(id, odd)
	for _, r := range id {
		safe = safe && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-')
	}
	if !safe {
		id = odd + hex.EncodeToString([]byte(id))
	}
	return id + draftSuffix
}

// draftID is the lesson of a draft's file; ok is false for files that are something else.
func draftID(name string) (id string, ok bool) {
	id, ok = strings.CutSuffix(name, draftSuffix)
	if code, found := strings.CutPrefix(id, odd); found {
		text, err := hex.DecodeString(code)
		id, ok = string(text), ok && err == nil
	}
	return id, ok && draftName(id) == name
}

func (s *FileStore) draftFile(id string) string {
	return filepath.Join(s.dir, "drafts", draftName(id))
}

// DraftPath is the file of a lesson's draft, "" while there is none on disk.
func (s *FileStore) DraftPath(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := os.Stat(s.draftFile(id)); err != nil {
		return ""
	}
	return s.draftFile(id)
}

// Draft is the text of a lesson's draft, as other programs may have left it.
func (s *FileStore) Draft(id string) (text string, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.draft(id)
}

func (s *FileStore) draft(id string) (string, bool, error) {
	text, ok, err := s.look(id)
	if _, kept := s.unsaved[id]; err == nil && !kept {
		s.seen[id] = text
	}
	return text, ok, err
}

// Look is Draft for those who only want to know: it gives no leave to save over what
// another program wrote.
func (s *FileStore) Look(id string) (text string, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.look(id)
}

func (s *FileStore) look(id string) (string, bool, error) {
	if text, ok := s.unsaved[id]; ok {
		return text, true, nil
	}
	return readDraft(s.draftFile(id))
}

// readDraft is the text of a file; an absent one and an empty one differ in ok alone.
func readDraft(file string) (text string, ok bool, err error) {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNotFolder):
		return "", false, nil
	case err != nil:
		return "", false, fmt.Errorf("read the draft: %w", err)
	}
	return string(data), true, nil
}

// SaveDraft replaces a lesson's draft. When the disk fails the text is kept in memory.
func (s *FileStore) SaveDraft(id, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keepDraft(id, text)
}

// ReplaceDraft is SaveDraft by somebody who has seen what another program wrote, and has
// decided against that.
func (s *FileStore) ReplaceDraft(id, over, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[id] = over
	return s.keepDraft(id, text)
}

func (s *FileStore) keepDraft(id, text string) error {
	var changed error
	err := locked(s.dir, func() error {
		var err error
		changed, err = s.saveDraft(id, text)
		return err
	})
	if err != nil {
		s.unsaved[id] = text
		s.wrote(err)
		return nil
	}
	delete(s.unsaved, id)
	if len(s.pending) > 0 {
		err = locked(s.dir, s.flush) // the disk may take it now
	}
	s.wrote(err)
	return changed
}

func (s *FileStore) saveDraft(id, text string) (changed, err error) {
	there, ok, err := readDraft(s.draftFile(id))
	switch {
	case err != nil:
		return nil, err
	case ok && there == text:
	case ok && there != s.seen[id]:
		return s.putAside(id, text)
	default:
		if err := replace(s.draftFile(id), []byte(text)); err != nil {
			return nil, err
		}
	}
	s.seen[id] = text
	s.settled(id)
	return nil, nil
}

func (s *FileStore) removeDraft(id string) error {
	delete(s.unsaved, id)
	delete(s.seen, id)
	return locked(s.dir, func() error {
		s.settled(id)
		if err := os.Remove(s.draftFile(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove the draft: %w", err)
		}
		return nil
	})
}

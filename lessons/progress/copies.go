package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Copy is a text that may not replace a draft, since another program had changed the
// draft meanwhile. It stays beside the draft until somebody has chosen.
type Copy struct {
	Name string // of its file
	Text string
	At   time.Time // when it was last written
}

const copyMark = ".other-"

// copyName is the file name of the nth copy of a lesson's draft.
func copyName(id string, n int) string {
	return strings.TrimSuffix(draftName(id), draftSuffix) + copyMark + strconv.Itoa(n) + draftSuffix
}

// isCopy tells whether a file is a copy of the draft of a lesson.
func isCopy(id, name string) bool {
	rest, found := strings.CutPrefix(name, strings.TrimSuffix(draftName(id), draftSuffix)+copyMark)
	number, ends := strings.CutSuffix(rest, draftSuffix)
	n, err := strconv.Atoi(number)
	return found && ends && err == nil && copyName(id, n) == name
}

// aside is the file of our own copy. The number of the process keeps programs apart that
// run at once; numbers come back, so a copy of an earlier program is stepped over. The
// caller holds the lock of the folder.
func (s *FileStore) aside(id string) string {
	if file, ok := s.asides[id]; ok {
		return file
	}
	for n := os.Getpid(); ; n++ {
		file := filepath.Join(s.dir, "drafts", copyName(id, n))
		if _, err := os.Lstat(file); err != nil {
			s.asides[id] = file
			return file
		}
	}
}

// putAside saves a text that must not replace what another program wrote.
func (s *FileStore) putAside(id, text string) (changed, err error) {
	file := s.aside(id)
	if there, ok, err := readDraft(file); err != nil || !ok || there != text {
		if err := replace(file, []byte(text)); err != nil {
			return nil, err
		}
	}
	return fmt.Errorf("%w; your text is in %s", ErrDraftChanged, file), nil
}

// settled removes our own copy, which the draft has caught up with.
func (s *FileStore) settled(id string) {
	if file, ok := s.asides[id]; ok {
		_ = os.Remove(file) // one that stays is offered again, which loses nothing
		delete(s.asides, id)
	}
}

// Copies are the texts beside a draft, the latest first. Those of this store are no
// longer its own afterwards: only DropCopy removes them.
func (s *FileStore) Copies(id string) ([]Copy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.asides, id)
	entries, err := os.ReadDir(filepath.Join(s.dir, "drafts"))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotFolder) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for texts beside the draft: %w", err)
	}
	var copies []Copy
	for _, e := range entries {
		if c, ok := s.readCopy(id, e); ok {
			copies = append(copies, c)
		}
	}
	slices.SortStableFunc(copies, func(a, b Copy) int { return b.At.Compare(a.At) })
	return copies, nil
}

func (s *FileStore) readCopy(id string, e fs.DirEntry) (Copy, bool) {
	if !isCopy(id, e.Name()) || !e.Type().IsRegular() {
		return Copy{}, false
	}
	text, ok, err := readDraft(filepath.Join(s.dir, "drafts", e.Name()))
	if err != nil || !ok {
		return Copy{}, false
	}
	c := Copy{Name: e.Name(), Text: text}
	if info, err := e.Info(); err == nil {
		c.At = info.ModTime()
	}
	return c, true
}

// DropCopy removes a text beside a draft, unless another program has written another
// one into its file.
func (s *FileStore) DropCopy(id string, c Copy) error {
	if !isCopy(id, c.Name) {
		return fmt.Errorf("remove %q: it is no copy of the draft", c.Name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return locked(s.dir, func() error {
		file := filepath.Join(s.dir, "drafts", c.Name)
		if text, ok, err := readDraft(file); err != nil || !ok || text != c.Text {
			return err
		}
		return os.Remove(file)
	})
}

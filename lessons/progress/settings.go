package progress

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
)

// Settings are what a learner has chosen. The zero value is a learner who was not
// asked anything yet.
type Settings struct {
	Experience string `json:"experience"` // new, some or exam
	ExamDate   string `json:"examDate"`   // as 2026-11-23
	Theme      string `json:"theme"`      // dark, light or none; "" asks the terminal
	Introduced bool   `json:"introduced"` // has seen the first four minutes
	Prologue   string `json:"prologue"`   // where the first four minutes were left; "" at their start and end
	LastLesson string `json:"lastLesson"`
}

// settingsFile is the whole of settings.json: what a version of the program with more
// settings wrote stays in it.
type settingsFile map[string]json.RawMessage

func (s *FileStore) settingsPath() string { return filepath.Join(s.dir, "settings.json") }

// readSettings reads settings.json; one that cannot be understood is put aside.
func (s *FileStore) readSettings() error {
	data, err := os.ReadFile(s.settingsPath())
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotFolder) {
		return nil
	}
	if err != nil {
		s.trouble(err)
		return nil
	}
	var file settingsFile
	if err := json.Unmarshal(data, &file); err != nil {
		s.trouble(fmt.Errorf("%s is not JSON and was renamed to settings.json.broken", s.settingsPath()))
		s.trouble(os.Rename(s.settingsPath(), s.settingsPath()+".broken"))
		return nil
	}
	var h header
	if json.Unmarshal(data, &h) == nil && h.Version > version {
		return fmt.Errorf("%s is in format %d, this program knows format %d: %w", s.settingsPath(), h.Version, version, ErrNewer)
	}
	s.settings = file
	return nil
}

// Settings are those last read or saved here.
func (s *FileStore) Settings() Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings.known()
}

func (f settingsFile) known() Settings {
	var known Settings
	if data, err := json.Marshal(f); err == nil {
		_ = json.Unmarshal(data, &known) // a value of another type counts as not set
	}
	return known
}

// SaveSettings replaces the settings. When the disk fails they are kept in memory.
func (s *FileStore) SaveSettings(n Settings) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := locked(s.dir, func() error {
		if err := s.readSettings(); err != nil {
			return err
		}
		merged, err := s.settings.with(n)
		if err != nil {
			return err
		}
		s.settings = merged
		data, err := json.MarshalIndent(merged, "", "  ")
		if err != nil {
			return fmt.Errorf("encode the settings: %w", err)
		}
		return replace(s.settingsPath(), append(data, '\n'))
	})
	if isNewer(err) {
		return err
	}
	if err != nil {
		s.trouble(err)
		s.settings, err = s.settings.with(n)
	}
	return err
}

// with is the file with its known settings replaced.
func (f settingsFile) with(n Settings) (settingsFile, error) {
	data, err := json.Marshal(struct {
		Version int `json:"version"`
		Settings
	}{version, n})
	if err != nil {
		return f, fmt.Errorf("encode the settings: %w", err)
	}
	merged := maps.Clone(f)
	return merged, json.Unmarshal(data, &merged)
}

func isNewer(err error) bool { return errors.Is(err, ErrNewer) }

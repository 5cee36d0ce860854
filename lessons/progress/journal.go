package progress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// journal is a file of events, one a line of JSON. It is only ever appended to, so
// that several programs can write it and a crash can spoil its last line at most.
type journal struct {
	file string
	read int64 // bytes already folded: complete lines only
}

// entry is a line of the journal.
type entry struct {
	Lesson string `json:"lesson,omitempty"`
	Event
}

// header is the first line of a journal.
type header struct {
	Version int `json:"version"`
}

// follow folds the lines that were added since it was last called. It answers whether
// it had to start again, because the file is not the one it knew.
func (j *journal) follow(into *state) (again bool, err error) {
	f, err := os.Open(j.file)
	if errors.Is(err, fs.ErrNotExist) {
		again = j.read > 0
		j.read = 0
		if again {
			into.clear()
		}
		return again, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	if err := j.checkVersion(f); err != nil {
		return false, err
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil || size == j.read {
		return false, err
	}
	if size < j.read {
		into.clear()
		again, j.read = true, 0
	}
	added := make([]byte, size-j.read)
	n, err := f.ReadAt(added, j.read)
	if err != nil && err != io.EOF {
		return again, err
	}
	j.fold(into, added[:n])
	return again, nil
}

// checkVersion refuses a journal of a version to come.
func (j *journal) checkVersion(f io.ReaderAt) error {
	start := make([]byte, 256)
	n, err := f.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return err
	}
	line, _, _ := bytes.Cut(start[:n], []byte("\n"))
	var h header
	if json.Unmarshal(line, &h) == nil && h.Version > version {
		return fmt.Errorf("%s is in format %d, this program knows format %d: %w", j.file, h.Version, version, ErrNewer)
	}
	return nil
}

// fold adds up complete lines. A line that cannot be read was torn by a crash, or is of
// no kind we know; the next one may be whole again.
func (j *journal) fold(into *state, data []byte) {
	for {
		end := bytes.IndexByte(data, '\n')
		if end < 0 {
			return
		}
		var e entry
		if json.Unmarshal(data[:end], &e) == nil && e.Kind != "" {
			into.fold(e.Lesson, e.Event)
		}
		j.read += int64(end) + 1
		data = data[end+1:]
	}
}

// append adds lines and waits until they are on the disk. The caller holds the lock.
func (j *journal) append(entries []entry) error {
	f, err := os.OpenFile(j.file, os.O_RDWR|os.O_CREATE|os.O_APPEND, fileMode)
	if err != nil {
		return err
	}
	defer f.Close()
	var text bytes.Buffer
	if err := startLine(f, &text); err != nil {
		return err
	}
	for _, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("encode an event of lesson %q: %w", e.Lesson, err)
		}
		text.Write(append(line, '\n'))
	}
	return write(f, text.Bytes())
}

// write adds bytes as a whole or not at all: on a full disk the piece that still fitted
// is taken back, since the events will be tried again.
func write(f *os.File, data []byte) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if err != nil {
		_ = f.Truncate(size)
	}
	return err
}

// startLine begins an empty journal with its header, and ends a line that was torn.
func startLine(f *os.File, text *bytes.Buffer) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if size == 0 {
		return json.NewEncoder(text).Encode(header{version})
	}
	last := make([]byte, 1)
	if _, err := f.ReadAt(last, size-1); err != nil {
		return err
	}
	if last[0] != '\n' {
		text.WriteByte('\n')
	}
	return nil
}

// reaches tells whether the journal has a line that ends at an offset.
func (j *journal) reaches(offset int64) bool {
	f, err := os.Open(j.file)
	if err != nil || offset == 0 {
		return false
	}
	defer f.Close()
	last := make([]byte, 1)
	_, err = f.ReadAt(last, offset-1)
	return err == nil && last[0] == '\n'
}

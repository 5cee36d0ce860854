package progress

import (
	"encoding/json"
	"os"
)

// snapshot is what the journal added up to at one of its lines. It only saves time: a
// missing or broken one costs reading the journal from its start.
type snapshot struct {
	Version int               `json:"version"`
	Shape   int               `json:"shape"` // of what follows; another one is not read
	Read    int64             `json:"read"`  // bytes of the journal
	Records map[string]Record `json:"records"`
	History []Encounter       `json:"history"`
}

// snapshotEvery is how far the journal grows, in bytes, before the next snapshot.
const snapshotEvery = 64 << 10

// shape grows with every change of what a snapshot must hold: one without it is older, and
// the journal tells the same anew.
const shape = 2

func readSnapshot(file string) (snapshot, bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		return snapshot{}, false
	}
	var s snapshot
	if json.Unmarshal(data, &s) != nil || s.Version != version || s.Shape != shape || s.Records == nil || s.Read < 0 {
		return snapshot{}, false
	}
	return s, true
}

func (s snapshot) write(file string) error {
	s.Version, s.Shape = version, shape
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return replace(file, data)
}

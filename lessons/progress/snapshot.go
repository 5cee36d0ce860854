package progress

import (
	"encoding/json"
	"os"
)

// snapshot is what the journal added up to at one of its lines. It only saves time: a
// missing or broken one costs reading the journal from its start.
type snapshot struct {
	Version int               `json:"version"`
	Read    int64             `json:"read"` // bytes of the journal
	Records map[string]Record `json:"records"`
}

// snapshotEvery is how far the journal grows, in bytes, before the next snapshot.
const snapshotEvery = 64 << 10

func readSnapshot(file string) (snapshot, bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		return snapshot{}, false
	}
	var s snapshot
	if json.Unmarshal(data, &s) != nil || s.Version != version || s.Records == nil || s.Read < 0 {
		return snapshot{}, false
	}
	return s, true
}

func (s snapshot) write(file string) error {
	s.Version = version
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return replace(file, data)
}

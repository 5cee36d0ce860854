package recall

import (
	"testing"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

func TestNext(t *testing.T) {
	path := make([]*lessons.Lesson, 4)
	for i, id := range []string{"a", "b", "c", "d"} {
		path[i] = &lessons.Lesson{ID: id}
	}
	pass, skip := Standing{Record: progress.Record{Passes: 1}}, Standing{Record: progress.Record{Skipped: true}}
	all := map[string]Standing{"a": pass, "b": pass, "c": skip, "d": pass}
	cases := []struct {
		name   string
		stands map[string]Standing
		after  *lessons.Lesson
		want   *lessons.Lesson
		why    Reason
	}{
		{"new", nil, nil, path[0], Start},
		{"one passed", map[string]Standing{"a": pass}, nil, path[1], OnPath},
		{"one left out", map[string]Standing{"a": skip}, nil, path[1], OnPath},
		{"a later one begun", map[string]Standing{"c": {Draft: true}}, nil, path[2], GoOn},
		{"a passed one with a draft", map[string]Standing{"a": {Record: pass.Record, Draft: true}}, nil, path[1], OnPath},
		{"behind the one just played", map[string]Standing{"c": {Draft: true}}, path[2], path[3], OnPath},
		{"round the end", map[string]Standing{"d": pass}, path[3], path[0], OnPath},
		{"not the one just played", map[string]Standing{"a": pass, "b": pass, "c": {Draft: true}, "d": pass}, path[2], nil, OnPath},
		{"all done", all, nil, nil, OnPath},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Next(path, c.stands, c.after); got.Lesson != c.want || got.Lesson != nil && got.Why != c.why {
				t.Errorf("next is %v, want %v because of %d", got, c.want, c.why)
			}
		})
	}
}

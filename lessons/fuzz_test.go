package lessons

import "testing"

func FuzzLoad(f *testing.F) {
	f.Add([]byte(soundLesson), []byte(soundCluster), []byte(soundSolution))
	f.Add([]byte("format: 1\nid: a\nhints: &a [*a]\n"), []byte("a: &a [*a]"), []byte("{"))
	f.Fuzz(func(t *testing.T, lesson, cluster, solution []byte) {
		found, problems := Load(soundPack(map[string]string{
			"door/lesson.yaml": string(lesson), "door/cluster.yaml": string(cluster), "door/solution.yaml": string(solution),
		}), "fuzz")
		if len(found) == 0 && len(problems) == 0 {
			t.Error("neither a lesson nor a problem")
		}
		for _, l := range found {
			Verify(l)
		}
	})
}

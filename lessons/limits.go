package lessons

import "time"

// A pack is untrusted: these bounds keep a broken or hostile one from using up
// memory or time. They lie far above what a lesson needs.
const (
	maxLessonFile = 64 << 10  // bytes of lesson.yaml
	maxTextFile   = 256 << 10 // bytes of every other file
	maxPack       = 64 << 20  // bytes read of a pack as a whole
	maxEntries    = 50_000    // files and folders of a pack
	maxDepth      = 12        // folders within folders
	maxLessons    = 500       // of a pack
	maxItems      = 200       // of every list of lesson.yaml, and files of every folder of answers
	maxTitle      = 80        // characters
	maxSlug       = 63        // characters

	maxSpan = time.Hour // that a recorded command ran
)

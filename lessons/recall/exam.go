package recall

import (
	"time"

	"netpol-tutor/lessons/progress"
)

// ExamDay reads the date of an exam that lies ahead, as somebody types it. A fault is a
// sentence that says what to type instead.
func ExamDay(text string, now time.Time) (day Day, fault string) {
	day, err := ParseDay(text)
	switch {
	case err != nil:
		example := now.AddDate(0, 1, 0).Format(dayForm)
		return 0, "There is no such day. Write year-month-day, as in " + example + "."
	case day < DayOf(now):
		return 0, "That day is over."
	}
	return day, ""
}

// SetExam keeps the date of an exam; 0 takes it away. Whoever names one has answered the
// question of the first start.
func SetExam(s progress.Store, day Day) error {
	settings := s.Settings()
	settings.ExamDate = ""
	if day != 0 {
		settings.ExamDate = day.String()
		if settings.Experience == "" {
			settings.Experience = "exam"
		}
	}
	return s.SaveSettings(settings)
}

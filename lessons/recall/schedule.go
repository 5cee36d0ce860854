package recall

// pace says how many days pass until a cause comes back: after it was missed, and then
// each time it was known.
type pace struct {
	within int // while at most so many days are left until the exam; 0 is always
	days   [steps]int
}

// steps is how often a cause has to be known, one time after the other, to be kept.
const steps = 4

// schedule is the whole of it: the first pace that fits counts. Before an exam everything
// comes back more often.
var schedule = [...]pace{
	{within: 7, days: [steps]int{1, 1, 1, 2}},
	{within: 14, days: [steps]int{1, 1, 2, 4}},
	{within: 28, days: [steps]int{1, 2, 4, 7}},
	{days: [steps]int{1, 3, 7, 14}},
}

// paceOn is the pace of a day, given that of an exam, 0 for none. When the exam is over,
// there is no hurry.
func paceOn(day, exam Day) (p pace, hurried bool) {
	left := int(exam - day)
	for _, p := range schedule {
		if p.within == 0 || exam != 0 && left > 0 && left <= p.within {
			return p, p.within != 0
		}
	}
	return pace{}, false
}

// back is the day on which something comes back that was met on a day; what would come
// after the exam comes on the day before it, while there is such a day.
func back(day, exam Day, step int) Day {
	p, _ := paceOn(day, exam)
	due := day + Day(p.days[step])
	if eve := exam - 1; exam > day && due > eve && eve > day {
		return eve
	}
	return due
}

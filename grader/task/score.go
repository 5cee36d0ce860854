package task

import "math"

// mostWithoutPassing keeps 100 for submissions that pass.
const mostWithoutPassing = 95

// score is the share of the initially failing checks that now hold, less the
// larger share of what held, among allow checks or among deny checks, and is broken
// now. So neither doing nothing nor denying everything earns anything.
func (c *Compiled) score(j *Judgement) int {
	if j.Passed {
		return 100
	}
	mended := c.share(j, func(was, is CheckResult) (bool, bool) { return !was.Passed, is.Passed })
	broken := max(c.brokenShare(j, Allow), c.brokenShare(j, Deny))
	return min(max(int(math.Round(100*(mended-broken))), 0), mostWithoutPassing)
}

func (c *Compiled) brokenShare(j *Judgement, e Expect) float64 {
	return c.share(j, func(was, is CheckResult) (bool, bool) { return was.Passed && was.Expect == e, !is.Passed })
}

// share answers, of the checks that count, the part that hits; none counted is none hit.
func (c *Compiled) share(j *Judgement, judge func(was, is CheckResult) (counts, hits bool)) float64 {
	counted, hit := 0, 0
	for i, is := range j.Checks {
		counts, hits := judge(c.untouched.Checks[i], is)
		if counts {
			counted++
			if hits {
				hit++
			}
		}
	}
	if counted == 0 {
		return 0
	}
	return float64(hit) / float64(counted)
}

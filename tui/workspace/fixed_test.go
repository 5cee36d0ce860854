package workspace

import (
	"testing"

	"netpol-tutor/tui/tuitest"
)

func TestAnAppliedChangeIsRemembered(t *testing.T) {
	m, env, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "ctrl+s", "enter", "enter", "enter", "enter")
	if env.Store.Lesson("two-rooms").Fixed {
		t.Error("a change that is only shown counts as applied")
	}
	tuitest.Drive(t, clock, m, "a")
	if !env.Store.Lesson("two-rooms").Fixed {
		t.Error("the change that was applied is not recorded")
	}
	tuitest.Drive(t, clock, m, "ctrl+s")
	if r := env.Store.Lesson("two-rooms"); !r.PassedFixed {
		t.Errorf("after the pass the record is %+v", r)
	}
}

package tuitest

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
)

// Size is the room that a screen has in a window of that name: the status line is the root's.
type Size struct {
	Name          string
	Width, Height int
}

// Sizes are those at which frames are kept.
func Sizes() []Size {
	return []Size{{"80x24", 80, 23}, {"120x40", 120, 39}, {"60x20", 60, 19}}
}

// Open builds a screen anew in a room of the given size.
type Open func(t testing.TB, width, height int) (screen.Screen, *Clock)

// Scene is what a screen shows after some keys.
type Scene struct {
	Name string
	Keys []string
}

// Frames holds each scene at each size against its golden frame.
func Frames(t *testing.T, open Open, scenes []Scene) {
	t.Helper()
	for _, scene := range scenes {
		for _, size := range Sizes() {
			name := scene.Name + "-" + size.Name
			t.Run(name, func(t *testing.T) {
				Frame(t, name, size.Width, size.Height, func(t testing.TB) string {
					s, clock := open(t, size.Width, size.Height)
					return Drive(t, clock, s, scene.Keys...).View()
				})
			})
		}
	}
}

// KeyMapsHold holds the keys of a screen to what is said of key maps, in each place that
// some keys lead to.
func KeyMapsHold(t *testing.T, open Open, places [][]string) {
	t.Helper()
	for _, keys := range places {
		t.Run(strings.Join(keys, " "), func(t *testing.T) {
			s, clock := open(t, 80, 23)
			s = Drive(t, clock, s, keys...)
			KeyMapHolds(t, s)
			ShortIsPartOfFull(t, s)
		})
	}
}

// EverySizeIsExact fails unless a screen fills windows of many sizes exactly, in each place
// that some keys lead to.
func EverySizeIsExact(t *testing.T, open Open, places [][]string) {
	t.Helper()
	random := rand.New(rand.NewPCG(5, 6))
	for _, keys := range places {
		s, clock := open(t, 80, 23)
		s = Drive(t, clock, s, keys...)
		for range 150 {
			width, height := 60+random.IntN(191), 19+random.IntN(51)
			s = Deliver(t, clock, s.SetSize(width, height), tea.WindowSizeMsg{Width: width, Height: height})
			Exact(t, s.View(), width, height)
		}
	}
}

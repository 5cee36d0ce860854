package journey

import "testing"

// BenchmarkGo follows single journeys through the world of six pods that the first
// lesson has.
func BenchmarkGo(b *testing.B) {
	w := world(b, twoSpaces+toSpace2+policy("kube-system", "open", "policyTypes: [Ingress], ingress: [{}]"), outside("google.com", "142.250.74.110"))
	for _, text := range []string{
		"space1/app1-0 > dns",
		"space1/app1-0 > svc space2/microservice1",
		"default/other-0 > svc space2/microservice1",
		"default/other-0 > host google.com:443",
		"space1/app1-0 > space2/microservice1-0:8080",
		"space1/app1-0 > default/other-0:80",
	} {
		c := parsed(b, text)
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Go(w, c, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("space1/app1-0 > svc space2/microservice1"); err != nil {
			b.Fatal(err)
		}
	}
}

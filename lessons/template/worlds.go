package template

// world is a small place that makes sense as a whole: who calls whom, and who else is
// about. Every name in it is the name of a namespace or of a workload.
type world struct {
	place   string // as in "the clinic"
	story   string // Markdown: who calls whom, and what for
	callers space  // the first of it calls ...
	servers space  // ... the first of this
	others  space  // somebody else
	host    host   // outside the cluster
}

// space is a namespace. Its pods all serve on the same port.
type space struct {
	name string
	port int
	apps [3]app
}

// app is a workload: what its pods are called after, and the team that looks after it.
type app struct{ name, team string }

type host struct{ Name, IP string }

// worlds are as many as there are seeds until one comes back. Their number shares no
// factor with the number of shapes of a template, so that a world comes back in another
// shape.
func worlds() []world {
	return []world{
		{
			"the clinic", "At the `desk` of the `reception`, patients are looked up in the `charts` of the `ward`.",
			space{"reception", 8080, [3]app{{"desk", "front"}, {"kiosk", "front"}, {"phone", "calls"}}},
			space{"ward", 5432, [3]app{{"charts", "medical"}, {"xrays", "medical"}, {"meals", "kitchen"}}},
			space{"pharmacy", 8500, [3]app{{"counter", "front"}, {"robot", "stock"}, {"orders", "stock"}}},
			host{"insurer.example", "203.0.113.21"},
		},
		{
			"the harbour", "On the `bridge` of the `ships`, berths are booked with the `pilot` of the `quay`.",
			space{"ships", 7000, [3]app{{"bridge", "crew"}, {"galley", "cooks"}, {"engine", "crew"}}},
			space{"quay", 9443, [3]app{{"pilot", "port"}, {"crane", "port"}, {"scales", "customs"}}},
			space{"yard", 6100, [3]app{{"trucks", "roads"}, {"gate", "customs"}, {"lamps", "port"}}},
			host{"tides.example", "198.51.100.14"},
		},
		{
			"the bakery", "The `till` of the `shop` orders bread from the `oven` of the `bakehouse`.",
			space{"shop", 8443, [3]app{{"till", "sales"}, {"window", "sales"}, {"cellar", "stock"}}},
			space{"bakehouse", 9000, [3]app{{"oven", "bakers"}, {"mixer", "bakers"}, {"cooler", "stock"}}},
			space{"office", 7070, [3]app{{"books", "accounts"}, {"wages", "accounts"}, {"letters", "sales"}}},
			host{"flour.example", "203.0.113.34"},
		},
		{
			"the radio station", "The `studio` of the `programme` plays what it finds in the `tapes` of the `archive`.",
			space{"programme", 8000, [3]app{{"studio", "voices"}, {"jingles", "music"}, {"traffic", "voices"}}},
			space{"archive", 6379, [3]app{{"tapes", "music"}, {"scripts", "voices"}, {"photos", "press"}}},
			space{"tower", 9700, [3]app{{"antenna", "radio"}, {"meter", "radio"}, {"backup", "power"}}},
			host{"charts.example", "198.51.100.27"},
		},
		{
			"the library", "At the `shelf` of the `hall`, readers ask the `catalogue` of the `stacks` where a book stands.",
			space{"hall", 8088, [3]app{{"shelf", "readers"}, {"lockers", "house"}, {"cafe", "guests"}}},
			space{"stacks", 7700, [3]app{{"catalogue", "books"}, {"maps", "books"}, {"lift", "house"}}},
			space{"bindery", 6600, [3]app{{"press", "repairs"}, {"glue", "repairs"}, {"scanner", "books"}}},
			host{"publisher.example", "203.0.113.48"},
		},
		{
			"the railway", "The `timetable` of the `station` asks the `signals` of the `track` where the trains are.",
			space{"station", 8600, [3]app{{"timetable", "travel"}, {"tickets", "money"}, {"speaker", "travel"}}},
			space{"track", 9800, [3]app{{"signals", "safety"}, {"points", "safety"}, {"cameras", "guards"}}},
			space{"depot", 6700, [3]app{{"wash", "cleaning"}, {"spares", "repairs"}, {"rosters", "staff"}}},
			host{"weather.example", "198.51.100.39"},
		},
		{
			"the theatre", "The `lights` of the `stage` follow the `prompter` of the `wings`.",
			space{"stage", 7300, [3]app{{"lights", "show"}, {"curtain", "show"}, {"orchestra", "music"}}},
			space{"wings", 8700, [3]app{{"prompter", "show"}, {"wardrobe", "costumes"}, {"props", "scenery"}}},
			space{"foyer", 6800, [3]app{{"buffet", "guests"}, {"seats", "guests"}, {"coats", "house"}}},
			host{"agency.example", "203.0.113.55"},
		},
		{
			"the observatory", "The `camera` of the `dome` asks the `atlas` of the `vault` what it is looking at.",
			space{"dome", 7500, [3]app{{"camera", "night"}, {"shutter", "house"}, {"mirror", "night"}}},
			space{"vault", 9300, [3]app{{"atlas", "science"}, {"plates", "science"}, {"journal", "night"}}},
			space{"visitors", 8200, [3]app{{"tours", "guides"}, {"gifts", "sales"}, {"film", "guides"}}},
			host{"satellite.example", "198.51.100.52"},
		},
		{
			"the brewery", "The `mash` of the `brewhouse` takes its recipe from the `recipes` of the `lab`.",
			space{"brewhouse", 6900, [3]app{{"mash", "brewers"}, {"kettle", "brewers"}, {"cleaner", "house"}}},
			space{"lab", 8800, [3]app{{"recipes", "tasters"}, {"yeast", "tasters"}, {"samples", "quality"}}},
			space{"loading", 7600, [3]app{{"barrels", "drivers"}, {"labels", "sales"}, {"dock", "drivers"}}},
			host{"maltster.example", "203.0.113.62"},
		},
		{
			"the newspaper", "The `layout` of the `newsroom` fetches pictures from the `photos` of the `desk`.",
			space{"newsroom", 8900, [3]app{{"layout", "editors"}, {"ticker", "wires"}, {"puzzles", "editors"}}},
			space{"desk", 9900, [3]app{{"photos", "images"}, {"graphics", "images"}, {"proofs", "editors"}}},
			space{"delivery", 6060, [3]app{{"vans", "roads"}, {"subscribers", "sales"}, {"returns", "sales"}}},
			host{"agency.example", "198.51.100.66"},
		},
		{
			"the museum", "The `guide` of the `gallery` tells visitors what it reads in the `collection` of the `storeroom`.",
			space{"gallery", 8150, [3]app{{"guide", "visitors"}, {"alarm", "guards"}, {"lighting", "house"}}},
			space{"storeroom", 9150, [3]app{{"collection", "curators"}, {"climate", "house"}, {"loans", "curators"}}},
			space{"entrance", 7150, [3]app{{"tickets", "visitors"}, {"cloakroom", "house"}, {"cafe", "visitors"}}},
			host{"lender.example", "203.0.113.77"},
		},
		{
			"the weather service", "The `map` of the `forecast` is drawn from the `readings` of the `stations`.",
			space{"forecast", 7400, [3]app{{"map", "writers"}, {"warnings", "alerts"}, {"diary", "writers"}}},
			space{"stations", 9400, [3]app{{"readings", "sensors"}, {"balloons", "sensors"}, {"radar", "alerts"}}},
			space{"press", 8400, [3]app{{"bulletin", "writers"}, {"hotline", "alerts"}, {"website", "public"}}},
			host{"ocean.example", "198.51.100.78"},
		},
		{
			"the farm", "The `feeder` of the `stable` asks the `granary` of the `barn` how much is left.",
			space{"stable", 6150, [3]app{{"feeder", "animals"}, {"milker", "dairy"}, {"doors", "animals"}}},
			space{"barn", 8250, [3]app{{"granary", "crops"}, {"hay", "crops"}, {"tractor", "machines"}}},
			space{"market", 9250, [3]app{{"stall", "sales"}, {"prices", "sales"}, {"cheese", "dairy"}}},
			host{"seeds.example", "203.0.113.83"},
		},
	}
}

//! Names of organisations and people that do not exist.

/// What organisations are called, with the country in which they are and the language they read.
pub(super) const STEMS: [&str; 42] = [
    "Noorderlicht",
    "Waterland",
    "Polderweg",
    "Zilverberk",
    "Drie Linden",
    "Kaapse Wind",
    "Molenstroom",
    "Hoge Brug",
    "Veldzicht",
    "Oosterhaven",
    "Sluiswachter",
    "Rietveen",
    "Korenbloem",
    "Halve Maan",
    "Duinrand",
    "Bright Harbour",
    "Copperfield",
    "Northgate",
    "Willow Creek",
    "Larkspur",
    "Stonebridge",
    "Amber Valley",
    "Quiet River",
    "Foxglove",
    "Maple Row",
    "Silver Birch",
    "Highmoor",
    "Ashdown",
    "Bluewater",
    "Fernhill",
    "Granite Peak",
    "Harvest Lane",
    "Ironwood",
    "Juniper Hill",
    "Kestrel",
    "Lighthouse",
    "Meridian Bay",
    "Oakfield",
    "Pine Ridge",
    "Redwood Cove",
    "Summit View",
    "Tidewater",
];

/// What they do.
pub(super) const TRADES: [&str; 5] = ["Cloud", "Software", "Consulting", "Data", "Networks"];

/// Countries with the legal form and language that go with them.
pub(super) const PLACES: [(&str, &str, &str); 8] = [
    ("NL", "B.V.", "nl"),
    ("NL", "B.V.", "nl"),
    ("US", "Inc.", "en"),
    ("GB", "Ltd", "en"),
    ("BE", "BV", "nl"),
    ("DE", "GmbH", "en"),
    ("US", "LLC", "en"),
    ("FR", "SAS", "en"),
];

/// First names.
pub(super) const FIRST: [&str; 24] = [
    "Anna", "Bram", "Carla", "Daan", "Eva", "Femke", "Gijs", "Hanna", "Ivo", "Julia", "Kees", "Lotte", "Mark", "Nora", "Oscar",
    "Priya", "Quinn", "Ruth", "Sam", "Tess", "Umar", "Vera", "Wim", "Yara",
];

/// Last names.
pub(super) const LAST: [&str; 20] = [
    "de Vries", "Jansen", "Bakker", "Smit", "Meijer", "Visser", "Mulder", "Bos", "Peters", "Hendriks", "Brown", "Clark",
    "Evans", "Green", "Hall", "Khan", "Lewis", "Morgan", "Patel", "Young",
];

/// The genres that are told apart: broad ones, as record shops sort them.
enum Genre: String, CaseIterable, Sendable {
    case rock, pop, metal, punk, blues, jazz, funk, disco, soul
    case hipHop = "hip hop"
    case reggae, latin, country, folk, electronic
    case drumAndBass = "drum and bass"
    case classical, ambient
}

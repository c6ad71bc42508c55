"""The words that invented quotes are made of: sentences in two wordings, and what fills their blanks."""

from __future__ import annotations

# A sentence as it is recorded, and the same in other words. Each holds a share or a count, so that permitted edits of
# numbers can be made of it; {aside} marks where the speaker interrupts himself.
OPENINGS: tuple[tuple[str, str], ...] = (
    (
        "The council will spend {share} per cent of its budget{aside} on the {adjective} {thing} in {place}",
        "{share} per cent of the council's budget is going to be spent on the {adjective} {thing} in {place}",
    ),
    (
        "We have already repaired {count} homes{aside} near the {adjective} {thing} in {place}",
        "{count} homes near the {adjective} {thing} in {place} have already been repaired by us",
    ),
    (
        "Ticket prices on the {place} line rose by {share} per cent{aside} after the {thing} was closed",
        "After the {thing} closed, prices of tickets on the {place} line went up by {share} per cent",
    ),
    (
        "Our inspectors found {count} faults{aside} in the {adjective} {thing} at {place}",
        "In the {adjective} {thing} at {place}, {count} faults were found by our inspectors",
    ),
    (
        "Nearly {share} per cent of patients in {place}{aside} waited too long for a bed near the {thing}",
        "In {place} almost {share} per cent of patients had to wait too long for a bed near the {thing}",
    ),
    (
        "The company promised {count} jobs in {place}{aside} when it bought the {adjective} {thing}",
        "When the company bought the {adjective} {thing}, it promised {count} jobs in {place}",
    ),
    (
        "Only {share} per cent of farmers around {place}{aside} were paid for the damage to the {thing}",
        "Just {share} per cent of the farmers around {place} received payment for damage to the {thing}",
    ),
    (
        "More than {count} residents of {place}{aside} signed the letter about the {adjective} {thing}",
        "The letter about the {adjective} {thing} was signed by more than {count} residents of {place}",
    ),
    (
        "The river at {place} carried {share} per cent more water{aside} than the {thing} was built for",
        "At {place} the river carried {share} per cent more water than the {thing} had been built to take",
    ),
    (
        "Teachers in {place} have asked for {count} new books{aside} since the {adjective} {thing} opened",
        "Since the {adjective} {thing} opened, {count} new books have been requested by teachers in {place}",
    ),
    (
        "Crime around the {thing} in {place} fell by {share} per cent{aside} once the lamps were lit",
        "Once the lamps were lit, crime around the {thing} in {place} dropped by {share} per cent",
    ),
    (
        "Volunteers planted {count} trees beside the {adjective} {thing}{aside} on the road to {place}",
        "{count} trees were planted by volunteers beside the {adjective} {thing} on the road to {place}",
    ),
)

FOLLOWING: tuple[str, ...] = (
    "Nobody in {place} should have to wait for that until {month}.",
    "That is a promise to the people of {place}, and we intend to keep it.",
    "I told the ministry in {month} that the {thing} could not go on like this.",
    "The engineers will report on the {thing} before the end of {month}.",
    "My own family lives beside the {thing}, so I know what is at stake.",
    "Every penny of it is accounted for in the books that we published in {month}.",
    "It is the first time since the war that {place} has seen anything of the kind.",
    "Without the {thing}, half of the shops in {place} would close.",
)

ASIDES: tuple[str, ...] = (
    ", as we said in {month},",
    ", according to our own figures,",
    ", and I say this with some pride,",
    ", as anybody in {place} can see,",
)

# Of subjects that no recorded sentence touches.
UNRECORDED: tuple[str, ...] = (
    "The comet will be seen with the bare eye above {place} for {count} nights in {month}",
    "Our oldest cheese tastes of smoke and honey because monks in {place} turn it {count} times",
    "The orchestra rehearsed the last symphony {count} times before it dared to play in {place}",
    "Her novel about the lighthouse keeper of {place} was translated into {share} languages by {month}",
    "Whales have returned to the bay of {place} and {count} of them sang there in {month}",
    "The goalkeeper of {place} saved {share} penalties in one season and never wore gloves",
    "A volcano under the ice near {place} has shaken the instruments {count} times since {month}",
    "The museum's dinosaur from {place} had {share} teeth and feathers as long as an arm",
)

ADJECTIVES = (
    "old new northern southern wooden crumbling temporary municipal unfinished disputed flooded listed historic"
    " abandoned narrow central busy forgotten costly public"
).split()

THINGS = (
    "bridge harbour tunnel library hospital stadium reservoir quay market mill viaduct prison airfield theatre school"
    " observatory brewery quarry ferry depot refinery tramway cemetery dam courthouse lighthouse laboratory canal"
    " archive nursery windmill barracks greenhouse monastery shipyard sawmill bakery clinic aqueduct pier foundry"
).split()

PLACE_STARTS = (
    "Hal Brack Win Stor Ash Cul Dun Eld Fen Gar Hart Ing Kel Lang Mor Nor Oak Pen Quar Rad Sel Thorn Ul Ver Wex Yar"
    " Bel Cor Dray Es"
).split()
PLACE_ENDS = (
    "verton moor wick combe field haven ford burgh stead mouth thorpe minster bury dale ness bridge ham ley by water"
).split()

FIRST_NAMES = (
    "Ada Bruno Clara Diego Elin Farid Greta Hugo Imani Jonas Katya Leon Mira Nils Olga Pavel Quentin Rosa Selim Tara"
    " Umberto Vera Wanda Xenia Yusuf Zora Anselm Beatriz Cosmo Dalia Edgar Freya Goran Hedda Ivo Jovana Kofi Lidia"
    " Magnus Nadia Otto Petra Rafael Sanna Tomas Ursula Viktor Wilma Yara Zeno"
).split()
SURNAME_STARTS = (
    "Abel Bern Calder Dorn Ever Falk Grim Holm Isak Jarl Kess Lind Mar Nord Oster Pell Quist Rost Sand Tarn Ulm Vance"
    " Wolf Ysen Zell Brandt Crane Dahl Ems Frost"
).split()
SURNAME_ENDS = "berg son ley ton mann wick ova dal sen ard worth ski etti ez quist ingham".split()

ROLES = (
    "mayor councillor spokeswoman spokesman engineer director minister professor inspector coach secretary chairwoman"
    " ambassador surgeon treasurer"
).split()

PUBLISHERS = ("The Harbour Post", "Northern Courier", "Daily Ledger", "The Valley Argus", "Evening Echo")

MONTHS = "January February March April May June July August September October November December".split()

NARRATION: tuple[str, ...] = (
    "The {thing} in {place} has been argued about for years.",
    "A hearing on the {adjective} {thing} is planned for {month}.",
    "Rain fell on {place} all day, and the streets were empty by noon.",
    "The plans for the {thing} have been changed several times.",
)

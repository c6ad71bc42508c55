"""Words that tell a person from an organisation, a title from a name, and he from she."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words("mr mrs ms miss mx dr sir dame lord lady madam messrs mme mlle herr frau señor señora")
"""Printed before a name, but no office."""

MALE_WORDS = _words(
    "mr sir lord father brother son husband king prince herr señor man boy chairman spokesman actor monk"
)
FEMALE_WORDS = _words(
    "mrs ms miss dame lady madam mother sister daughter wife queen princess frau señora woman girl chairwoman"
    " spokeswoman actress nun congresswoman councilwoman policewoman widow"
)

TITLES = _words("""
president vice-president minister premier chancellor secretary senator sen rep representative congressman congresswoman
governor gov lt lieutenant general gen maj major col colonel cpl capt captain commander cmdr sgt sergeant adm admiral
marshal brigadier brig private corporal cpl officer constable inspector superintendent detective det chief sheriff
deputy judge justice magistrate attorney prosecutor solicitor barrister counsel prof professor dean provost rector
principal headteacher headmaster teacher coach captain manager director chairman chairwoman chair chairperson ceo cfo
coo cto founder co-founder owner editor reporter correspondent columnist analyst economist spokesman spokeswoman
spokesperson mayor councillor councilman councilwoman alderman commissioner ambassador envoy consul delegate mp msp
mep mla mpp td ms am lord baron baroness bishop archbishop cardinal pope rabbi imam rev reverend pastor father sister
brother canon vicar deacon king queen prince princess duke duchess earl count emperor sheikh ayatollah emir speaker
leader whip treasurer comptroller auditor ombudsman coroner surgeon doctor nurse physician scientist researcher
astronaut pilot farmer author writer novelist poet actor actress singer musician director producer composer artist
architect engineer designer developer programmer historian sociologist psychologist biologist physicist chemist
activist campaigner organiser organizer lobbyist strategist consultant adviser advisor aide assistant lawyer
cllr coun garda pc const supt insp candidate nominee contender incumbent executive taoiseach tánaiste
ex-president undersecretary postmaster warden supervisor superintendant
foreman
""")
"""Offices and callings that stand right before or after a name."""

ROLE_NOUNS = TITLES | _words("""
official politician lawmaker legislator parliamentarian diplomat bureaucrat executive boss head president-elect
expert specialist academic scholar fellow lecturer student pupil graduate trainee apprentice
policeman policewoman firefighter paramedic soldier sailor airman veteran marine guard ranger trooper warder
shopkeeper retailer trader broker banker investor shareholder landlord tenant homeowner builder plumber electrician
carpenter driver conductor rider cyclist runner swimmer boxer wrestler player striker goalkeeper midfielder defender
winger batsman bowler pitcher quarterback champion athlete referee umpire trainer jockey
journalist broadcaster presenter host anchor publisher photographer blogger critic reviewer commentator pundit
chef cook baker brewer butcher waiter waitress barman bartender hotelier restaurateur
counsellor therapist psychiatrist dentist vet veterinarian midwife carer pharmacist epidemiologist virologist
geologist ecologist meteorologist climatologist oceanographer astronomer mathematician statistician linguist
archaeologist anthropologist philosopher theologian librarian curator archivist conservationist botanist zoologist
fisherman fisher miner logger trucker mechanic technician operator worker clerk receptionist cleaner janitor
secretary-general co-chair co-owner co-author cofounder deputy-mayor regulator inspector negotiator mediator
prosecutor defendant plaintiff witness juror victim survivor suspect attacker gunman
chairman-elect vice-chair ringmaster organist violinist pianist guitarist drummer conductor choirmaster
spokesman spokeswoman spokesperson strategist pollster operative insider source resident neighbour neighbor
volunteer fundraiser philanthropist entrepreneur businessman businesswoman industrialist tycoon billionaire
mother father widow widower grandmother grandfather brother sister son daughter wife husband partner uncle aunt
member representative delegate observer monitor advocate commuter pensioner homemaker housewife bookseller shopper
passenger protester campaigner demonstrator undertaker lifeguard lifeboatman coastguard beekeeper gardener florist
hairdresser barber tailor sculptor painter potter weaver choreographer dancer screenwriter playwright biographer
genealogist criminologist anaesthetist radiologist oncologist cardiologist neurologist paediatrician pediatrician
headmistress principal-elect interpreter translator stylist contractor subcontractor surveyor planner valuer actuary
accountant bookkeeper solicitor-general attorney-general magnate financier restorer cartographer entomologist
""")
"""Nouns that stand for a person by what he or she does."""

NOT_ROLES = _words(
    "source person people man woman boy girl witness resident neighbour neighbor someone somebody anyone one victim"
    " survivor suspect passer-by bystander insider reader viewer friend relative mother father brother sister son"
    " daughter wife husband passenger uncle aunt cousin nephew niece grandson granddaughter grandfather grandmother"
)
"""Describe who speaks, but are no office."""

ORGANISATION_WORDS = _words("""
inc corp corporation company co ltd llc plc gmbh group holdings partners bank university college school institute
institution academy centre center council committee commission board agency authority department ministry office bureau
service services administration association federation union league alliance coalition confederation society club
foundation trust fund network party congress parliament senate house court tribunal army navy force forces police
hospital church mosque museum library observatory laboratory lab team campaign organisation organization charity
movement initiative project programme program news times post journal herald tribune gazette telegraph guardian
magazine press media radio television tv broadcasting airlines airways railways motors energy oil gas electric power
water industries systems technologies technology solutions software pharmaceuticals labs nations states states
government cabinet secretariat embassy consulate council assembly legislature forum summit panel jury
study report survey poll paper review analysis investigation inquiry audit statement letter email document filing
lawsuit complaint indictment memo transcript article editorial website newspaper
bench railway rail airline airport port harbour harbor securities capital insurance abbey arena stadium theatre theater
orchestra choir consortium co-operative cooperative chamber bakery brewery clinic nursery academy brigade coastguard
presidency directorate inspectorate command diocese borough county region province zoo park
giant chain startup start-up carmaker automaker drugmaker chipmaker lender tabloid broadsheet weekly outlet
regulator watchdog thinktank think-tank firm business retailer supplier operator
utility
""")
"""Nouns that stand for an organisation, or for a paper that speaks for one."""

PAPERS = _words(
    "study report survey poll paper review analysis investigation inquiry audit statement letter email document filing"
    " lawsuit complaint indictment memo transcript article editorial website newspaper documents records papers emails"
    " data figures statistics research evidence polls studies reports results findings affidavit petition notice"
    " polling surveys analyses reviews audits newspapers"
)

GROUPS = _words(
    "family couple crew staff team management public crowd jury panel audience electorate cast band duo trio"
)
"""Words for several people that are printed as one."""

COLLECTIVES = _words(
    "police residents officials authorities people critics experts analysts witnesses neighbours neighbors parents"
    " supporters opponents campaigners staff management crew everyone many some others several most few"
    " locals villagers islanders readers viewers passengers commuters researchers scientists investigators prosecutors"
    " lawyers doctors firefighters"
)

PLACES = frozenset(
    """
new york|new zealand|new jersey|new mexico|new hampshire|new orleans|new delhi|los angeles|san francisco|san diego
united states|united kingdom|united nations|european union|north korea|south korea|north carolina|south carolina
south africa|saudi arabia|sri lanka|hong kong|white house|capitol hill|downing street|northern ireland|west virginia
buckingham palace|wall street|middle east|north america|south america|latin america|east asia|west bank|gaza strip
costa rica|el salvador|puerto rico|las vegas|salt lake city|kansas city|supreme court|high court|south dakota
north dakota|rhode island|great britain|british columbia|nova scotia|new brunswick|prince edward island|cape town
abu dhabi|tel aviv|black sea|red sea|pacific ocean|atlantic ocean|islamic state|cold war|world war|civil war
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""Names of two words and more that are no person's."""

NATIONS = _words("""
america britain canada france germany italy spain portugal ireland scotland wales england russia china japan india
pakistan iran iraq israel turkey egypt syria lebanon jordan ukraine poland sweden norway finland denmark iceland
netherlands belgium austria switzerland greece hungary romania bulgaria serbia croatia kosovo albania brazil argentina
chile peru mexico colombia venezuela cuba australia kenya nigeria ghana ethiopia somalia sudan uganda zimbabwe libya
tunisia algeria morocco indonesia malaysia singapore thailand vietnam philippines taiwan afghanistan washington london
moscow beijing berlin paris brussels tokyo ottawa tehran baghdad jerusalem kyiv kiev ankara cairo delhi canberra
dublin edinburgh europe africa asia congress parliament kremlin pentagon reuters bloomberg facebook google twitter
microsoft apple amazon nato texas california florida ohio georgia virginia pennsylvania michigan wisconsin iowa nevada
arizona colorado illinois massachusetts maryland oregon utah alaska hawaii ontario quebec alberta manitoba
breitbart politico interpol hamas hezbollah taliban boeing tesla toyota opec unicef fbi cia un eu bbc cnn
""")
"""Single names of countries, capitals and bodies that speak as one."""

NOT_NAMES = _words("""
the a an this that these those in on at by for from to of with and but or so yet as if when while where who what why
how he she it they we i you his her its their our my your there here then now after before since until because although
though however meanwhile earlier later also still even only just not no yes all some many most few both each every
another other others one two three four five six seven eight nine ten
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december today yesterday tomorrow according asked speaking despite during under over about against
former ex late then acting interim new old senior junior chief u.s uk us british american canadian german french
russian chinese iranian iraqi israeli japanese italian spanish irish scottish welsh english australian indian
european african asian republican democrat democratic conservative labour liberal tory
does did do is are was were has have had can could will would should may might must
photo image posted published updated read more related advertisement follow share
""")
"""Words that may be printed with a capital but begin no name."""

POSTNOMINALS = _words("kc qc sc bl mp msp mep mla mlc td obe mbe cbe dbe kbe cb kcb phd md esq")
"""Printed behind a name, and no part of it."""

STYLES = _words(
    "justice baron baroness viscount earl duke duchess prince princess king queen pope lord lady sheikh emir"
)
"""Titles without which a single name would not be recognised: "Justice Penrose", "Baroness Harcourt"."""

DEMONYMS = _words("""
swede spaniard briton australian american canadian frenchman frenchwoman dutchman dutchwoman german italian portuguese
brazilian argentine argentinian belgian dane norwegian finn pole czech hungarian croat serb greek turk russian ukrainian
irishman irishwoman scot scotsman welshman welshwoman englishman englishwoman mexican colombian chilean uruguayan
nigerian ghanaian kenyan ethiopian egyptian moroccan algerian tunisian senegalese cameroonian ivorian japanese korean
indian pakistani israeli iranian iraqi austrian slovak slovene icelander jamaican cuban filipino texan californian
londoner yorkshireman glaswegian liverpudlian mancunian parisian berliner
""")
"""Where somebody is from, said of one person: "the Swede"."""

YOUNG = _words("teenager youngster schoolboy schoolgirl")
"""People of 13 to 19 years."""

PARTICLES = _words("de da del della di dos du van von der den ter bin ibn bint al el la le st y e zu zur")

CALLINGS = _words(
    "midfielder striker goalkeeper defender forward winger skipper batsman batter bowler pitcher quarterback sprinter"
    " swimmer boxer jockey cyclist rider golfer champion medallist veteran star singer songwriter actor actress"
    " novelist author writer poet artist painter sculptor composer pianist rapper comedian chef filmmaker playwright"
)
"""What somebody just named is called in the next sentence, although no article prints it beside the name."""

ALSO_CALLED = {
    "judge": ("justice", "magistrate"), "senator": ("sen",), "governor": ("gov",), "congressman": ("rep",),
    "congresswoman": ("rep",), "representative": ("rep",), "councillor": ("cllr",), "minister": ("secretary",),
    "sergeant": ("sgt",), "detective": ("det",), "general": ("gen",), "colonel": ("col",),
    "captain": ("capt", "skipper"), "doctor": ("dr",), "officer": ("constable", "sergeant", "pc"),
}  # fmt: skip
"""Titles whose holder is called otherwise in the next sentence: "Justice Roe", then "the judge"."""

FIRMS = _words("company firm group business manufacturer retailer chain airline carrier operator start-up")
"""What a house whose name is a brand is called again."""

TRADES = _words(
    "inc corp ltd llc plc group holdings partners bank airlines airways railways motors energy oil gas electric power"
    " water industries systems technologies technology solutions software pharmaceuticals labs railway rail airline"
    " securities capital insurance bakery brewery company"
)
"""Nouns in the names of companies; a council or a union is none."""

FIELDS = _words("police staff defence defense finance health justice education transport agriculture")
"""Of what an office may be, right before the name of its holder: "Commissioner of Police Jane Roe"."""

TRADERS = _words(
    "grocer baker brewer distiller builder housebuilder homebuilder miner publisher broadcaster retailer bookmaker"
    " shipbuilder planemaker steelmaker toymaker bookseller florist butcher undertaker pharmacist jeweller optician"
    " caterer hotelier operator developer contractor"
)
"""A person or a company, as the name behind it tells."""

OFFICES_OF_COMPANIES = frozenset(
    f"{first}{second}"
    for first in ("", "interim ", "acting ")
    for second in (
        "chief executive", "chief executive officer", "ceo", "chief financial officer", "cfo", "finance director",
        "finance chief", "chief operating officer", "chief technology officer", "managing director", "general counsel",
    )
)  # fmt: skip
"""What an article about one company calls those who lead it, without saying of what."""

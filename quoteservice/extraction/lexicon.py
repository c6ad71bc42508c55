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
candidate nominee contender incumbent ex-president undersecretary postmaster warden supervisor superintendant foreman
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
member representative delegate observer monitor
""")
"""Nouns that stand for a person by what he or she does."""

NOT_ROLES = _words(
    "source person people man woman boy girl witness resident neighbour neighbor someone somebody anyone one victim"
    " survivor suspect passer-by bystander insider reader viewer friend relative mother father brother sister son"
    " daughter wife husband"
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
presidency directorate inspectorate command diocese borough county region province zoo park
regulator watchdog thinktank think-tank firm business retailer supplier airline operator utility
""")
"""Nouns that stand for an organisation, or for a paper that speaks for one."""

PAPERS = _words(
    "study report survey poll paper review analysis investigation inquiry audit statement letter email document filing"
    " lawsuit complaint indictment memo transcript article editorial website newspaper documents records papers emails"
    " data figures statistics research evidence polls studies reports results findings affidavit petition notice"
)

COLLECTIVES = _words(
    "police residents officials authorities people critics experts analysts witnesses neighbours neighbors parents"
    " supporters opponents campaigners staff management crew everyone many some others several most few"
    " researchers scientists investigators prosecutors lawyers doctors firefighters"
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

PARTICLES = _words("de da del della di dos du van von der den ter bin ibn bint al el la le st y e zu zur")

MALE_NAMES = _words("""
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry
tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah
gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan
alan juan wayne roy ralph randy eugene vincent russell louis philip bobby johnny bradley jim bob bill tom mike dave
steve dan chris matt tony ken tim jeff greg ben sam nick fred ted ed ray pete harry jens hans lars sven erik ivan
vladimir sergei dmitri boris igor mohammed muhammad ahmed ali hassan hussein omar ibrahim abdul karim youssef khalid
hugh ian neil stuart graham colin nigel simon martin barry derek geoffrey trevor clive keir rishi gordon alistair
angus hamish callum euan duncan malcolm craig darren lee gareth rhys owen dafydd liam declan brendan cormac
pierre jean jacques francois emmanuel nicolas luc marc andre claude antoine carlos luis miguel jorge pedro diego
pablo fernando antonio manuel francisco alejandro giovanni giuseppe marco matteo luca paolo silvio mario
rajesh sanjay vijay arjun amit rahul narendra ravi anil sunil kumar harjit jagmeet imran wei jun hiroshi kenji
donald barack jeb marco rand mitt newt rick chuck mitch harry bernie jimmy dwight ronald
qassem hamid mahmoud ashraf recep bashar benjamin yitzhak shimon ariel moshe avi
""")

FEMALE_NAMES = _words("""
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy
angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine
maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea
cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy
sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla
alexis lori jane hillary chelsea nancy kamala elena sonia ruth kirsten kellyanne ivanka melania condoleezza tammy
claire fiona nicola theresa priti liz angela moira niamh siobhan aoife ciara sinead bronwen cerys megan rhian
kate lucy chloe zoe ella amelia mia isla ava lily rosie daisy florence ingrid astrid freya sigrid ursula greta heidi
svetlana natalia olga tatiana irina ekaterina yulia fatima aisha zainab khadija leila layla noor amina maryam
jennie jenny chrystia jody melanie josephine sylvie isabelle francoise christiane brigitte camille elise margot
priya anita sunita indira lakshmi deepa kavita meera nirmala mei ling yuki akiko sakura
carmen rosa lucia ana isabel pilar dolores consuelo giulia francesca chiara giorgia alessandra
carly samantha meghan kim kelly wendy tina gina tracy stacey dawn gail joanne joanna georgina harriet
""")

AMBIGUOUS_NAMES = MALE_NAMES & FEMALE_NAMES

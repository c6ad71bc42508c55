"""Walks of life: which offices one person may hold one after the other, and which belong to namesakes."""

from __future__ import annotations

_LINES = {
    "politics": "minister primeminister president senator governor mayor secretary chancellor representative "
    "legislator mp msp mep td councillor candidate politician ambassador envoy diplomat undersecretary "
    "delegate alderman king queen prince princess sultan emir secretarygeneral attorneygeneral "
    "governorgeneral lieutenantgovernor chiefofstaff nominee hopeful campaigner activist dissident statesman "
    "negotiator whip",
    "law": "judge justice lawyer attorney prosecutor magistrate counsel attorneygeneral solicitor registrar notary "
    "coroner",
    "police": "inspector superintendent detective constable sheriff policeman investigator",
    "business": "ceo cfo cto coo executive businessman entrepreneur banker founder investor trader broker accountant "
    "shopkeeper retailer financier tycoon billionaire strategist economist analyst consultant",
    "university": "professor scientist researcher lecturer academic scholar biologist chemist physicist "
    "astronomer epidemiologist virologist ecologist geologist climatologist meteorologist historian "
    "archaeologist psychologist sociologist oceanographer zoologist botanist mathematician economist "
    "hydrologist seismologist glaciologist surgeon psychiatrist cardiologist oncologist immunologist "
    "neuroscientist toxicologist statistician engineer",
    "medicine": "doctor surgeon nurse paediatrician pediatrician psychiatrist cardiologist oncologist immunologist "
    "surgeongeneral epidemiologist virologist toxicologist midwife paramedic",
    "nature": "biologist ecologist zoologist botanist oceanographer",
    "earth": "geologist climatologist meteorologist hydrologist seismologist glaciologist oceanographer",
    "matter": "chemist physicist astronomer mathematician statistician",
    "past": "historian archaeologist sociologist psychologist curator",
    "sport": "coach player striker goalkeeper midfielder defender winger footballer cricketer swimmer runner athlete "
    "golfer boxer cyclist skipper referee umpire batsman bowler sprinter rower jockey quarterback pitcher trainer",
    "arts": "actor director singer musician novelist author poet playwright painter sculptor filmmaker producer dancer "
    "conductor composer screenwriter comedian curator photographer designer architect writer pianist violinist "
    "songwriter rapper artist",
    "press": "journalist reporter editor columnist broadcaster presenter correspondent blogger",
    "church": "pope bishop archbishop cardinal rabbi imam reverend priest pastor vicar father sister monk nun chaplain "
    "monsignor ayatollah mullah deacon",
    "school": "headteacher principal tutor",
    "army": "soldier veteran commander admiral marshal",
    "speech": "spokesperson",
}
# Trades, each a walk of its own: a baker and a plumber of one name are two.
_TRADES = (
    "farmer baker fisherman driver carpenter plumber electrician builder engineer mechanic gardener beekeeper butcher "
    "shepherd miner pilot sailor chef cook waiter barber hairdresser postman firefighter technician welder forester "
    "librarian clerk secretary captain teacher student pensioner resident"
)
# Between them nobody changes; within "university" the subject must agree as well, or be left open.
_SUBJECTS = frozenset({"medicine", "nature", "earth", "matter", "past"})
FIELDS: dict[str, tuple[str, ...]] = {}
for _field, _heads in _LINES.items():
    for _head in _heads.split():
        FIELDS[_head] = (*FIELDS.get(_head, ()), _field)
for _head, _found in FIELDS.items():
    if _SUBJECTS & set(_found):
        FIELDS[_head] = tuple(each for each in _found if each != "university")
for _head in _TRADES.split():
    FIELDS[_head] = (*FIELDS.get(_head, ()), _head)

# Heads that say nothing of the walk of life unless their words do.
GENERIC = frozenset(
    "head director chair officer official member manager secretary president commissioner captain executive advisor "
    "coordinator organizer treasurer founder owner speaker envoy spokesperson".split()
)
_HOUSES = {
    "politics": "party government cabinet parliament senate congress opposition council state city county ministry "
    "commission union republican democrat democratic labor labour conservative liberal green greens house republic",
    "police": "police detective investigations",
    "business": "bank company corporation group airline factory firm finance sales marketing industry",
    "university": "university institute research laboratory college science museum",
    "medicine": "hospital medical clinic surgery",
    "sport": "team club football league united cricket rugby olympic",
    "army": "army navy force forces military defense brigade battalion",
    "press": "newspaper magazine news",
    "church": "church diocese",
    "school": "school schools",
}
WORKPLACES: dict[str, tuple[str, ...]] = {}
for _field, _words in _HOUSES.items():
    for _word in _words.split():
        WORKPLACES[_word] = (*WORKPLACES.get(_word, ()), _field)

# Offices that are held of one place or house: of two they belong to two people.
PLACED = frozenset(
    "mayor governor spokesperson ceo cfo coach director head chair secretarygeneral bishop archbishop manager "
    "principal captain owner founder headteacher sheriff editor curator directorgeneral president king queen".split()
)

"""Tables of the words that carry or turn meaning; all in the form of `Word.canon`."""

from __future__ import annotations

NEGATORS = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot hardly scarcely barely non".split()
)
# What a denial adds to a plain statement.
DENIALS = frozenset("not never do does did".split())
# Verbs and adjectives that deny what follows them.
IMPLICIT_NEGATORS = frozenset(
    "fail fails failed failing refuse refuses refused refusing deny denies denied denying reject rejects rejected "
    "rejecting lack lacks lacked lacking avoid avoids avoided avoiding prevent prevents prevented preventing stop "
    "stops stopped stopping doubt doubts doubted doubting unable unlikely impossible untrue false wrong".split()
)
NEGATIVE_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")

MODALS = frozenset("will would shall should can could may might must ought need needs".split())

QUANTIFIERS = frozenset(
    "all every each everyone everybody everything both most many much several some any few little none half "
    "majority minority always often usually sometimes rarely seldom never ever entire entirely whole wholly "
    "completely fully totally partly partially only just everywhere somewhere anyone anybody somebody "
    "someone something anything numerous countless dozens hundreds thousands millions billions another".split()
)

COMPARATIVES = frozenset(
    "more less fewer least greater greatest higher highest lower lowest bigger biggest larger largest "
    "smaller smallest better best worse worst stronger strongest weaker weakest faster slower safer longer "
    "shorter earlier later older younger sooner cheaper harder easier above below over under before after up down "
    "rise rises rose risen rising fall falls fell fallen falling increase increases increased increasing decrease "
    "decreases decreased decreasing grow grows grew grown growing shrink shrinks shrank shrunk shrinking gain "
    "gains gained gaining lose loses lost losing raise raises raised raising cut cuts cutting reduce reduces "
    "reduced reducing climb climbs climbed climbing drop drops dropped dropping exceed exceeds exceeded maximum "
    "minimum upward downward north south east west richer poorer hotter colder warmer cooler closer farther "
    "further nearer double doubled halve halved doubling halving widen widened narrow narrowed expand expanded "
    "expanding contract contracted contracting than as-much".split()
)

HEDGES = frozenset(
    "probably perhaps maybe possibly likely apparently reportedly allegedly supposedly presumably seemingly "
    "arguably about around approximately roughly nearly almost some somewhat mostly generally largely potentially "
    "essentially virtually practically conceivably seems seem seemed appears appear appeared estimated sort kind "
    "hopefully tentatively basically theoretically fairly rather relatively temporarily provisionally".split()
)

# Beginnings of a sentence that weaken, condition or hand over what follows them; longest first where they nest.
HEDGING_LEADS = (
    "i think", "i believe", "i guess", "i suppose", "i suspect", "i hope", "i assume", "i expect", "i feel", "i fear",
    "we think", "we believe", "we hope", "we expect", "we assume", "we suspect", "we fear", "we guess", "in my opinion",
    "in my view", "it seems", "it appears", "it is possible", "it may be", "it might be", "it could be", "there is a "
    "chance", "there is a risk", "there is a possibility", "it is likely", "it is unlikely", "as far as i know",
    "to the best of my knowledge", "in theory", "on paper", "if i remember", "i am not sure", "i was told",
    "i would like to think", "i want to believe", "i wish", "we wish", "i doubt", "we doubt", "i imagine",
    "my guess is", "my best guess is", "my hunch is", "my fear is", "my hope is", "my bet is", "my suspicion is",
    "my sense is", "my understanding is", "our fear is", "our hope is",
)  # fmt: skip
# What right after a clause weakens it, and alone at the end of one.
TRAILING_HEDGES = (
    "at most", "at least", "at best", "at worst", "or so", "or thereabouts", "or less", "or more", "or fewer",
    "give or take", "if that", "if at all", "more or less", "i think", "i believe", "i hope", "i guess", "i suppose",
    "in my opinion", "in my view", "in theory", "on paper", "so far", "in a sense", "in some ways", "up to a point",
)  # fmt: skip
CLOSING_HEDGES = frozenset("probably perhaps maybe possibly apparently allegedly presumably supposedly".split())
# Adverbs and the like before a clause that weaken it, wherever a number follows or not.
LEADING_HEDGES = HEDGES - {"about", "around", "some", "kind", "sort"}
# How much of what follows is meant: the word right before it, or the one before "of".
SHARES = frozenset(
    "some most many much several few half none part parts any each one two little majority minority "
    "lot lots number plenty dozens hundreds thousands millions percent percentage fraction third quarter".split()
)
LIMITERS = frozenset("only almost nearly hardly barely scarcely practically virtually".split())
# Before a number these say that it is not exact.
NUMBER_LIMITERS = frozenset("about around roughly approximately some over under nearly almost perhaps".split())
NUMBER_LIMITING_PHRASES = frozenset(
    {"at least", "at most", "up to", "more than", "less than", "fewer than", "as many", "as few", "close to", "next to",
     "well over", "just over", "just under", "many as", "few as", "much as", "little as", "upwards of"}
)  # fmt: skip
QUESTION_OPENERS = frozenset(
    "who what why when where how which whose is are was were do does did can could will would should has have had "
    "may must am".split()
)
DETERMINERS = frozenset("the my our your his her its their these those this that".split())
CONDITION_WORDS = frozenset("if unless provided providing assuming supposing whether lest until".split())
CONDITION_PHRASES = (
    "as long as", "so long as", "only when", "only if", "on condition", "on the condition", "in case", "in the event",
    "subject to", "depending on", "except", "provided that", "assuming that", "in either case", "in that case",
    "in this case", "in which case", "under those circumstances", "under these circumstances", "otherwise", "if so",
    "if not", "contingent on", "pending", "as soon as", "but only", "but not", "except for", "except that",
    "with the exception", "apart from", "but for", "at least until", "for now", "for the moment", "until", "or so",
)  # fmt: skip
# What hands a sentence over to somebody else.
ATTRIBUTION_VERBS = frozenset(
    "say says said saying claim claims claimed claiming argue argues argued allege alleges alleged insist insists "
    "insisted suggest suggests suggested tell tells told telling assert asserts asserted maintain maintains "
    "maintained contend contends contended pretend pretends pretended accuse accuses accused believe believes "
    "believed think thinks thought imagine imagines assume assumes assumed ask asks asked wonder wonders wondered "
    "assured warned assure warns report reports reported feel feels felt fear fears feared hope hopes hoped write "
    "writes wrote".split()
)
# Right after a clause, these deny it.
DENYING_PREDICATES = frozenset(
    "false wrong untrue nonsense ridiculous absurd lie myth incorrect misleading unfounded baseless fiction "
    "rumour rumor rubbish fake".split()
)

FILLERS = frozenset("um uh er erm ah oh hmm mm well like okay so yeah look actually really basically y'know".split())
FILLER_PHRASES = (("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"), ("you", "see"))
INTENSIFIERS = frozenset("very really quite truly indeed extremely simply absolutely certainly definitely".split())

FUNCTION_WORDS = frozenset(
    "a an the of to in on at for by with from as and or but that which who whom whose this these those it its he "
    "him his she her hers they them their theirs we us our ours you your yours i me my mine is are was were be "
    "been being am do does did done has have had having there here then than so too also just very really quite "
    "if into onto out up down off over under about again further once because while during through between after "
    "before above below will would shall should can could may might must not no nor only own same such both each "
    "few more most other some any all what when where why how".split()
)
# Words whose presence or absence changes no meaning.
# "I used to think", "we hope to": what follows is not said to be so.
GOVERNING_LEADS = (
    "used to", "hope to", "hopes to", "want to", "wants to", "wanted to", "would like to", "plan to", "plans to",
    "planned to", "intend to", "intends to", "try to", "tried to", "trying to", "seem to", "seems to", "appear to",
    "appears to", "claim to", "claims to", "pretend to", "threaten to", "threatened to", "refuse to", "refused to",
    "fail to", "failed to", "tempted to", "may", "might", "could", "should", "would", "may have", "might have",
    "could have", "should have", "would have", "supposed to", "expected to", "likely to", "unlikely to", "able to",
    "unable to", "wish to", "asked to", "told to", "forced to", "ought to", "happy to", "ready to", "prepared to",
)  # fmt: skip
VAGUE_NOUNS = frozenset("people men women children guys folks man woman person thing things place one ones lot".split())
UNIVERSALS = frozenset(
    "all any every each no none nobody nothing never not only always anyone everyone everybody".split()
)
ARTICLES = frozenset({"a", "an", "the"})
LIGHT_WORDS = ARTICLES | {
    "that",
    "and",
    "then",
    "so",
    "also",
    "well",
    "just",
    "of",
    "now",
    "there",
    "which",
    "has",
    "is",
}
PRONOUNS = frozenset(
    "he she it they we i you him her them us me his their its our my your this that these those who whom one".split()
)

# Prepositions that say where a value or a day stands: up to it, from it, by how much.
POINTERS = frozenset("by to from in on at of for until till since before after within about into with".split())
# Before a value only these mean the same; before other words most prepositions say little by themselves.
NEAR_POINTERS = (
    frozenset("in on at within during".split()), frozenset("to until till".split()), frozenset("of for".split()),
)  # fmt: skip
NEAR_PREPOSITIONS = (
    frozenset("in on at of to for with within into onto upon toward during through throughout over about around "
              "inside across among".split()),
    frozenset("by through with".split()), frozenset("from of".split()), frozenset("until till to".split()),
)  # fmt: skip
# Common words that begin sentences without an article, so that their capital does not make them names.
OPENING_WORDS = frozenset(
    "water money time life death peace war health work food music art history education science technology "
    "unemployment inflation politics power trade energy oil gas coal steel traffic weather rain snow anger love hope "
    "fear trust truth justice freedom crime law order land housing everyone someone something everything today "
    "tomorrow yesterday tonight soon often again still yet even instead meanwhile however therefore perhaps maybe "
    "please thank yes no well okay first second third last next one two three four five six seven eight nine ten "
    "twelve twenty hundred thousand never always sometimes let make take come go look see think believe know say tell "
    "ask give get keep put leave stop start try help imagine remember consider despite without according under over "
    "during since until unless although though whether because while whereas both either neither such much many "
    "great good bad new old big small young long short high low little large best worst free human public private "
    "national local young elderly poor rich doctor teacher police staff management nature society government "
    "parliament congress everybody nobody somebody nothing anything anyone anybody thanks sorry half most".split()
)

DATE_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight january february "
    "march april june july august september october november december morning afternoon evening noon midnight "
    "week month year weekend spring summer autumn winter decade century mon tue tues wed thu thurs fri".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
UNIT_WORDS = frozenset(
    "gram grams kilogram mile meter kilometer foot inch ton tonne liter hour minute second day watt watts volt volts "
    "percent percentage points point dollars pounds euros yen cents kilometers miles meters feet inches kilograms "
    "tons tonnes liters gallons hours minutes seconds days weeks months years degrees celsius fahrenheit "
    "centimeters hundred thousand million billion trillion dozen".split()
)
NATIONALITIES = frozenset(
    "american british english scottish welsh irish canadian australian french german italian spanish portuguese "
    "dutch belgian swiss austrian polish czech slovak hungarian romanian bulgarian greek turkish russian "
    "ukrainian belarusian swedish norwegian danish finnish icelandic estonian latvian lithuanian chinese japanese "
    "korean indian pakistani afghan iranian iraqi syrian lebanese israeli palestinian jordanian egyptian saudi "
    "yemeni libyan tunisian algerian moroccan nigerian kenyan ethiopian somali sudanese south african mexican "
    "brazilian argentine chilean colombian venezuelan cuban vietnamese thai indonesian malaysian filipino "
    "european asian western eastern northern southern african republican democrat democratic labour labor "
    "conservative liberal muslim christian jewish catholic protestant".split()
)

ANTONYMS = (
    ("begin", "end"), ("start", "stop"), ("start", "end"), ("start", "finish"), ("open", "close"), ("opened", "closed"),
    ("win", "lose"), ("won", "lost"), ("accept", "reject"), ("accept", "refuse"), ("agree", "disagree"),
    ("allow", "forbid"), ("allow", "ban"), ("allow", "prevent"), ("permit", "prohibit"), ("support", "oppose"),
    ("approve", "reject"), ("approve", "block"), ("confirm", "deny"), ("admit", "deny"), ("succeed", "fail"),
    ("success", "failure"), ("safe", "dangerous"), ("safe", "unsafe"), ("strong", "weak"), ("good", "bad"),
    ("right", "wrong"), ("true", "false"), ("possible", "impossible"), ("hot", "cold"), ("early", "late"),
    ("first", "last"), ("high", "low"), ("large", "small"), ("big", "small"), ("long", "short"), ("fast", "slow"),
    ("easy", "difficult"), ("easy", "hard"), ("simple", "complex"), ("rich", "poor"), ("public", "private"),
    ("legal", "illegal"), ("guilty", "innocent"), ("guilty", "not-guilty"), ("present", "absent"), ("buy", "sell"),
    ("bought", "sold"), ("borrow", "lend"), ("attack", "defend"), ("friend", "enemy"), ("ally", "enemy"),
    ("peace", "war"), ("love", "hate"), ("like", "dislike"), ("hope", "fear"), ("remember", "forget"),
    ("include", "exclude"), ("arrive", "leave"), ("arrive", "depart"), ("stay", "leave"), ("remain", "leave"),
    ("continue", "stop"), ("continue", "suspend"), ("continuing", "suspended"), ("resume", "suspend"),
    ("resumed", "suspended"), ("continue", "end"), ("keep", "abandon"), ("keep", "drop"), ("hire", "fire"),
    ("hire", "dismiss"), ("build", "destroy"), ("build", "demolish"), ("create", "destroy"), ("profit", "loss"),
    ("benefit", "harm"), ("help", "hinder"), ("help", "harm"), ("improve", "worsen"), ("improved", "worsened"),
    ("advance", "retreat"), ("enter", "leave"), ("join", "leave"), ("join", "quit"), ("appoint", "dismiss"),
    ("praise", "criticise"), ("praise", "criticize"), ("welcome", "condemn"), ("trust", "distrust"),
    ("optimistic", "pessimistic"), ("temporary", "permanent"), ("temporarily", "permanently"), ("always", "never"),
    ("male", "female"), ("man", "woman"), ("men", "women"), ("black", "white"), ("dead", "alive"), ("die", "live"),
    ("die", "survive"), ("died", "survived"), ("killed", "survived"), ("alone", "together"), ("inside", "outside"),
    ("import", "export"), ("imports", "exports"), ("domestic", "foreign"), ("ancient", "modern"), ("old", "new"),
    ("young", "old"), ("deny", "acknowledge"), ("deploy", "withdraw"), ("deployed", "withdrawn"), ("send", "withdraw"),
    ("maintain", "abandon"), ("strengthen", "weaken"), ("protect", "endanger"), ("protect", "threaten"),
    ("lift", "impose"), ("lifted", "imposed"), ("raise", "lower"), ("ready", "unprepared"), ("calm", "tense"),
    ("quiet", "loud"), ("clean", "dirty"), ("full", "empty"), ("heavy", "light"), ("thick", "thin"), ("wide", "narrow"),
    ("deep", "shallow"), ("day", "night"), ("majority", "minority"), ("victory", "defeat"), ("victim", "perpetrator"),
    ("freedom", "slavery"), ("guilt", "innocence"), ("honest", "dishonest"), ("wise", "foolish"),
    ("necessary", "unnecessary"), ("certain", "uncertain"), ("likely", "unlikely"), ("clear", "unclear"),
    ("available", "unavailable"), ("popular", "unpopular"), ("acceptable", "unacceptable"), ("rise", "fall"),
    ("rose", "fell"), ("increase", "decrease"), ("increase", "reduce"), ("increased", "reduced"), ("increase", "cut"),
    ("grow", "shrink"), ("gain", "lose"), ("up", "down"), ("more", "less"), ("more", "fewer"), ("better", "worse"),
    ("best", "worst"), ("higher", "lower"), ("above", "below"), ("before", "after"), ("ahead", "behind"),
    ("halt", "continue"), ("halted", "continuing"), ("pause", "continue"), ("paused", "continuing"),
    ("expand", "shrink"), ("delay", "hasten"), ("cancel", "hold"), ("confident", "doubtful"), ("happy", "sad"),
    ("satisfied", "dissatisfied"), ("proud", "ashamed"), ("prefer", "dislike"), ("plenty", "shortage"),
    ("surplus", "deficit"), ("shortage", "surplus"), ("innocent", "responsible"), ("same", "different"),
)  # fmt: skip

SYNONYMS = (
    ("begin", "start"), ("began", "started"), ("begun", "started"), ("end", "finish"), ("big", "large"),
    ("huge", "enormous"), ("small", "little"), ("help", "assist"), ("buy", "purchase"), ("child", "kid"),
    ("children", "kids"), ("people", "persons"), ("quick", "fast"), ("quickly", "fast"), ("show", "demonstrate"),
    ("get", "obtain"), ("need", "require"), ("try", "attempt"), ("tried", "attempted"), ("important", "crucial"),
    ("enough", "sufficient"), ("but", "however"), ("although", "though"), ("while", "whereas"), ("till", "until"),
    ("car", "vehicle"), ("job", "work"), ("house", "home"), ("glad", "pleased"),
    ("happy", "pleased"), ("happy", "glad"), ("sad", "unhappy"), ("angry", "furious"), ("scared", "afraid"),
    ("frightened", "afraid"), ("difficult", "hard"), ("wrong", "incorrect"), ("right", "correct"),
    ("speak", "talk"), ("answer", "reply"), ("ask", "request"), ("choose", "select"), ("chosen", "selected"),
    ("fix", "repair"), ("close", "shut"), ("closed", "shut"), ("hurt", "injured"), ("dead", "killed"),
    ("troops", "soldiers"), ("aircraft", "plane"), ("doctor", "physician"), ("lawyer", "attorney"),
    ("suspended", "halted"), ("suspended", "paused"), ("halted", "paused"), ("paramount", "foremost"),
    ("monitoring", "watching"), ("monitor", "watch"), ("keep", "retain"), ("remain", "stay"), ("remained", "stayed"),
    ("goes", "comes"), ("nearly", "almost"), ("approximately", "about"), ("around", "about"), ("roughly", "about"),
    ("probably", "likely"), ("maybe", "perhaps"), ("perhaps", "possibly"), ("extremely", "very"), ("assist", "aid"),
    ("film", "movie"), ("shop", "store"), ("holiday", "vacation"), ("autumn", "fall"), ("flat", "apartment"),
    ("lift", "elevator"), ("petrol", "gasoline"), ("lorry", "truck"), ("pavement", "sidewalk"), ("football", "soccer"),
    ("everyone", "everybody"), ("someone", "somebody"), ("anyone", "anybody"), ("nobody", "noone"), ("upon", "on"),
    ("toward", "to"), ("permit", "allow"), ("permitted", "allowed"), ("forbid", "prohibit"),
    ("brief", "short"), ("entire", "whole"), ("complete", "whole"), ("former", "previous"), ("sure", "certain"),
    ("fireman", "firefighter"), ("firemen", "firefighters"), ("policeman", "officer"), ("chairman", "chair"),
    ("chairwoman", "chair"), ("spokesman", "spokesperson"), ("spokeswoman", "spokesperson"), ("salary", "pay"),
    ("salary", "wage"), ("wages", "pay"), ("customer", "buyer"), ("customers", "buyers"), ("manager", "boss"),
    ("safety", "security"), ("speech", "address"), ("resign", "quit"), ("resigned", "quit"), ("gift", "present"),
)  # fmt: skip

IRREGULAR_FORMS = (
    "be is are was were been being am", "have has had having", "do does did done doing", "go goes went gone going",
    "say says said saying", "make makes made making", "take takes took taken taking", "come comes came coming",
    "see sees saw seen seeing", "know knows knew known knowing", "get gets got gotten getting", "give gives gave given",
    "find finds found finding", "think thinks thought thinking", "tell tells told telling", "become becomes became",
    "leave leaves left leaving", "feel feels felt feeling", "bring brings brought bringing", "begin begins began begun",
    "keep keeps kept keeping", "hold holds held holding", "write writes wrote written writing", "stand stands stood",
    "hear hears heard hearing", "let lets letting", "mean means meant meaning", "set sets setting", "meet meets met",
    "run runs ran running", "pay pays paid paying", "sit sits sat sitting", "speak speaks spoke spoken speaking",
    "lie lies lay lain", "lead leads led leading", "read reads reading", "lose loses lost losing", "win wins won",
    "fall falls fell fallen falling", "send sends sent sending", "build builds built building", "break breaks broke",
    "spend spends spent spending", "cut cuts cutting", "rise rises rose risen rising", "drive drives drove driven",
    "buy buys bought buying", "wear wears wore worn", "choose chooses chose chosen", "fight fights fought fighting",
    "grow grows grew grown growing", "show shows showed shown showing", "sell sells sold selling", "teach teaches "
    "taught teaching", "catch catches caught catching", "draw draws drew drawn", "fly flies flew flown", "eat eats ate "
    "eaten eating", "sing sings sang sung", "throw throws threw thrown", "shoot shoots shot shooting", "strike strikes "
    "struck", "hit hits hitting", "hurt hurts hurting", "cost costs", "put puts putting", "quit quits", "shut shuts",
    "withdraw withdraws withdrew withdrawn withdrawing", "arise arises arose arisen", "beat beats beaten beating",
    "bear bears bore borne", "bend bends bent", "bind binds bound", "bite bites bit bitten", "blow blows blew blown",
    "breed breeds bred", "cling clings clung", "creep creeps crept", "deal deals dealt", "dig digs dug",
    "drink drinks drank drunk", "feed feeds fed", "flee flees fled", "forbid forbids forbade forbidden",
    "forget forgets forgot forgotten", "forgive forgives forgave forgiven", "freeze freezes froze frozen",
    "hang hangs hung", "hide hides hid hidden", "lay lays laid laying", "lend lends lent", "light lights lit",
    "mistake mistakes mistook mistaken", "overcome overcomes overcame", "prove proves proved proven",
    "ride rides rode ridden", "ring rings rang rung", "seek seeks sought", "shake shakes shook shaken",
    "sink sinks sank sunk", "sleep sleeps slept", "slide slides slid", "steal steals stole stolen",
    "stick sticks stuck", "swear swears swore sworn", "sweep sweeps swept", "swim swims swam swum",
    "swing swings swung", "tear tears tore torn", "undergo undergoes underwent undergone",
    "understand understands understood", "undertake undertakes undertook undertaken", "uphold upholds upheld",
    "wake wakes woke woken", "weep weeps wept", "wind winds wound", "withhold withholds withheld",
    "withstand withstands withstood", "foresee foresees foresaw foreseen",
    "overthrow overthrows overthrew overthrown",
    "will would", "can could", "may might", "shall should",
)  # fmt: skip

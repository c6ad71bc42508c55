"""Common verbs with their forms, words of opposite and of like meaning: what the training pairs are varied with."""

from __future__ import annotations

# base, past, participle where one of them is not base + (e)d.
_IRREGULAR = (
    "be:was:been become:became:become begin:began:begun break:broke:broken bring:brought:brought build:built:built "
    "buy:bought:bought catch:caught:caught choose:chose:chosen come:came:come cost:cost:cost cut:cut:cut do:did:done "
    "draw:drew:drawn drive:drove:driven eat:ate:eaten fall:fell:fallen feel:felt:felt fight:fought:fought "
    "find:found:found fly:flew:flown forget:forgot:forgotten get:got:got give:gave:given go:went:gone grow:grew:grown "
    "hear:heard:heard hide:hid:hidden hit:hit:hit hold:held:held keep:kept:kept know:knew:known lead:led:led "
    "leave:left:left lose:lost:lost make:made:made mean:meant:meant meet:met:met pay:paid:paid put:put:put "
    "read:read:read rise:rose:risen run:ran:run say:said:said see:saw:seen sell:sold:sold send:sent:sent set:set:set "
    "show:showed:shown sing:sang:sung sit:sat:sat speak:spoke:spoken spend:spent:spent stand:stood:stood "
    "steal:stole:stolen take:took:taken teach:taught:taught tell:told:told think:thought:thought "
    "understand:understood:understood win:won:won write:wrote:written wear:wore:worn shoot:shot:shot"
)
_REGULAR = (
    "accept accuse add address admit affect agree allow announce answer appear apply approve argue arrest arrive ask "
    "attack attend back ban believe belong benefit blame block call cancel carry cause challenge change charge check "
    "claim close complete condemn confirm consider contain continue control create criticise cross cry damage dance "
    "deal decide declare decline decrease defeat defend delay deliver demand deny depend describe design destroy "
    "develop die discover discuss dismiss drop earn employ enable encourage end enjoy ensure enter escape examine "
    "exist expand expect experience explain expose express extend face fail favour fear fill finish fire follow force "
    "form fund gain happen harm help hope identify ignore improve include increase injure insist intend introduce "
    "invest investigate invite involve issue join jump kick kill lack last launch like limit listen live look lower "
    "maintain manage matter mention miss move need negotiate note notice obtain occur offer open oppose order own "
    "pass perform permit plan play point predict prefer prepare present prevent produce promise protect prove provide "
    "publish pull push question raise reach react receive recognise recommend record reduce refer refuse regret "
    "reject release remain remember remove repeat replace reply report represent request require rescue resign "
    "resolve respond restore result return reveal review save secure seem serve settle share sign slow smile sound "
    "spark start state stay stop study succeed suffer suggest support suspend talk target test thank threaten try "
    "turn use view visit vote wait walk want warn watch welcome wish work worry"
)
# Doubled last letter before -ed and -ing.
_DOUBLING = frozenset({"admit", "ban", "drop", "permit", "plan", "refer", "regret", "stop"})


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLING else "") + "ed"


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _gerund(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "ye")) and base != "be":
        return base[:-1] + "ing"
    doubled = base in _DOUBLING | {"begin", "cut", "forget", "get", "hit", "put", "run", "set", "sit", "win"}
    return base + (base[-1] if doubled else "") + "ing"


_FORMS = [tuple(each.split(":")) for each in _IRREGULAR.split()] + [
    (base, _past(base), _past(base)) for base in _REGULAR.split()
]

PAST = {past: base for base, past, _ in _FORMS if past not in (base, "was")}
THIRD = {_third(base): base for base, _, _ in _FORMS if base not in ("be", "do")}
PRESENT = {base: past for base, past, _ in _FORMS if base not in ("be", "do")}

_OPPOSITE_VERBS = (
    "increase/decrease raise/lower support/oppose accept/reject approve/reject allow/ban permit/prevent win/lose "
    "open/close start/stop begin/end continue/stop join/leave confirm/deny admit/deny gain/lose expand/limit "
    "improve/damage protect/harm save/destroy succeed/fail agree/refuse welcome/condemn remember/forget keep/abandon "
    "create/destroy help/harm arrive/leave buy/sell pass/fail defend/attack include/exclude reveal/hide love/hate "
    "enter/leave rise/fall grow/shrink strengthen/weaken push/pull employ/dismiss remain/leave stay/leave "
    "build/demolish hire/fire appear/disappear add/remove praise/criticise follow/ignore trust/distrust"
)
_OPPOSITE_WORDS = (
    "safe/dangerous strong/weak better/worse best/worst more/fewer most/few all/none always/never many/few "
    "everyone/nobody everybody/nobody everything/nothing good/bad true/false guilty/innocent legal/illegal "
    "possible/impossible likely/unlikely able/unable willing/unwilling fair/unfair happy/unhappy easy/difficult "
    "simple/complicated cheap/expensive rich/poor high/low higher/lower large/small larger/smaller big/small "
    "early/late earlier/later before/after old/new older/younger young/old fast/slow faster/slower hot/cold "
    "warm/cool full/empty open/closed public/secret success/failure victory/defeat friend/enemy inside/outside "
    "above/below first/last increase/decrease rise/fall growth/decline gain/loss support/opposition "
    "agreement/disagreement war/peace alive/dead ready/unprepared certain/uncertain clear/unclear important/trivial "
    "enough/insufficient necessary/unnecessary acceptable/unacceptable innocent/guilty optimistic/pessimistic "
    "confident/doubtful healthy/sick clean/dirty positive/negative major/minor permanent/temporary voluntary/forced "
    "effective/useless reliable/unreliable responsible/irresponsible honest/dishonest popular/unpopular "
    "satisfied/dissatisfied pleased/disappointed proud/ashamed busy/idle common/rare wet/dry awake/asleep "
    "quiet/loud long/short wide/narrow "
    "complete/incomplete adequate/inadequate accurate/inaccurate aware/unaware stable/unstable "
    "united/divided brave/cowardly generous/mean calm/angry tense/friendly"
)
_LIKE_VERBS = (
    "increase/raise lower/reduce cut/reduce support/back accept/approve ban/forbid win/triumph start/begin end/finish "
    "stop/halt continue/proceed deny/dispute admit/acknowledge protect/defend destroy/ruin help/assist buy/purchase "
    "get/obtain need/require show/demonstrate allow/permit reject/refuse ask/request want/wish think/believe "
    "fear/worry choose/select keep/retain leave/depart try/attempt happen/occur die/perish kill/slay make/produce "
    "give/provide tell/inform say/state build/construct fix/repair mend/repair suspend/halt delay/postpone "
    "announce/declare warn/caution blame/accuse look/appear seem/appear save/rescue send/dispatch find/discover "
    "speak/talk criticise/condemn hire/employ resign/quit earn/make expand/enlarge discuss/debate hide/conceal "
    "remain/stay demand/request understand/grasp examine/inspect answer/reply spend/pay target/aim"
)
_LIKE_WORDS = (
    "big/large many/numerous people/persons children/kids quickly/rapidly fast/quick begin/start "
    "difficult/hard easy/simple important/crucial main/principal enough/sufficient whole/entire often/frequently "
    "now/currently about/roughly almost/nearly job/post money/funds law/legislation error/mistake errors/mistakes "
    "country/nation government/administration company/firm house/home street/road car/vehicle doctor/physician "
    "dangerous/unsafe safe/secure sure/certain angry/furious happy/glad sad/unhappy afraid/scared smart/clever "
    "rich/wealthy strange/odd huge/enormous tiny/minuscule wrong/incorrect true/correct "
    "illegal/unlawful decision/ruling talks/negotiations deal/agreement fight/battle war/conflict attack/assault "
    "staff/employees worker/employee workers/employees boss/manager chief/head plan/proposal problem/difficulty "
    "answer/reply goal/aim chance/opportunity danger/risk growth/expansion drop/decline rise/increase "
    "everyone/everybody nobody/no-one anyone/anybody also/too permitted/allowed entirely/completely "
    "recent/latest perhaps/maybe sometimes/occasionally area/region begin/commence film/movie woman/lady man/guy"
)


def _verb_pairs(table: str) -> list[tuple[str, str]]:
    forms = {base: (base, past, participle) for base, past, participle in _FORMS}
    pairs = []
    for each in table.split():
        one, other = (forms.get(base, (base, _past(base), _past(base))) for base in each.split("/"))
        pairs += list(zip(one, other, strict=True))
        pairs += [(_third(one[0]), _third(other[0])), (_gerund(one[0]), _gerund(other[0]))]
    return pairs


def _both_ways(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def _word_pairs(table: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in (each.split("/") for each in table.split())]


OPPOSITES = _both_ways(_verb_pairs(_OPPOSITE_VERBS) + _word_pairs(_OPPOSITE_WORDS))
SYNONYMS = _both_ways(_verb_pairs(_LIKE_VERBS) + _word_pairs(_LIKE_WORDS))

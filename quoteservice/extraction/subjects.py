"""Who stands as the speaker of a reporting verb: its subject in the parse, or in the order of the words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.lexicon import COLLECTIVES, ORGANISATION_WORDS, PAPERS, ROLE_NOUNS

SUBJECTS = ("nsubj", "csubj")
PASSIVE = ("nsubjpass",)

# Things that carry somebody's words; whose words they are stands beside them ("a statement from the ministry").
BEARERS = frozenset(
    "statement letter email e-mail tweet post message memo release ad advert advertisement video text note caption"
    " leaflet flyer mailer newsletter announcement response reply column essay op-ed speech testimony affidavit book"
    " memoir biography novel article blog podcast answer submission autobiography pamphlet manifesto petition"
    " rhetoric remark remarks comments notice".split()
)

# Where people post; a platform that speaks for itself says so with a finite verb.
PLATFORMS = frozenset("twitter facebook instagram youtube tiktok linkedin reddit weibo telegram snapchat".split())

# Things that carry slogans, which are nobody's statements.
SIGNS = frozenset(
    "sign signs hat cap shirt t-shirt tee banner banners poster posters placard placards sticker stickers slogan button"
    " badge mug plaque tattoo billboard graffiti motto headline headlines label jacket".split()
)

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow morning afternoon evening"
    " night week month year january february march april june july august september october november december".split()
)
_PLURAL_PEOPLE = ("ers", "ors", "ists", "ians", "men", "women", "ants", "ents", "ees")
_NOUN_PHRASE = frozenset("DT PDT PRP$ JJ JJR JJS NN NNS NNP NNPS POS CD HYPH VBG VBN AFX ADD FW".split())
_FINITE = ("VBD", "VBZ", "VBP")

# How many verbs may share one subject before it is too far off to be sure.
_LONGEST_CHAIN = 4


def is_inside(token: Token, quoted: Sequence[Span]) -> bool:
    """True if the token stands in one of the quoted stretches, which are in order and apart."""
    at = bisect_right(quoted, token.idx, key=lambda span: span.start)
    return at > 0 and token.idx < quoted[at - 1].end


def subject_of(verb: Token, quoted: Sequence[Span] = ()) -> Token | None:
    """The head word of who reports, None where nobody is named.

    A verb without a subject shares that of the verb it hangs on. A subject inside quotation marks is a misreading:
    the words beside the verb are taken instead.
    """
    found = signing(verb) or _parsed(verb, 0) or _apposed(verb)
    if (
        found is None
        or found.lower_ in _DAYS
        or is_inside(found, quoted)
        or (found.tag_.startswith(("VB", "IN", "RB")) and not _is_unheard_of(found))
        or found.is_punct
    ):
        found = _beside(verb, quoted)
    if found is not None and found.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        found = _named_by(verb.head)
    if found is not None:
        found = next((child for child in found.rights if is_set_off(verb, child)), _whole_noun(_behind_place(found)))
    return _owner(found) if found is not None else None


def _behind_place(noun: Token) -> Token:
    """Roe in "Outside court, Roe's lawyer, Ann Doe, said", which the parser takes for what the court is."""
    if noun.left_edge.lower_ not in _PLACING or noun.left_edge == noun:
        return noun
    return next((child for child in noun.rights if child.dep_ == "appos" and child.i > noun.i + 1), noun)


_PLACING = frozenset("outside inside near behind across beyond beside opposite upstairs downstairs".split())


def _whole_noun(noun: Token) -> Token:
    """The noun of "co-author", which the parser takes apart at its hyphen."""
    doc, at = noun.doc, noun.i
    if noun.lower_ not in ("co", "ex", "vice") or at + 2 >= len(doc) or doc[at + 1].text != "-":
        return noun
    whole = doc[at + 2]
    if whole.dep_ in ("nmod", "compound") and whole.head.tag_ == "NNP":
        # The parser may take all up to the name for one thing.
        return whole.head
    return whole if whole.tag_.startswith("NN") else noun


def _is_unheard_of(word: Token) -> bool:
    """True for a capitalised word that the parser does not know, which is a name, whatever it is tagged."""
    return word.is_oov and word.text[:1].isupper()


def _is_name_in_sentence(word: Token) -> bool:
    """True for an adverb with a capital behind words of its sentence, or right behind a quotation: "," Askew wrote."""
    return word.text[:1].isupper() and not word.is_sent_start


def is_set_off(verb: Token, name: Token) -> bool:
    """True for Roe in "Two of the nurses, Roe told the court, were sick".

    The parser takes the name for what the nurses are called; then a comma would stand behind it.
    """
    is_right_before = name.dep_ == "appos" and name.tag_ in ("NNP", "PRP") and name.right_edge.i + 1 == verb.i
    return is_right_before and name.left_edge.i > 0 and verb.doc[name.left_edge.i - 1].text == ","


def is_set_between(verb: Token) -> bool:
    """True for "asked" in "Roe, asked about it, said", where the parser takes Roe for who asked."""
    if verb.lower_ != "asked" or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return False
    close = next((each for each in verb.sent if each.i > verb.i and each.text == ","), None)
    behind = verb.doc[close.i + 1] if close is not None and close.i + 1 < len(verb.doc) else None
    return behind is not None and behind.tag_ in ("VBD", "VBZ")


def signing(verb: Token) -> Token | None:
    """Roe in "Sales fell 3 per cent, chief executive Ann Roe said", whom the parser takes for what the sales are."""
    name = verb.doc[verb.i - 1] if verb.i else verb
    has_joint = any(child.dep_ == "cc" for child in verb.head.rights if child.i < verb.i)
    is_behind = verb.dep_ == "conj" and verb.tag_ == "VBD" and not has_joint and is_set_off(verb, name)
    return name if is_behind and not name.head.tag_.startswith("NNP") else None


def _apposed(verb: Token) -> Token | None:
    """Roe in "In a letter to staff, chairman Ann Roe, who is 80, wrote", whom the parser ties to the staff."""
    if verb.tag_ != "VBD":
        return None
    led = (token for token in verb.lefts if token.dep_ == "prep")
    names = (token for prep in led for token in prep.subtree if token.dep_ == "appos" and token.tag_ == "NNP")
    return next((name for name in names if verb.i - 2 <= name.right_edge.i < verb.i), None)


def _named_by(noun: Token) -> Token:
    """The name that a noun stands in apposition to: Roe in "Roe, then a minister, who said"."""
    is_title = noun.dep_ == "appos" and noun.tag_ == "NN" and noun.head.tag_ == "NNP"
    return noun.head if is_title else noun


def _parsed(verb: Token, depth: int) -> Token | None:
    is_passive = any(child.dep_ == "auxpass" for child in verb.children)
    inverted = [child for child in verb.rights if child.dep_ == "nsubj"]
    if len(inverted) > 1:
        # "said study co-author Ada Roe": the parser takes the hyphen apart, and each part for a subject.
        return inverted[-1]
    before = [child for child in verb.lefts if child.dep_ in SUBJECTS and child.tag_ != "EX"]
    if len(before) > 1:
        start = before[-1].left_edge.i
        # "Two of the nurses, Roe told the court, were sick": the first belongs to what was told. In "Trust chair Roe
        # said" the parser takes both for subjects.
        if verb.doc[start - 1].text == "," or start - 1 == before[0].i:
            return before[-1]
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.tag_ != "EX":
            return child
        if child.dep_ in PASSIVE and verb.lower_ in ("quoted", "cited", "reported"):
            return child
        if child.dep_ == "agent" and is_passive:
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    asked = next((each for each in (*verb.lefts, verb.head) if each.i < verb.i and is_set_between(each)), None)
    if asked is not None:
        return next((child for child in asked.lefts if child.dep_ == "nsubj"), None)
    if is_passive or depth >= _LONGEST_CHAIN:
        return None
    head = verb.head
    if verb.dep_ == "xcomp" and head.dep_ == "acomp":
        # "was quick to point out"
        head = head.head
    if verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis") and head.tag_.startswith(("VB", "MD")):
        if verb.dep_ in ("ccomp", "parataxis", "dep") and verb.tag_ not in ("VBG", "VB"):
            return None
        return _shared(head, depth)
    if verb.dep_ == "pcomp" and head.head.tag_.startswith("VB"):
        return _quoted(head.head) or _shared(head.head, depth)
    if verb.dep_ in ("acl", "relcl") and verb.i > head.i and verb.tag_ in ("VBG", *_FINITE):
        # "A clerk of a firm that owed $2 million testified": the parser hangs the verb on the noun beside it.
        root = verb.sent.root
        return root if head.tag_ in ("CD", "$") and root.tag_.startswith("NN") else head
    return None


def _quoted(verb: Token) -> Token | None:
    """Whom a verb quotes: Doe in "Roe quoted Doe as saying"."""
    if verb.lower_ not in ("quoted", "quotes", "quoting", "cited", "cites", "citing"):
        return None
    return next((child for child in verb.rights if child.dep_ == "dobj"), None)


def relayer_of(verb: Token) -> Token | None:
    """Who passes the words on: Roe in "Roe quoted Doe as saying"; None for words at first hand."""
    if verb.dep_ != "pcomp" or _quoted(verb.head.head) is None:
        return None
    return next((child for child in verb.head.head.lefts if child.dep_ == "nsubj"), None)


def _shared(verb: Token, depth: int) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS + PASSIVE and child.tag_ != "EX":
            return child
    return _parsed(verb, depth + 1)


def _beside(verb: Token, quoted: Sequence[Span]) -> Token | None:
    """The noun phrase right after an inverted verb ("said the boy"), or right before the verb."""
    doc = verb.doc
    if verb.tag_ not in _FINITE and verb.tag_ != "VBN":
        return None
    before = verb.i - 1
    while before >= 0 and (
        doc[before].is_space
        or (doc[before].tag_.startswith("RB") and not _is_name_in_sentence(doc[before]))
        or doc[before].lower_ in ("has", "had", "have", "also")
    ):
        before -= 1
    if before >= 0 and not is_inside(doc[before], quoted):
        is_behind_phrase = any(child.dep_ == "csubj" and child.tag_ == "VBG" for child in verb.lefts)
        if is_behind_phrase and doc[before].tag_ == "NNP":
            # "Speaking in the hall, the mayor Jane Roe said": the parser takes the phrase for the subject.
            return doc[before]
        if doc[before].tag_.startswith("RB"):
            return doc[before]
        if doc[before].tag_ == "PRP" or doc[before].tag_.startswith("NN"):
            return _outermost(doc[before], verb)
        if doc[before].is_punct or before == 0:
            described = _before_relative(verb)
            if described is not None:
                return described
            after = noun_phrase(doc, verb.i + 1)
            is_of_clause = after is not None and after.dep_ == "nsubj" and after.head.i > after.i
            if after is not None and not is_of_clause and not is_inside(after, quoted):
                return after
    return None


def _before_relative(verb: Token) -> Token | None:
    """Who is described right before the verb, where the parser takes the description for the clause: "Roe, whose
    mother has lived there for years, said".
    """
    doc = verb.doc
    for clause in verb.lefts:
        subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
        if subject is None or subject.i + 2 >= clause.i or clause.dep_ not in ("ccomp", "advcl"):
            continue
        if doc[subject.i + 1].text == "," and doc[subject.i + 2].tag_ in ("WP", "WP$"):
            return subject
    return None


def _outermost(noun: Token, verb: Token) -> Token:
    """The noun that a phrase or relative clause belongs to: "an official who spoke of policy" is the official."""
    found = noun
    current = noun
    start = noun.i
    while start > 0 and noun.doc[start - 1].tag_ in ("NN", "NNP"):
        start -= 1
    is_set_apart = noun.tag_ == "NNP" and start > 0 and noun.doc[start - 1].text == ","
    while current.head != current and current.head.i < current.i and current.head != verb:
        current = current.head
        if is_set_apart and current.lower_ in BEARERS:
            # "In a letter to the firm seen by this paper, chair Ann Roe wrote"
            return noun
        if current.tag_.startswith("NN") and not current.doc[current.i : noun.i].text.count('"'):
            found = current
        elif current.tag_.startswith("VB") and current.dep_ not in ("relcl", "acl", "xcomp", "advcl", "pcomp"):
            break
    if current.tag_.startswith("VB") and current.head == verb:
        return next((child for child in current.lefts if child.dep_ == "nsubj"), found)
    return found


def noun_phrase(doc: Doc, start: int) -> Token | None:
    """The head of the noun phrase that begins at a token; None if none begins there."""
    if start >= len(doc):
        return None
    alone = doc[start].lower_ in ("another", "others", "some", "many", "one") and (
        start + 1 == len(doc) or doc[start + 1].is_punct or doc[start + 1].tag_ == "IN"
    )
    if doc[start].tag_ == "PRP" or alone:
        return doc[start]
    head = None
    for token in doc[start : start + 16]:
        if head is not None and _begins_time(token):
            break
        if token.tag_.startswith("NN"):
            head = token
        elif (token.tag_ not in _NOUN_PHRASE and token.text not in ("-", "/")) or (
            token.tag_ == "DT" and head is not None
        ):
            break
    return head


def _begins_time(token: Token) -> bool:
    """True for "last" in "said Roe last night" and for "Tuesday" in "said Roe Tuesday"."""
    if token.lower_ in ("last", "this", "earlier", "late"):
        token = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.lower_ in _DAYS


def is_sign(subject: Token, verb: Token | None = None) -> bool:
    """True for a placard, a hat, a motto, and for whatever "reads" but is no paper: what it reads is a slogan."""
    if verb is not None and verb.lower_ in ("read", "reads", "reading"):
        return subject.tag_ == "NN" and subject.lower_ not in PAPERS | BEARERS | {"judgment", "judgement", "ruling"}
    return subject.lower_ in SIGNS


def _owner(subject: Token) -> Token | None:
    """Whose words a statement, letter or advertisement carries; None for a slogan on a sign."""
    if is_sign(subject):
        return None
    if subject.lower_ not in BEARERS | PLATFORMS:
        return subject
    if subject.lower_ in PLATFORMS and subject.head.tag_ == "VBG":
        verb = next((each for each in subject.ancestors if each.tag_ in _FINITE), subject)
        return _shared(verb, 0) if verb != subject else subject
    for child in subject.children:
        if child.tag_ == "WP$":
            return _named_by(subject.head.head) if subject.head.dep_ == "relcl" else subject
        if child.dep_ == "poss" and child.tag_ != "PRP$":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            return next((each for each in child.children if each.dep_ == "pobj"), subject)
    if subject.dep_ in ("dobj", "pobj"):
        verb = subject.head
        while verb.dep_ in ("prep", "pobj", "dobj") and verb.head != verb:
            verb = verb.head
        giver = _shared(verb, 0) if verb.tag_.startswith("VB") else None
        return giver if giver is not None else subject
    return subject


def may_speak(subject: Token) -> bool:
    """False for things that cannot speak: "his popularity shows how", "the weather suggests that"."""
    word = subject.lower_
    if subject.tag_ in ("NNP", "NNPS"):
        return True
    if subject.tag_.startswith(("PRP", "W")):
        return word not in ("it", "this", "that", "which", "what")
    if subject.tag_.startswith(("DT", "CD", "JJ")):
        return word in ("some", "many", "most", "several", "others", "both", "few", "all")
    known = ROLE_NOUNS | ORGANISATION_WORDS | PAPERS | COLLECTIVES
    if word in known or word.removesuffix("s") in known or word.removesuffix("es") in known:
        return True
    if subject.tag_ == "NNS":
        return word.endswith(_PLURAL_PEOPLE) or word.removesuffix("ies") + "y" in known
    return word.endswith(("man", "woman", "person", "er", "or", "ist", "ian"))

"""Every construct in which news prose reports what somebody said, as tables of sentences written for this test."""

from __future__ import annotations

import pytest

from quoteservice.domain.quote import Statement
from quoteservice.extraction.article import ArticleReader

# text, then for each statement: speaker, form, content
FORMS = [
    (
        "In a letter to shareholders, chairman Ann Roe, who is 80, wrote that sales fell.",
        [("Ann Roe", "indirect", "sales fell")],
    ),
    (
        '"It tested us," said Managing Director and CEO Ann Roe at a call.',
        [("Ann Roe", "direct", "It tested us")],
    ),
    (
        "Sales fell 3.5 percent, chief executive Ann Lund said on a call with analysts.",
        [("Ann Lund", "indirect", "Sales fell 3.5 percent")],
    ),
    (
        "Sales fell 3.5%, below forecasts, chief executive Ann Lund said on a call with analysts.",
        [("Ann Lund", "indirect", "Sales fell 3.5%, below forecasts")],
    ),
    ("Sales rose 4 percent, finance chief Tom Poe told reporters.", [("Tom Poe", "indirect", "Sales rose 4 percent")]),
    ("Prices rose by 5%, the bank said.", [("the bank", "indirect", "Prices rose by 5%")]),
    (
        "‘The board,’ said a man close to it, ‘was split.’",
        [("a man close to it", "direct", "The board, was split.")],
    ),
    ("Jane Roe, asked whether she would run, said she had time.", [("Jane Roe", "indirect", "she had time")]),
    ("Roe, asked about the lamp, said that it was old.", [("Roe", "indirect", "it was old")]),
    ('Her manager, Tom Poe, posted on X: "It is over."', [("Tom Poe", "direct", "It is over.")]),
    (
        "Poe said the crowd was calm, although a fifth of the gates had opened late.",
        [("Poe", "indirect", "the crowd was calm, although a fifth of the gates had opened late")],
    ),
    (
        "VELMAR, Karsovia (AN) — The ministry said that talks would resume.",
        [("The ministry", "indirect", "talks would resume")],
    ),
    (
        "ORTMOUTH, 9 Nov 2023 — Nurses voted to go on, the union Tave said.",
        [("Tave", "indirect", "Nurses voted to go on")],
    ),
    (
        "Ortmouth, 3 March 2025 - Nurses voted to go on, the union Tave said.",
        [("Tave", "indirect", "Nurses voted to go on")],
    ),
    (
        "Delgado said captain Owen Pask, out since Game 2 with a knee injury, could skate Thursday.",
        [("Delgado", "indirect", "captain Owen Pask, out since Game 2 with a knee injury, could skate Thursday")],
    ),
    (
        "The chief whip, Rosa Lind, said two members who had promised to vote yes were stuck behind a plough.",
        [("Rosa Lind", "indirect", "two members who had promised to vote yes were stuck behind a plough")],
    ),
    (
        "Tom Hale, the headmaster, said more than 400 pupils had asked to sing.",
        [("Tom Hale", "indirect", "more than 400 pupils had asked to sing")],
    ),
    (
        'If the figures hold up, Mara Tanz said, "a good many of us will look silly."',
        [("Mara Tanz", "mixed", 'If the figures hold up "a good many of us will look silly."')],
    ),
    (
        "Bees can count, a team of researchers reported on Monday, in what may be a sign that insects have a sense.",
        [("a team of researchers", "indirect", "Bees can count")],
    ),
    (
        "Mara Keeper, 43, has a boat. She would not sell it, she said, even if the bank asked.",
        [("Mara Keeper", "indirect", "She would not sell it even if the bank asked")],
    ),
    (
        "Roe said the bank had sent six letters and received one reply.",
        [("Roe", "indirect", "the bank had sent six letters and received one reply")],
    ),
    (
        "She does not miss the sea, Dahl tells me, and has turned down two boats.",
        [("Dahl", "indirect", "She does not miss the sea and has turned down two boats")],
    ),
    (
        "Roe told savers that the loss would be 18 million euros, none of which was insured.",
        [("Roe", "indirect", "the loss would be 18 million euros, none of which was insured")],
    ),
    (
        "Roan told this newspaper afterwards that most of the overspend had been caused by changes to the design, for"
        " which, he insisted, the yard was not to blame.",
        [
            (
                "Roan",
                "indirect",
                "most of the overspend had been caused by changes to the design, for which, he insisted, the yard was"
                " not to blame",
            )
        ],
    ),
    (
        "Delane told MPs that the ship would sail in May, provided that the regulator approved its engines.",
        [("Delane", "indirect", "the ship would sail in May, provided that the regulator approved its engines")],
    ),
    (
        "Hanna Quist spoke. She expected cases to double this month, although they would begin to fall in March if"
        " schools stayed closed.",
        [
            (
                "Hanna Quist",
                "indirect",
                "cases to double this month, although they would begin to fall in March if schools stayed closed",
            )
        ],
    ),
    (
        "Ada Stane spoke at length. She never learned to drive. Roads, she told an interviewer in 1988, had done more"
        " to hide the land than forests had.",
        [("Ada Stane", "indirect", "Roads had done more to hide the land than forests had")],
    ),
    (
        "The carriages came to rest on the bank. Had the train stopped later, fire chief Ness said, rescuers would have"
        " been looking in the river.",
        [("Ness", "indirect", "Had the train stopped later rescuers would have been looking in the river")],
    ),
    (
        "Edda Roe spoke. It had already pledged 9 billion crowns, she said, which was more than the others together.",
        [
            (
                "Edda Roe",
                "indirect",
                "It had already pledged 9 billion crowns which was more than the others together",
            )
        ],
    ),
    (
        "A club spokesman denied that Kessock had fallen out with Brisco, who has not played; Brisco, he said, has a"
        " cold.",
        [
            ("A club spokesman", "indirect", "Kessock had fallen out with Brisco, who has not played"),
            ("A club spokesman", "indirect", "Brisco has a cold"),
        ],
    ),
    (
        "Supporters’ trust chair Wanda Meeks said that 600 holders had signed a petition.",
        [("Wanda Meeks", "indirect", "600 holders had signed a petition")],
    ),
    (
        "In a letter to the company seen by Signal & Wire, board chair Everard Quill wrote that owners should wait.",
        [("Everard Quill", "indirect", "owners should wait")],
    ),
    (
        "Two of the nurses, Roe told the court, were never paid for the night.",
        [("Roe", "indirect", "Two of the nurses were never paid for the night")],
    ),
    (
        "Ada Holm, the minister, spoke. She ruled out a rise in taxes. Holm played down fears of a shortage of gas.",
        [("Ada Holm", "indirect", "a rise in taxes"), ("Ada Holm", "indirect", "fears of a shortage of gas")],
    ),
    (
        "Neve Okon laughs. “No,” she says. Then, after some thought: “I’d be frightened that he’d say yes.”",
        [("Neve Okon", "direct", "No, I’d be frightened that he’d say yes.")],
    ),
    (
        "‘We have more,’ said Jonas Quist. ‘Er, if there is a certificate in a drawer, y’know, go and find it.’",
        [
            (
                "Jonas Quist",
                "direct",
                "We have more Er, if there is a certificate in a drawer, y’know, go and find it.",
            )
        ],
    ),
    (
        "Sikes said that test scores had risen since the fall but attributed the gains to a new curriculum.",
        [("Sikes", "indirect", "test scores had risen since the fall")],
    ),
    (
        "Fabio Conti told Radio Millbay that talks over a contract would resume in May.",
        [("Fabio Conti", "indirect", "talks over a contract would resume in May")],
    ),
    (
        "Ashby liked to say that he had missed a train. The council has been in touch to say it is shut.",
        [("Ashby", "indirect", "he had missed a train"), ("The council", "indirect", "it is shut")],
    ),
    (
        "Doe was quick to point out that it was late.",
        [("Doe", "indirect", "it was late")],
    ),
    (
        "As the paper noted, the bridge is older than the town.",
        [("the paper", "indirect", "the bridge is older than the town")],
    ),
    (
        "Hale led Moss by 12 points in a poll.",
        [("a poll", "indirect", "Hale led Moss by 12 points")],
    ),
    (
        "Roe proposed banning cars from the centre. Hale described how the wall fell.",
        [("Roe", "indirect", "banning cars from the centre"), ("Hale", "indirect", "how the wall fell")],
    ),
    (
        "From Galway Fire Service on X: “Please do not ring us about the rugby. It is off.”",
        [("Galway Fire Service", "direct", "Please do not ring us about the rugby. It is off.")],
    ),
    (
        "“It’s the drivers’ road,” said Pugh. ‘It’s the drivers’ comfort they’re thinkin’ of, not ours,’ said Lunt.",
        [
            ("Pugh", "direct", "It’s the drivers’ road"),
            ("Lunt", "direct", "It’s the drivers’ comfort they’re thinkin’ of, not ours"),
        ],
    ),
    (
        "The ministry denied the report, calling it “a fairy tale”.",
        [("The ministry", "mixed", "it “a fairy tale”")],
    ),
    (
        "Roe denied saying that the wall was unsafe. Doe denied having told staff that the fund was empty.",
        [
            ("Roe", "indirect", "saying that the wall was unsafe"),
            ("Doe", "indirect", "having told staff that the fund was empty"),
        ],
    ),
    (
        "Mara Hale said she intends to stand, and other party leaders said the vote would be close.",
        [
            ("Mara Hale", "indirect", "she intends to stand"),
            ("other party leaders", "indirect", "the vote would be close"),
        ],
    ),
    (
        "Adams said the move was made by the commissioner and said, “Who do you trust?”",
        [
            ("Adams", "indirect", "the move was made by the commissioner"),
            ("Adams", "direct", "Who do you trust?"),
        ],
    ),
    (
        "The clinic said that its theatres closed because of a fault, and that patients had been offered dates.",
        [
            (
                "The clinic",
                "indirect",
                "its theatres closed because of a fault, and that patients had been offered dates",
            )
        ],
    ),
    (
        "Ada Roe, the council leader, supports the plan to close the pool. She wants to open a library by June.",
        [
            ("Ada Roe", "indirect", "the plan to close the pool"),
            ("Ada Roe", "indirect", "to open a library by June"),
        ],
    ),
    (
        "In the latest Harbour Echo poll, 40 per cent of voters backed the bridge.",
        [("the latest Harbour Echo poll", "indirect", "40 per cent of voters backed the bridge")],
    ),
    (
        "According to the Gazette, one road sign read, “Buckle up and stay alive.”",
        [("the Gazette", "mixed", "one road sign read, “Buckle up and stay alive.”")],
    ),
    (
        "“The ferry runs on time,” Marlow notes.",
        [("Marlow", "direct", "The ferry runs on time")],
    ),
    (
        'Dr. Lena Vogt, director of the Harbour Institute, warned: "The water is rising faster than we thought."',
        [("Lena Vogt", "direct", "The water is rising faster than we thought.")],
    ),
    (
        '"The trains are late every day," said Maria Lopez, 61, a retired teacher. "Nobody tells us why."',
        [("Maria Lopez", "direct", "The trains are late every day Nobody tells us why.")],
    ),
    (
        '"If the dam fails," engineer Raj Patel told a hearing in Perth, "the valley floods within an hour."',
        [("Raj Patel", "direct", "If the dam fails, the valley floods within an hour.")],
    ),
    (
        '"The council," Dunn said, "has no money left," adding: "We cannot fix every road."',
        [("Dunn", "direct", "The council, has no money left"), ("Dunn", "direct", "We cannot fix every road.")],
    ),
    (
        '"I wrote to them in May," Ana Reyes said. "The letter was long.\n\n"Nobody answered.\n\n"I wrote again."',
        [("Ana Reyes", "direct", "I wrote to them in May The letter was long. Nobody answered. I wrote again.")],
    ),
    (
        "According to a report by the audit office, the agency had ignored four warnings.",
        [("the audit office", "indirect", "the agency had ignored four warnings")],
    ),
    (
        "Headteacher Priya Nair wrote in a letter to parents that the school would close early on Friday.",
        [("Priya Nair", "indirect", "the school would close early on Friday")],
    ),
    (
        "The plan, according to council leader Mary Dunn, would cost £2m.",
        [("Mary Dunn", "indirect", "The plan would cost £2m")],
    ),
    (
        "According to the union, drivers will strike on Friday.",
        [("the union", "indirect", "drivers will strike on Friday")],
    ),
    (
        "It is, he said, a good day.",
        [(None, "indirect", "It is a good day")],
    ),
    (
        "Marlow called the report “a disgrace” and accused the council of hiding it.",
        [("Marlow", "mixed", "the report “a disgrace”"), ("Marlow", "indirect", "the council of hiding it")],
    ),
    (
        "Hart said that “no decision” had been made, but that one was near.",
        [("Hart", "mixed", "“no decision” had been made, but that one was near")],
    ),
    (
        "In Dunn's view, the plan is too costly. In the words of one resident, it is “a monster”.",
        [("Dunn", "indirect", "the plan is too costly"), ("one resident", "mixed", "it is “a monster”")],
    ),
    (
        "Marsh made the point that buses run late. The bank issued a warning that rates would rise.",
        [("Marsh", "indirect", "buses run late"), ("The bank", "indirect", "rates would rise")],
    ),
    (
        "The mayor vowed to rebuild the pier and urged visitors to stay away.",
        [("The mayor", "indirect", "to rebuild the pier"), ("The mayor", "indirect", "to stay away")],
    ),
    (
        "As Dunn put it: “Nobody asked us.”",
        [("Dunn", "direct", "Nobody asked us.")],
    ),
    (
        "The coach was blunt: “We were poor.”",
        [("The coach", "direct", "We were poor.")],
    ),
    (
        "Nguyen: “We are proud of what we did.”",
        [("Nguyen", "direct", "We are proud of what we did.")],
    ),
    (
        '"You\'re fired," Marlow used to say on television.',
        [("Marlow", "direct", "You're fired")],
    ),
    (
        "“We opened the doors at nine.\n\n“By ten, the hall was full.\n\n“Nobody left,” said the owner, Bill Potts.",
        [("Bill Potts", "direct", "We opened the doors at nine. By ten, the hall was full. Nobody left")],
    ),
    (
        "Ada Quill said: “We waited for hours.\n\n“Then the lights went out.” She went home.",
        [("Ada Quill", "direct", "We waited for hours. Then the lights went out.")],
    ),
    (
        "“We are lost,” said Ada Quill. It was dark.\n\n“Nobody came to help us.”",
        [("Ada Quill", "direct", "We are lost"), ("Ada Quill", "direct", "Nobody came to help us.")],
    ),
    (
        "Ada Quill said:\n\n“Nobody came to help us.”",
        [("Ada Quill", "direct", "Nobody came to help us.")],
    ),
    (
        "Hugh Hill, a doctor, said: 'We're not ready for it.' He added: 'The wards' beds are full.'",
        [("Hugh Hill", "direct", "We're not ready for it."), ("Hugh Hill", "direct", "The wards' beds are full.")],
    ),
    (
        "‘It’s the farmers’ land, and they’ll keep it’, Moss said.",
        [("Moss", "direct", "It’s the farmers’ land, and they’ll keep it")],
    ),
    (
        '"I told him, \'You can\'t do that,\'" Fry said, "but he did it anyway."',
        [("Fry", "direct", "I told him, 'You can't do that,' but he did it anyway.")],
    ),
    (
        "“It was chaos,” said one woman, who did not want to give her name. “People ran everywhere.”",
        [("one woman", "direct", "It was chaos People ran everywhere.")],
    ),
    (
        "Critics say that, if built, the road will destroy the wood. They argue the money should go to buses.",
        [
            ("Critics", "indirect", "if built, the road will destroy the wood"),
            ("Critics", "indirect", "the money should go to buses"),
        ],
    ),
    (
        "The union said drivers will strike. The strike, it said, could last a week. It rained.",
        [("The union", "indirect", "drivers will strike"), ("The union", "indirect", "The strike could last a week")],
    ),
    (
        "Bell, 54, from Hull, told the court he had acted alone.",
        [("Bell", "indirect", "he had acted alone")],
    ),
    (
        "“I am here, he said. “We stay.” The town slept.",
        [(None, "direct", "I am here We stay.")],
    ),
]

SECOND_HAND = [
    (
        "Anna Field told the council that Peter Marsh had told her the roof was unsafe.",
        [("Peter Marsh", ("Anna Field",), "the roof was unsafe")],
    ),
    (
        "Ward quoted the late poet as saying that “rivers remember”.",
        [("the late poet", ("Ward",), "rivers remember")],
    ),
    (
        "Prime Minister Helen Ward said on Wednesday that France's president had told her that troops would leave.",
        [("France's president", ("Helen Ward",), "troops would leave")],
    ),
]

NOBODY = [
    "The council began its 'Safe Streets' programme, known as “the long walk”, in May.",
    "Their so-called “miracle cure” was water. He was nicknamed “the Fox”.",
    "A placard read “Save our library”. The slogan “Build it now” was painted on the wall.",
    "“The road is closed” read a sign. He drove past the “Welcome” sign.",
    "Jo “Boots” Miller wrote “The Long Road”.",
    "If the mayor says the bridge is safe, residents will use it.",
    "Company officials declined to comment. The company has not said when the plant will reopen.",
    "It was announced that the park would close. The park is believed to be haunted.",
    "It is not true that Roe said the bridge was shut. Lane did not deny that the bridge was cracked.",
    "He was accused of telling staff that the fund was empty.",
    "The coast guard called off its search for the boat.",
    "NMI is a 'train-and-advise' mission to help local forces.",
    "The mill closed in May. Nobody has worked there since, and the roof has fallen in.",
    "Mayor: “We will fight on”\n\nThe town has 900 people.",
    "The delay shows that the plan was poor.",
    "Rock 'n' roll of the '50s and '60s filled the ministers' hall.",
    "By Anna Reed and Tom Poe\n\nThe town has 900 people.",
]


def brief(statement: Statement) -> tuple[str | None, str, str]:
    return statement.speaker, statement.form.value, statement.content


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[row[0][:50] for row in FORMS])
def test_statements_when_somebody_speaks(
    reader: ArticleReader, text: str, expected: list[tuple[str | None, str, str]]
) -> None:
    """Each statement of the sentence is found once, with its speaker, form and words."""
    assert [brief(statement) for statement in reader.read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SECOND_HAND, ids=[row[0][:50] for row in SECOND_HAND])
def test_statements_when_words_are_passed_on(
    reader: ArticleReader, text: str, expected: list[tuple[str, tuple[str, ...], str]]
) -> None:
    """A second-hand statement is the inner speaker's, names who passed it on, and is not the relayer's own."""
    found = [(statement.speaker, statement.relayed_by, statement.content) for statement in reader.read(text)]
    assert found == expected


@pytest.mark.parametrize("text", NOBODY, ids=[row[:50] for row in NOBODY])
def test_statements_when_nobody_speaks(reader: ArticleReader, text: str) -> None:
    """Scare quotes, titles, nicknames, programmes, slogans, headlines, conditions and narration are nobody's words."""
    assert reader.read(text) == ()

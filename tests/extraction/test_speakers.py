"""Who a speaker is within one article: names, roles, pronouns, descriptions, bodies, and nobody where it is unclear."""

from __future__ import annotations

import pytest

from quoteservice.extraction.article import ArticleReader

# text, then for each statement: mention, speaker, kind, role
ROWS = [
    (
        "Maj.-Gen. Alan Doe said the exercise would end. “It is cold,” Cpl. Ann Lee said.",
        [("Alan Doe", "Alan Doe", "person", "Maj.-Gen."), ("Ann Lee", "Ann Lee", "person", "Cpl.")],
    ),
    (
        "“We are open,” said Osric Keeper, the harbour master. Tove Lindmark, who chairs the board, asked him twice "
        "whether he would resign. “I came to answer for the harbour,” he replied. “That is an answer,” Lindmark said.",
        [
            ("Osric Keeper", "Osric Keeper", "person", "harbour master"),
            ("Tove Lindmark", "Tove Lindmark", "person", "chairs the board"),
            ("he", "Osric Keeper", "person", None),
            ("Lindmark", "Tove Lindmark", "person", None),
        ],
    ),
    (
        "“We are shut,” harbour master Mara Keeper said.",
        [("Mara Keeper", "Mara Keeper", "person", "harbour master")],
    ),
    (
        "Deputy Foreign Minister Bakhyt al-Tursuni, who led the last round, said that patience was a virtue.",
        [("Bakhyt al-Tursuni", "Bakhyt al-Tursuni", "person", "Deputy Foreign Minister")],
    ),
    (
        "“We will not shrink it,” acting Chief Executive Ann Zoll told analysts.",
        [("Ann Zoll", "Ann Zoll", "person", "acting Chief Executive")],
    ),
    (
        "The Taoiseach, Helen Moran, says that the army is ready. Our reporter in Clifden, Anna Lee, says it rains.",
        [
            ("Helen Moran", "Helen Moran", "person", "Taoiseach"),
            ("Anna Lee", "Anna Lee", "person", "reporter in Clifden"),
        ],
    ),
    (
        "A source close to the board said there was no rush. A diplomat briefed on the talks said they were over.",
        [
            ("A source close to the board", "A source close to the board", "anonymous", None),
            ("A diplomat briefed on the talks", "A diplomat briefed on the talks", "anonymous", "diplomat"),
        ],
    ),
    (
        "Human rights group Open Cells said that 340 people had been held.",
        [("Open Cells", "Open Cells", "organisation", None)],
    ),
    (
        "Captain Luka Marin apologised to the fans. “It is on me,” said the Croat.",
        [("the Croat", "Luka Marin", "person", None)],
    ),
    (
        "Wanda Vázquez Garced is the secretary. Vázquez said that she would stay.",
        [("Vázquez", "Wanda Vázquez Garced", "person", None)],
    ),
    (
        "Jane Roe, 43, a nurse at the clinic, said the ward was full. The 43-year-old said she had asked for help.",
        [
            ("Jane Roe", "Jane Roe", "person", "nurse at the clinic"),
            ("The 43-year-old", "Jane Roe", "person", None),
        ],
    ),
    (
        "“Prices will fall,” the minister, Tom Bright, told the Daily Echo. The minister said he would not resign.",
        [("Tom Bright", "Tom Bright", "person", "minister"), ("The minister", "Tom Bright", "person", None)],
    ),
    (
        "Police spokesman Karl Lind said that the driver, 34-year-old Eva Holm, had been released."
        " Holm said she was sorry. She said the road was wet.",
        [
            ("Karl Lind", "Karl Lind", "person", "Police spokesman"),
            ("Holm", "Eva Holm", "person", None),
            ("She", "Eva Holm", "person", None),
        ],
    ),
    (
        "The mayor, Rosa Diaz, met with union leader Tom Hale on Monday. Diaz said the talks went well."
        " Hale disagreed. “We got nothing,” he said.",
        [("Diaz", "Rosa Diaz", "person", "mayor"), ("he", "Tom Hale", "person", None)],
    ),
    (
        "“It's over,” she said. Jane Fox, the club's owner, later confirmed that the ground would be sold.",
        [("she", "Jane Fox", "person", None), ("Jane Fox", "Jane Fox", "person", "club's owner")],
    ),
    (
        "Ann Smith said the dog was hers. Her brother, Dan Smith, said it was his. Smith said the dog was old.",
        [
            ("Ann Smith", "Ann Smith", "person", None),
            ("Dan Smith", "Dan Smith", "person", "brother"),
            ("Smith", None, None, None),
        ],
    ),
    (
        "“Stop,” said Nora Quill.\n\nThe owner of the mill, Petra Sand, lost a lot.\n\n“I was insured,” she said.",
        [("Nora Quill", "Nora Quill", "person", None), ("she", "Petra Sand", "person", "owner of the mill")],
    ),
    (
        "Calder's chief executive, Brent Hall, was sorry. “We chose the glue,” he said.",
        [("he", "Brent Hall", "person", "Calder's chief executive")],
    ),
    (
        "Payments will be halved, the farm minister confirmed.\n\nTamsin Oller told members that the grant would fall."
        " “I would rather pay for a hedge,” she said.\n\nThe minister said the cut was temporary.",
        [
            ("the farm minister", "Tamsin Oller", "person", "farm minister"),
            ("Tamsin Oller", "Tamsin Oller", "person", None),
            ("she", "Tamsin Oller", "person", None),
            ("The minister", "Tamsin Oller", "person", None),
        ],
    ),
    (
        "A teacher told the inquiry that the roof leaked.\n\nThe mayor, Ann Lee, said it was new. The"
        " teacher said it had been wet.",
        [
            ("A teacher", "A teacher", "anonymous", "teacher"),
            ("Ann Lee", "Ann Lee", "person", "mayor"),
            ("The teacher", "A teacher", "anonymous", None),
        ],
    ),
    (
        "The captain, Tomasz Wielgo, said most of them had wanted him to stay.\n\n“None of us turned up,” the"
        " midfielder said.",
        [("Tomasz Wielgo", "Tomasz Wielgo", "person", "captain"), ("the midfielder", "Tomasz Wielgo", "person", None)],
    ),
    (
        "Amos Wherry said that a priest told him the ward was full. He wanted to go home, he said.",
        [("a priest", "a priest", "anonymous", None), ("he", "Amos Wherry", "person", None)],
    ),
    (
        "Aurelia Stane, who drew maps, has died.\n\nHer nephew, Hugo Stane, said she was drawing to the end. “I drew so"
        " that somebody would look,” Stane wrote in her memoir.\n\nStane refused a medal. She had wanted a bench, she"
        " said.",
        [
            ("Hugo Stane", "Hugo Stane", "person", "nephew"),
            ("Stane", "Aurelia Stane", "person", None),
            ("she", "Aurelia Stane", "person", None),
        ],
    ),
    (
        "Cass Eller, who makes films, tells me by email that he bears her no ill will. “I miss it,” he writes."
        " Will Neve Okon ask him? “No,” she says.",
        [
            ("Cass Eller", "Cass Eller", "person", None),
            ("he", "Cass Eller", "person", None),
            ("she", "Neve Okon", "person", None),
        ],
    ),
    (
        "Godfrey Lyle, her publisher, recalled an exact woman. “You would not argue,” he said.",
        [("he", "Godfrey Lyle", "person", None)],
    ),
    (
        "The driver, who asked to be called Petar, said he had been fired on. A spokeswoman for the mission, Xanthe"
        " Lys, said it was shut.",
        [("Petar", "Petar", "person", "driver"), ("Xanthe Lys", "Xanthe Lys", "person", "spokeswoman for the mission")],
    ),
    (
        "Sally Quist ran the clinic. The mayor, Ruben Falk, was angry. He had been told by Quist that the town was"
        " sick, he claimed. A few hours later she denied it. “I never said so,” she said.",
        [
            ("Quist", "Sally Quist", "person", None),
            ("she", "Sally Quist", "person", None),
        ],
    ),
    (
        "Adrian Banks, the sheriff, spoke first.\n\n“I saw nothing,” Banks told the court.",
        [("Banks", "Adrian Banks", "person", None)],
    ),
    (
        "“Go,” said Anna Pohl.\n\nJutta Rahn, whose son is ill, drives him there.\n\n“It is far,” she said.",
        [("Anna Pohl", "Anna Pohl", "person", None), ("she", "Jutta Rahn", "person", None)],
    ),
    (
        "Conductor Yuki Ishida said he would stay.\n\n“I like it here,” he said.",
        [("Yuki Ishida", "Yuki Ishida", "person", "Conductor"), ("he", "Yuki Ishida", "person", None)],
    ),
    (
        "Minister for Enterprise Fergal Quinlan said he was sad.\n\n“It is a pity,” Quinlan said.",
        [
            ("Fergal Quinlan", "Fergal Quinlan", "person", "Minister for Enterprise"),
            ("Quinlan", "Fergal Quinlan", "person", None),
        ],
    ),
    (
        "“It was a mistake,” said Orrin's founder and chief executive, Theo Marlo. Marlo said he was sorry.",
        [
            ("Theo Marlo", "Theo Marlo", "person", "Orrin's founder and chief executive"),
            ("Marlo", "Theo Marlo", "person", None),
        ],
    ),
    (
        "In a tweet, Senator Paul Reyes (D-Ohio) said the bill was dead.",
        [("Paul Reyes", "Paul Reyes", "person", "Senator")],
    ),
    (
        "Sir Ian Wood, who chairs the trust, said the hall would reopen.",
        [("Ian Wood", "Ian Wood", "person", "chairs the trust")],
    ),
    (
        "Adler's spokesman, Ken Moss, said the letter was late.",
        [("Ken Moss", "Ken Moss", "person", "Adler's spokesman")],
    ),
    (
        "Residents said the noise kept them awake. Police said no one was hurt.",
        [("Residents", "Residents", "collective", None), ("Police", "Police", "collective", None)],
    ),
    (
        "A senior official who asked not to be named said the deal was dead.",
        [("A senior official", "A senior official", "anonymous", "senior official")],
    ),
    (
        "“No comment yet,” said a spokeswoman for the ministry.",
        [
            (
                "a spokeswoman for the ministry",
                "a spokeswoman for the ministry",
                "anonymous",
                "spokeswoman for the ministry",
            )
        ],
    ),
    (
        "The museum posted on Facebook that it would close. The report found that 40 homes were damp.",
        [("The museum", "The museum", "organisation", None), ("The report", "The report", "organisation", None)],
    ),
    (
        "Court papers filed on Monday say the bank knew.",
        [("Court papers", "Court papers", "collective", None)],
    ),
    (
        "A statement from the harbour board said the quay was safe.",
        [("the harbour board", "the harbour board", "organisation", None)],
    ),
    (
        "Okafor, whose brother died in the fire, believes the alarm never rang.",
        [("Okafor", "Okafor", "person", None)],
    ),
    (
        "Marlow, who said last week that the pier was unsafe, now wants it closed.",
        [("Marlow", "Marlow", "person", None)],
    ),
    (
        "The National Union of Quarrymen met on Monday. The union said that talks had failed.",
        [("The union", "National Union of Quarrymen", "organisation", None)],
    ),
    (
        "The Quarrymen's Union and the Carters' Union met the ministry. The union said that talks had failed.",
        [("The union", "The union", "organisation", None)],
    ),
    (
        "The Football Association of Moravia (FAM) fined the club. The FAM said that it was the last time.",
        [("The FAM", "Football Association of Moravia", "organisation", None)],
    ),
    (
        "NATO said that the mission would go on. Its spokesman said that the training had stopped.",
        [("NATO", "NATO", "organisation", None), ("Its spokesman", "Its spokesman", "anonymous", "spokesman")],
    ),
    (
        "One of the authors of the report, Ari Flint, said that the test was sound.",
        [("Ari Flint", "Ari Flint", "person", "One of the authors of the report")],
    ),
    (
        "Senior Superintendent Yolanda Yu Hoi-kwan said that the road was shut.",
        [("Yolanda Yu Hoi-kwan", "Yolanda Yu Hoi-kwan", "person", "Senior Superintendent")],
    ),
    (
        "“We are done,” he said.",
        [("he", None, None, None)],
    ),
    (
        "Law firm Grant & Hale said the lease was void. “We will appeal,” said Grant & Hale, which owns the site.",
        [("Grant & Hale", "Grant & Hale", "organisation", None)] * 2,
    ),
    (
        '"I did not hear the bell," fumed Jake Oduya last night.',
        [("Jake Oduya", "Jake Oduya", "person", None)],
    ),
    (
        "Olufemi said the firm had raised prices in March and might raise them again.",
        [("Olufemi", "Olufemi", "person", None)],
    ),
    (
        'Cllr Nora Tait (Green, Millbank) said buses came first.\n\n"Half the stops are gone," she said.',
        [("Nora Tait", "Nora Tait", "person", "Cllr"), ("she", "Nora Tait", "person", None)],
    ),
    (
        'Co-host Piers Adom made it worse. "Go home," Piers shouted.',
        [("Piers", "Piers Adom", "person", None)],
    ),
    (
        "Mara Holt denied in a statement that she knew him. 'I never met the man,' the statement read.",
        [
            ("Mara Holt", "Mara Holt", "person", None),
            ("the statement", "Mara Holt", "person", None),
        ],
    ),
    (
        "The water regulator, the Rivers Council, said it had 12 complaints. His cafe, the Blue Kettle, said it was"
        " full.",
        [
            ("the Rivers Council", "the Rivers Council", "organisation", None),
            ("the Blue Kettle", "the Blue Kettle", "organisation", None),
        ],
    ),
    (
        "Rope maker Tennet & Cole cut its forecast and said it would close a mill. The company said sales had fallen.",
        [
            ("Tennet & Cole", "Tennet & Cole", "organisation", None),
            ("The company", "Tennet & Cole", "organisation", None),
        ],
    ),
    (
        'Qualifier Roe wins\n\nImogen Roe won. "I did not expect it," said Roe.\n\nHer run was watched by her father,'
        ' Steve, a roofer. "I just drive," he said.',
        [("Roe", "Imogen Roe", "person", None), ("he", "Steve", "person", None)],
    ),
    (
        'Nuala Fenn runs it with Tom Hale. In 2008 the Fenns borrowed money. Nuala walked past.\n\n"We were foolish,"'
        " she says.",
        [("she", "Nuala Fenn", "person", None)],
    ),
    (
        'Lewis Gunn told the court that he saw William Poe. "I never saw Willie Poe," he said.\n\nMr Poe gave evidence.'
        ' "I go to bed at ten," he said.',
        [
            ("Lewis Gunn", "Lewis Gunn", "person", None),
            ("he", "Lewis Gunn", "person", None),
            ("he", "William Poe", "person", None),
        ],
    ),
    (
        "Samuel Roe dismissed the offer. He said nothing had come of it.\n\nHis daughter and adviser, Asha Roe, said"
        ' she was sad.\n\n"I never said it," Roe said.',
        [
            ("He", "Samuel Roe", "person", None),
            ("Asha Roe", "Asha Roe", "person", "daughter and adviser"),
            ("Roe", "Samuel Roe", "person", None),
        ],
    ),
    (
        "Commissioner of Police Tari Falga said four had gone. The spokesman, Brigadier-General Idris Poe, said it was"
        " so.",
        [
            ("Tari Falga", "Tari Falga", "person", "Commissioner of Police"),
            ("Idris Poe", "Idris Poe", "person", "spokesman"),
        ],
    ),
    (
        "Nursery equipment maker Tarn Home is recalling its lamps.\n\nOwners should unplug them, the company said.",
        [("the company", "Tarn Home", "organisation", None)],
    ),
    (
        "Moravian grocer Tarn Fresh cut its forecast and said it would close a shop. The company said sales had"
        " fallen. Moravian grocer Jane Roe said she would not.",
        [
            ("Tarn Fresh", "Tarn Fresh", "organisation", None),
            ("The company", "Tarn Fresh", "organisation", None),
            ("Jane Roe", "Jane Roe", "person", "Moravian grocer"),
        ],
    ),
    (
        'Sir Colm Parr, his first captain, said he bowled well.\n\n"I took the money," said Sir Colm.',
        [
            ("Colm Parr", "Colm Parr", "person", "his first captain"),
            ("Sir Colm", "Colm Parr", "person", None),
        ],
    ),
    (
        "The Department for Ferries said it would look at the plan. A spokeswoman said nothing was settled.",
        [
            ("The Department for Ferries", "The Department for Ferries", "organisation", None),
            (
                "A spokeswoman",
                "A spokeswoman for the Department for Ferries",
                "anonymous",
                "spokeswoman",
            ),
        ],
    ),
    (
        'Hana Weiss laughed when a banker asked whether the mill was dead.\n\n"Dead? No," she said.',
        [("a banker", "a banker", "anonymous", None), ("she", "Hana Weiss", "person", None)],
    ),
    (
        "Terry Gaunt said they were proud. Neil Gaunt said they were tired. Both Gaunts said that the pitch was bad.",
        [
            ("Terry Gaunt", "Terry Gaunt", "person", None),
            ("Neil Gaunt", "Neil Gaunt", "person", None),
            ("Gaunts", "Terry Gaunt", "person", None),
            ("Gaunts", "Neil Gaunt", "person", None),
        ],
    ),
    (
        "Clear Water said it had warned the council. The company said it stood by its work.",
        [
            ("Clear Water", "Clear Water", "organisation", None),
            ("The company", "Clear Water", "organisation", None),
        ],
    ),
    (
        "Outside court, Vera Lind's lawyer, Jon Marsh, said the ledger was a copy.",
        [("Jon Marsh", "Jon Marsh", "person", "Vera Lind's lawyer")],
    ),
    (
        "Justice Ana Petrov told the lawyers to hurry. 'I have a train to catch,' the judge said.",
        [
            ("Ana Petrov", "Ana Petrov", "person", "Justice"),
            ("the judge", "Ana Petrov", "person", None),
        ],
    ),
    (
        "Her co-author, doctoral student Tim Vale, said catches were lower.",
        [("Tim Vale", "Tim Vale", "person", "doctoral student")],
    ),
    (
        '"I kept it," Paul Reim told police. Then it was Karl Reim\'s turn. "I burned it," he told them.',
        [("Paul Reim", "Paul Reim", "person", None), ("he", "Karl Reim", "person", None)],
    ),
    (
        "Foreign Minister Sanne Holm, widely seen as his likeliest successor, declined to comment. 'Ask me on Monday,'"
        " she told reporters.",
        [("she", "Sanne Holm", "person", None)],
    ),
    (
        "Dame Ada Roe built 20 schools. She was born at Grey Cliff, the sixth of nine. 'We were poor,' she told this"
        " paper. Her niece, the novelist Iris Roe, said Dame Ada had worked to the end. 'She was kind,' Ms Roe said.",
        [
            ("she", "Ada Roe", "person", None),
            ("Iris Roe", "Iris Roe", "person", "niece"),
            ("Roe", "Iris Roe", "person", None),
        ],
    ),
    (
        "The Health Minister, Dr. Ada Roe, left the House. The minister said she was sorry. “I was told so,” she said."
        "\n\nThe Speaker, Iris Poe, rose and thanked the minister. The minister said nothing would change.",
        [
            ("The minister", "Ada Roe", "person", None),
            ("she", "Ada Roe", "person", None),
            ("The minister", "Ada Roe", "person", None),
        ],
    ),
    (
        "The harbourmaster at Tarn, Gwenno Poe, said she was busy. “We have room for 90,” she said.",
        [
            ("Gwenno Poe", "Gwenno Poe", "person", "harbourmaster at Tarn"),
            ("she", "Gwenno Poe", "person", None),
        ],
    ),
    (
        "NAN ROE, who has died aged 86, sang. “We were poor,” she told a reporter.\n\nFame did not agree with her. "
        "“I left,” she said.\n\nShe had called Dougal Poe, who had a hit with her song, a thief. "
        "Poe said he owed her everything. “I was frightened,” he said.",
        [
            ("she", "Nan Roe", "person", None),
            ("she", "Nan Roe", "person", None),
            ("She", "Nan Roe", "person", None),
            ("Poe", "Dougal Poe", "person", None),
            ("he", "Dougal Poe", "person", None),
        ],
    ),
    (
        "It was the first match in India. Sunil Poe, the curator of the ground, watched. He said he was glad.",
        [("He", "Sunil Poe", "person", None)],
    ),
    (
        "Ilse Harbour, the island's mayor, said the ferry was late. Harbour said no money was left.",
        [
            ("Ilse Harbour", "Ilse Harbour", "person", "island's mayor"),
            ("Harbour", "Ilse Harbour", "person", None),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_speaker_when_mentioned(
    reader: ArticleReader, text: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    """The mention is kept as printed; the speaker is the fullest name in the text, or nobody where two fit."""
    found = [
        (each.mention, each.speaker, each.kind.value if each.kind else None, each.role) for each in reader.read(text)
    ]
    assert found == expected


CHANNELS = [
    ("Nair wrote in a letter to parents that the school would close.", "in a letter to parents"),
    (
        "In a letter to the council seen by the Gazette, Otto wrote: “You have failed us.”",
        "In a letter to the council seen by the Gazette",
    ),
    ("The ministry said in a statement on Tuesday that it was sorry.", "in a statement"),
    ("The museum posted on Facebook that it would close.", "on Facebook"),
    ("Ada Quill tweeted: “So proud of this team!”", "on Twitter"),
    ("“Prices will fall,” Bright told the Daily Echo in an interview on Monday.", "in an interview"),
    ("Quill said in May that the road would close.", None),
]


@pytest.mark.parametrize(("text", "expected"), CHANNELS, ids=[row[0][:50] for row in CHANNELS])
def test_channel_when_printed(reader: ArticleReader, text: str, expected: str | None) -> None:
    """The channel is what the reporting clause says words were said in, on or at; a day or place is none."""
    assert reader.read(text)[0].channel == expected


ORGANISATIONS = [
    ("Acting NATO spokesman Dylan Poe said the talks went on.", "NATO"),
    ("Lena Vogt, director of the Harbour Institute, said the sea was calm.", "Harbour Institute"),
    ("A spokeswoman for the ministry said the list was wrong.", "ministry"),
    ("Rosa Diaz, the mayor of Leeds, said the talks went well.", None),
    ("Ferry Club spokesman Lee Hart said nobody had asked.", "Ferry Club"),
    ("Opposition spokesman Lee Hart said nobody had asked.", None),
]


@pytest.mark.parametrize(("text", "expected"), ORGANISATIONS, ids=[row[0][:50] for row in ORGANISATIONS])
def test_organisation_when_part_of_the_role(reader: ArticleReader, text: str, expected: str | None) -> None:
    """The organisation is the one that the printed role names; a place is none."""
    assert reader.read(text)[0].organisation == expected

"""Countries, by their names and the adjectives that newspapers form of them, in one spelling and lower case."""

from __future__ import annotations

_LINES = """
us american america usa
uk british britain
france french
germany german
canada canadian
italy italian
spain spanish
portugal portuguese
ireland irish
scotland scottish
wales welsh
england english
russia russian
ukraine ukrainian
poland polish
hungary hungarian
austria austrian
switzerland swiss
sweden swedish
norway norwegian
denmark danish
finland finnish
iceland icelandic
netherlands dutch
belgium belgian
greece greek
turkey turkish
israel israeli
palestine palestinian
egypt egyptian
iran iranian
iraq iraqi
syria syrian
lebanon lebanese
jordan jordanian
yemen yemeni
afghanistan afghan
pakistan pakistani
india indian
bangladesh bangladeshi
china chinese
japan japanese
taiwan taiwanese
vietnam vietnamese
thailand thai
philippines philippine filipino
indonesia indonesian
malaysia malaysian
singapore singaporean
australia australian
mexico mexican
brazil brazilian
argentina argentine argentinian
chile chilean
colombia colombian
peru peruvian
venezuela venezuelan
cuba cuban
kenya kenyan
nigeria nigerian
ghana ghanaian
ethiopia ethiopian
rwanda rwandan
uganda ugandan
sudan sudanese
libya libyan
tunisia tunisian
algeria algerian
morocco moroccan
qatar qatari
kuwait kuwaiti
romania romanian
bulgaria bulgarian
serbia serbian
croatia croatian
slovakia slovak
slovenia slovenian
czechia czech
estonia estonian
latvia latvian
lithuania lithuanian
belarus belarusian
moldova moldovan
armenia armenian
azerbaijan azerbaijani
kazakhstan kazakh
myanmar burmese
nepal nepalese
haiti haitian
jamaica jamaican
"""
COUNTRIES = {word: line.split()[0] for line in _LINES.strip().splitlines() for word in line.split()}

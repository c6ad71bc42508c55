from __future__ import annotations

import pytest

from quoteservice.text.languages import is_english

ENGLISH = """The mayor said on Monday that the bridge would be open again in May. “We have waited enough,” she told the
council, and thanked everybody who had worked on it."""


@pytest.mark.parametrize(
    "text",
    [
        "Die Bürgermeisterin sagte am Montag, die Brücke werde im Mai wieder geöffnet. „Wir haben genug gewartet“, "
        "sagte sie im Rat und dankte allen, die daran gearbeitet hatten.",
        "La maire a déclaré lundi que le pont serait rouvert en mai. « Nous avons assez attendu », a-t-elle dit au "
        "conseil, et elle a remercié tous ceux qui y avaient travaillé.",
        "De burgemeester zei maandag dat de brug in mei weer open gaat. “Wij hebben genoeg gewacht,” zei zij in de "
        "raad, en zij bedankte iedereen die eraan had gewerkt.",
        "La alcaldesa dijo el lunes que el puente volvería a abrirse en mayo. «Ya hemos esperado bastante», dijo ante "
        "el pleno, y dio las gracias a todos los que habían trabajado en él.",
        "Мэр заявила в понедельник, что мост снова откроется в мае. «Мы ждали долго», — сказала она в совете.",
        "市长周一表示，这座桥将于五月重新开放。她在市议会上说：“我们已经等得够久了。”她还感谢了所有参与这项工作的人员。",
    ],
)
def test_text_when_it_is_in_another_language(text: str) -> None:
    """It has too few of the small words that are English alone, or another script."""
    assert not is_english(text)


@pytest.mark.parametrize("text", [ENGLISH, "", "Brücke gesperrt", "1 2 3 " * 40, "“Ja,” Frau Vogt said. " + ENGLISH])
def test_text_when_it_is_english_or_nothing_can_be_told(text: str) -> None:
    """English with foreign words in it is English, and of a few words nothing can be told."""
    assert is_english(text)

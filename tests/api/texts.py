"""Articles of our own, written for these tests; each says things that no other text says."""

from __future__ import annotations

BRIDGE = """Alder bridge stays shut until spring

“The bridge over the Alder will stay closed until the spring,” said Maria Lindqvist, the city engineer. “We found
cracks in two of the nine piers.”

Henrik Aas, a ferryman, said he would run four boats a day.
"""

BRIDGE_WORDS = "The bridge over the Alder will stay closed until the spring"

BAKERY = """Village bakery to close

“Nobody under forty wants to rise at three in the morning,” said Josephine Kwarteng, who owns the bakery.
"""

BAKERY_WORDS = "Nobody under forty wants to rise at three in the morning"

ORCHARD = """Late frost spares the orchards

“We lost six rows of plum trees and not one pear,” said Gideon Marsh, a grower.
"""

ORCHARD_HTML = """<!doctype html><html><head><title>Late frost spares the orchards</title></head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Late frost spares the orchards</h1>
<p>Growers on the western slopes counted their trees on Tuesday, after a night in which the cold came down from the
hills later than in any spring that the older ones among them could remember.</p>
<p>“We lost six rows of plum trees and not one pear,” said Gideon Marsh, a grower.</p>
<p>The cooperative will meet on Friday to divide what help the county has offered, and to look for
blossom that can still be saved on the lower fields beside the river.</p></article>
<footer>All rights reserved.</footer></body></html>"""

LIGHTHOUSE = """Lighthouse to be sold

“The lamp has been dark for eleven years and nobody complained,” said Ottoline Frayne, the harbour master.
"""

LIGHTHOUSE_WORDS = "The lamp has been dark for eleven years and nobody complained"

MARKET = """Saturday market moves indoors

“Rain has cost us four Saturdays out of five this autumn,” said Evangeline Poole, who runs the market.
"""

"""The capital letters of the Latin, Greek and Cyrillic scripts, as the inside of a character class.

Python's `re` has no class for them, and "A-Z" loses Çelik, Őry and Þorsteinsdóttir.
"""

from __future__ import annotations

_BLOCKS = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x1F00))

CAPITALS = "".join(letter for block in _BLOCKS for letter in map(chr, block) if letter.isupper() or letter.istitle())

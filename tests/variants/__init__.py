"""Made-up minutes drawn at random: `python -m tests.variants --seed N --count 40 --out DIR`.

A seed settles everything: what was said, who came, and how, with what and in which form it is set. The golden record
follows from the same drawn meeting that is printed. Nothing here knows how minutes are read.
"""

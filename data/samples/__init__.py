"""Made-up minutes of one council, as PDFs with golden records, and the sources they are made from.

Every person here is invented. `python -m data.samples.make` makes the PDFs and the records anew.
"""

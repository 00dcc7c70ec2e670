"""The only door to pypdfium2 and pdfplumber: a PDF's bytes in, pages of words and rules out.

pdfium reads characters, drawn lines and annotations, and pdfplumber those of a page that pdfium cannot load;
pdfplumber's table geometry finds cells between the lines. Nothing outside this folder knows which library did what.
"""

"""Sets sheets with WeasyPrint: HTML and CSS, borders and strikes as a browser would draw them."""

from __future__ import annotations

from html import escape

from data.samples.sheet import Block, Contents, PageBreak, Paragraph, Rule, Run, Running, Sheet, Table

_ALIGN = {"body": "", "left": "text-align:left;", "centre": "text-align:center;", "right": "text-align:right;"}


def _run(run: Run) -> str:
    text = escape(run.text)
    for on, tag in ((run.bold, "b"), (run.underlined, "u"), (run.struck, "s")):
        if on:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _paragraph(p: Paragraph, gap: float) -> str:
    after = gap if p.after is None else p.after
    style = f"margin:{p.before:g}pt 0 {after:g}pt {p.indent + p.hang:g}pt;text-indent:{-p.hang:g}pt;{_ALIGN[p.align]}"
    if p.scale != 1.0:
        style += f"font-size:{p.scale:g}em;"
    if p.keep:
        style += "break-after:avoid;"
    if p.colour:
        style += f"color:{p.colour};"
    anchor = f' id="{p.anchor}"' if p.anchor else ""
    return f'<p{anchor} style="{style}">{"".join(map(_run, p.runs))}</p>'


def _row(cells: tuple[tuple[Paragraph, ...], ...], tag: str, style: str, gap: float) -> str:
    inner = "".join(f'<{tag} style="{style}">{"".join(_paragraph(p, gap) for p in cell)}</{tag}>' for cell in cells)
    return f"<tr>{inner}</tr>"


def _table(t: Table, gap: float) -> str:
    line = {"grid": "border:0.5pt solid black;", "rows": "border-top:0.5pt solid black;border-bottom:0.5pt solid black;", "none": ""}
    style = f"padding:{t.inset:g}pt;{line[t.borders]}"
    fill = f"background:{t.header_fill};" if t.header_fill else ""
    whole = sum(t.widths)
    columns = "".join(f'<col style="width:{100 * w / whole:g}%">' for w in t.widths)
    head = _row(t.header, "td", style + fill, gap) if t.header else ""
    body = "".join(_row(row, "td", style, gap) for row in t.rows)
    group = f"<thead>{head}</thead>" if t.repeat_header else head
    keep = "break-after:avoid;" if t.keep else ""
    space = f"margin-top:{'1.1em' if t.keep else f'{gap:g}pt'};"
    if t.repeat_header:
        return f'<table style="{keep}{space}"><colgroup>{columns}</colgroup>{group}<tbody>{body}</tbody></table>'
    return f'<table style="{keep}{space}"><colgroup>{columns}</colgroup><tbody>{head}{body}</tbody></table>'


def _block(block: Block, gap: float) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, gap)
        case Table():
            return _table(block, gap)
        case Contents(text, anchor):
            return f'<p class="contents"><a href="#{anchor}">{escape(text)}</a></p>'
        case Rule(share=share, before=before):
            return f'<div style="width:{share * 100:g}%;margin-top:{before:g}pt;border-top:0.5pt solid black"></div>'
        case PageBreak():
            return '<div style="break-after:page"></div>'


def _content(lines: tuple[str, ...]) -> str:
    text = "\\A ".join(line.replace('"', '\\"') for line in lines)
    return '"' + text.replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "') + '"'


def _margin_boxes(area: Running | None, edge: str) -> tuple[str, str]:
    """The rules for all pages, and those that empty the boxes of the first page. No line is drawn: a margin box is
    only as wide as its words."""
    if area is None:
        return "", ""
    side = (("left", area.left), ("center", area.centre), ("right", area.right))
    every = "".join(
        f"@{edge}-{where}{{content:{_content(lines)};white-space:pre;font-size:0.82em;vertical-align:middle}}"
        for where, lines in side
        if lines
    )
    first = "".join(f"@{edge}-{where}{{content:none}}" for where, _ in side) if area.first_page > 1 else ""
    return every, first


def _css(sheet: Sheet) -> str:
    look = sheet.look
    heads, first_head = _margin_boxes(sheet.head, "top")
    feet, first_foot = _margin_boxes(sheet.foot, "bottom")
    top = look.top + (sheet.head.height if sheet.head else 0) * look.size * 1.2
    low = look.top * 0.9 + (sheet.foot.height if sheet.foot else 0) * look.size * 1.2
    return f"""
@page {{ size:A4; margin:{top:g}pt {look.side:g}pt {low:g}pt; font-family:"{look.font}"; font-size:{look.size:g}pt; {heads}{feet} }}
@page :first {{ {first_head}{first_foot} }}
body {{ margin:0; font-family:"{look.font}"; font-size:{look.size:g}pt; line-height:1.25;
  text-align:{"justify" if look.justify else "left"}; hyphens:{"auto" if look.hyphenate else "manual"}; }}
table {{ width:100%; table-layout:fixed; border-collapse:collapse; }}
td {{ vertical-align:top; }}
.contents {{ margin:3pt 0; }}
.contents a {{ color:black; text-decoration:none; }}
.contents a::after {{ content:leader(".") target-counter(attr(href url), page); }}
"""


def set_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF."""
    from weasyprint import HTML

    body = "".join(_block(block, sheet.look.gap) for block in sheet.blocks)
    html = f'<html lang="sv"><head><title>{escape(sheet.title)}</title><style>{_css(sheet)}</style></head><body>{body}</body></html>'
    made: bytes = HTML(string=html).write_pdf(pdf_identifier=b"arende")
    return made

"""What has left the machine: each call out with when, what for, to which model and host, and the exact text that left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from companion.brief.words import date_in_words
from companion.ui.texts import Texts
from companion.ui.view import heading, inert
from companion.vocabulary import Receipt


class Of(NamedTuple):
    """The receipts of one case; of what belongs to none, where `case_id` is empty."""

    case_id: str
    title: str
    receipts: Sequence[Receipt]


def left(receipts: Iterable[Receipt]) -> int:
    """How many of them have left. One of which no end is known counts: better too many than too few."""
    return sum(one.outcome != "held_back" for one in receipts)


def page(all_: Sequence[Of], texts: Texts, shared: bool, connected: bool) -> str:
    """The place on the page, the newest first; where nothing has left, that alone."""
    title = texts("receipts_heading_shared" if shared else "receipts_heading")
    parts = "".join(_of_case(one, texts) for one in all_ if one.receipts)
    if not parts:
        nothing = texts("receipts_none_shared" if shared else "receipts_none")
        return heading(title, nothing, texts("receipts_none_yet" if connected else "receipts_no_model"))
    return heading(title, texts("receipts_lead")) + parts


def _of_case(one: Of, texts: Texts) -> str:
    whole = (
        f'<p><a href="/own/receipts/{one.case_id}" target="_blank" rel="noopener">{texts("receipts_print")}</a></p>'
        if one.case_id
        else ""
    )
    whole += _counted(one.receipts, texts)
    title = texts("receipts_case", title=one.title or texts("untitled")) if one.case_id else texts("receipts_loose")
    rows = "".join(f"<li>{_call(receipt, texts)}{_folded(receipt, texts)}</li>" for receipt in reversed(one.receipts))
    return (
        f'<section class="step calls"><h2 dir="auto">{inert(title)}</h2>{whole}<ul class="calls">{rows}</ul></section>'
    )


def printed(title: str, receipts: Sequence[Receipt], texts: Texts) -> str:
    """A whole case as one document that stands alone, in the order of time, every text in sight. No script."""
    rows = "".join(f"<li>{_call(one, texts)}{_whole(one, texts)}</li>" for one in receipts)
    count = left(receipts)
    said = texts("receipts_sum_one" if count == 1 else "receipts_sum", count=count)
    head = texts("receipts_print_heading")
    none = "" if receipts else f"<p>{texts('receipts_none_case')}</p>"
    return (
        f'<!doctype html><html lang="{texts.lang}"><head><meta charset="utf-8"><title>{head}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_PAPER}</style></head><body><main><h1>{head}</h1>"
        f'<p dir="auto">{inert(texts("receipts_case", title=title or texts("untitled")))}</p>'
        f"<p>{said} {texts('receipts_lead')}</p>{_counted(receipts, texts)}{none}<ol>{rows}</ol></main></body></html>"
    )


def _call(one: Receipt, texts: Texts) -> str:
    """One call in words: when and what for, to whom, how much was replaced, and what came of it."""
    at = one.at.astimezone()
    when = texts("receipts_when", date=date_in_words(at.date(), texts.lang), hour=f"{at:%H}", minute=f"{at:%M}")
    to = texts("receipts_to" if one.host else "receipts_to_model", model=one.model, host=one.host)
    count = {0: "receipts_replaced_none", 1: "receipts_replaced_one"}.get(one.replaced, "receipts_replaced")
    replaced = "" if one.outcome == "held_back" else f"{texts(count, count=one.replaced)} "
    outcome = texts(f"receipts_{one.outcome}")
    return (
        f"<p><b>{inert(when)}</b> {inert(texts(f'receipts_{one.what}'))}</p>"
        f'<p class="soft">{inert(to)}</p><p class="soft">{inert(replaced)}{inert(outcome)}{_tokens(one, texts)}</p>'
    )


def _tokens(one: Receipt, texts: Texts) -> str:
    """What the model counted, where it told."""
    if not (one.tokens_in or one.tokens_out):
        return ""
    return " " + texts("receipts_tokens", read=_number(one.tokens_in, texts), said=_number(one.tokens_out, texts))


def _counted(receipts: Iterable[Receipt], texts: Texts) -> str:
    """The sum of it."""
    told = [(one.tokens_in, one.tokens_out) for one in receipts if one.tokens_in or one.tokens_out]
    if not told:
        return ""
    read, said = (_number(sum(counts), texts) for counts in zip(*told, strict=True))
    return f'<p class="soft">{texts("receipts_tokens_sum", read=read, said=said)}</p>'


def _number(count: int, texts: Texts) -> str:
    """4.120 or 4,120."""
    return f"{count:,}".replace(",", "." if texts.lang == "da" else ",")


def _folded(one: Receipt, texts: Texts) -> str:
    if not one.sent:
        return ""
    return f'<details><summary>{texts("receipts_text")}</summary><pre dir="auto">{inert(one.sent)}</pre></details>'


def _whole(one: Receipt, texts: Texts) -> str:
    return f'<p class="soft">{texts("receipts_text")}:</p><pre dir="auto">{inert(one.sent)}</pre>' if one.sent else ""


_PAPER = """@page{size:A4;margin:18mm 20mm}*{box-sizing:border-box}
body{margin:0;background:#faf8f3;color:#22302f;font:16px/1.55 system-ui,Inter,sans-serif}
main{max-width:760px;margin:0 auto;padding:36px 22px}
h1{font:400 30px/1.25 ui-serif,Georgia,"Liberation Serif",serif;margin:0 0 14px}
p{margin:0 0 10px;overflow-wrap:anywhere}.soft{color:#5d6b69;font-size:15px;margin:0 0 4px}
ol{padding:0;margin:26px 0 0;list-style:none}li{border-top:1px solid #e4ded2;padding:16px 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;border:1px solid #e4ded2;border-radius:8px;
padding:12px 16px;margin:6px 0 0;font:14px/1.5 ui-monospace,"Liberation Mono",monospace}
@media print{body{background:none;font-size:11pt}main{max-width:none;padding:0}li>p{break-after:avoid}pre{font-size:9.5pt}}
@media (prefers-color-scheme:dark) and (not print){:root{color-scheme:dark}body{background:#161c1b;color:#ece7dc}
.soft{color:#a9b5b2}li,pre{border-color:#34403e}pre{background:#1e2625}}"""

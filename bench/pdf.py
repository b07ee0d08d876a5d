"""What the layout of an evaluation costs: 130 notes with charts against the same words, bare.

Run: python -m bench.pdf [--after module:function]. Both are PDF/A-3a and PDF/UA-1 and take turns in
one process with its fonts loaded; processor time, and the best of the rounds counts. What is named
with `--after` gets the finished bytes and gives other ones (a seal): that is then part of it.
"""

import argparse
import importlib
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bench.aims import Aims
from pwa.pdf.document import EvaluationDocument
from pwa.pdf.renderer import Renderer
from tests.pdf.samples import DAY_ONE, PROFILE, SAMIRA, with_notes

NOTES, ROUNDS = 130, 7
AIM, SEALED_AIM = 2.0, 2.6
_CODES = ("present", "present", "late", "", "present", "absent_reported", "leave")


def evaluation(notes: int) -> EvaluationDocument:
    """All competences with three evaluations before, half a year of days, and so many notes."""
    many = [note for one in with_notes(notes).profile[0].competences for note in one.notes]
    earlier = [
        (DAY_ONE - timedelta(days=days), level) for days, level in ((180, 1), (120, 0), (60, 2))
    ]
    place, groups = 0, []
    total = sum(len(group.competences) for group in PROFILE)
    for group in PROFILE:
        items = []
        for one in group.competences:
            items.append(replace(one, notes=tuple(many[place::total]), earlier=tuple(earlier)))
            place += 1
        groups.append(replace(group, competences=tuple(items)))
    days = tuple((DAY_ONE + timedelta(days=n), _CODES[n % 7]) for n in range(180) if n % 7 < 3)
    return replace(SAMIRA, profile=tuple(groups), attendance=replace(SAMIRA.attendance, days=days))


def bare(html: str) -> str:
    """The same words without tables, figures, headings or lists."""
    body = html.split("<body", 1)[1]
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.S)
    words = [" ".join(part.split()) for part in re.split(r"<[^>]+>", body)]
    paragraphs = "".join(f"<p>{part}</p>" for part in words if part)
    return f'<html lang="nl"><title>Kaal</title><body>{paragraphs}</body></html>'


def best_of(
    *works: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Seconds of the fastest round of each; they take turns, so that both see the same machine."""
    times: list[list[float]] = [[] for _ in works]
    for _round in range(ROUNDS + 1):
        for seen, work in zip(times, works, strict=True):
            started = clock()
            work()
            seen.append(clock() - started)
    return [min(seen[1:]) for seen in times]


def named(path: str) -> Callable[[bytes], bytes]:
    module, _, name = path.partition(":")
    found: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    return found


def main() -> None:
    """Print both times and their ratio beside the aim."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--after", default="", help="module:function, bytes to bytes")
    after = options.parse_args().after
    finish = named(after) if after else bytes
    renderer, document, aims = Renderer(), evaluation(NOTES), Aims()
    plain_html = bare(renderer._page.write(document))
    whole, plain = best_of(
        lambda: finish(renderer.render(document)),
        lambda: renderer.render_html(plain_html, document.created),
        clock=time.process_time,
    )
    print(f"evaluation with {NOTES} notes and charts: {whole:.3f} s; bare: {plain:.3f} s")
    what = "evaluation, finished, against bare words" if after else "evaluation against bare words"
    aims.at_most(what, whole / plain, SEALED_AIM if after else AIM, "x")
    aims.end()


if __name__ == "__main__":
    main()

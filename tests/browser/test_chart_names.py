"""What stands beside the attendance on a phone of 360 px: large enough, and not over each other."""

from datetime import date
from itertools import pairwise

import pytest

from pwa.models import Placement, User

NAMES = """svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
  return [...svg.querySelectorAll("text")].map(one => {
    const box = one.getBBox()
    return {size: parseFloat(getComputedStyle(one).fontSize) * scale, from: box.x,
            to: box.x + box.width, y: Number(one.getAttribute("y")),
            right: svg.viewBox.baseVal.width}
  })
}"""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("start", [date(2025, 9, 8), date(2025, 10, 1), date(2025, 4, 14)])
def test_names_of_days_and_months_can_be_read_and_do_not_touch(phone, cast, language, start):
    User.update(language=language).execute()
    Placement.update(start_on=start).where(Placement.id == cast.placement_a1.id).execute()
    page = phone("supervisor_a")
    page.goto(f"/plaatsingen/{cast.placement_a1.id}")
    chart = page.locator("svg.weeks")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        names = chart.evaluate(NAMES)
        assert names and min(one["size"] for one in names) >= 10
        assert all(one["from"] >= 0 and one["to"] <= one["right"] for one in names)
        days = [one["y"] for one in names if one["from"] < 1]
        assert all(below - above >= 12 for above, below in pairwise(days))
        assert max(one["to"] for one in names if one["from"] < 1) < 20, "a column begins there"
        rows = sorted((one["y"], one["from"], one["to"]) for one in names if one["from"] >= 1)
        for (y, _from, to), (below, after, _to) in pairwise(rows):
            assert y < below or to < after

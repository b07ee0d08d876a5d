"""Icons that templates and routes name are in the sprite: a missing one is an empty hole."""

import re
from pathlib import Path

PWA = Path(__file__).parents[2] / "pwa"
SPRITE = (PWA / "static" / "icons" / "sprite.svg").read_text("utf-8")
KNOWN = set(re.findall(r'id="([a-z0-9-]+)"', SPRITE))
NAMED = re.compile(
    r'(?:icon|icon_name|status_icon|badge_icon)="([a-z0-9-]+)"|ui\.icon\("([a-z0-9-]+)"'
)


def test_every_icon_that_a_template_names_is_in_the_sprite():
    missing = {
        (path.relative_to(PWA).as_posix(), name)
        for path in (PWA / "templates").rglob("*.html")
        for pair in NAMED.findall(path.read_text("utf-8"))
        for name in pair
        if name and name not in KNOWN
    }
    assert missing == set()


def test_every_icon_that_a_tile_may_carry_is_in_the_sprite():
    from pwa.domain.handbook import ICONS

    assert not ICONS - KNOWN

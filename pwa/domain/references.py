"""A municipality's own reference of a candidate: anything but a citizen service number."""

import re

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def looks_like_bsn(text: str) -> bool:
    """Eight or nine digits that pass the test of eleven of a burgerservicenummer (Logisch ontwerp
    BSN, RvIG): one in eleven other numbers of that length does too, and then gets a letter."""
    digits = re.sub(r"[\s.\-/]", "", text)
    if not re.fullmatch(r"[0-9]{8,9}", digits):
        return False
    total = sum(int(d) * w for d, w in zip(digits.zfill(9), _WEIGHTS, strict=True))
    return total % 11 == 0

"""A browser in words that people recognise: what it is and on which device it runs."""

_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> tuple[str, str]:
    """("Chrome", "Android") out of a User-Agent; an empty word for what is not recognised."""
    browser = next((word for sign, word in _BROWSERS if sign in agent), "")
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    return browser, system


def has_home_screen(system: str) -> bool:
    """A tablet or phone. An iPad says that it is a Mac; the page itself finds out."""
    return system in ("iPhone", "iPad", "Android", "Mac")

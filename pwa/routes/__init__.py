"""HTTP: read the form, call one verb, answer a page."""

from pwa.routes import account, health, help_pages, home, session

BLUEPRINTS = [
    home.bp,
    session.bp,
    account.bp,
    help_pages.bp,
    health.bp,
]

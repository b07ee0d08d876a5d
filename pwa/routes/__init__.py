"""HTTP: read the form, call one verb, answer a page."""

from pwa.routes import (
    account,
    companies,
    handbooks,
    health,
    help_pages,
    home,
    invitations,
    progress,
    session,
    setup,
    ways_in,
)

BLUEPRINTS = [
    home.bp,
    session.bp,
    setup.bp,
    invitations.bp,
    ways_in.bp,
    account.bp,
    help_pages.bp,
    companies.bp,
    handbooks.bp,
    progress.bp,
    health.bp,
]

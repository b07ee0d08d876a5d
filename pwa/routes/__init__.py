"""HTTP: read the form, call one verb, answer a page."""

from pwa.routes import (
    account,
    attendance,
    companies,
    handbooks,
    handovers,
    health,
    help_pages,
    home,
    invitations,
    notes,
    placements,
    progress,
    session,
    setup,
    today,
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
    attendance.bp,
    handovers.bp,
    notes.bp,
    today.bp,
    placements.bp,
    progress.bp,
    health.bp,
]

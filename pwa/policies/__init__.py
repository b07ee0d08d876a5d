"""Who may do what: pure functions (person, rows of the address) -> bool.

The same function guards a route and decides whether its button shows.
"""

from pwa.policies.basics import anyone, signed_in

__all__ = ["anyone", "signed_in"]

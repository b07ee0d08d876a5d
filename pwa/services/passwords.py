"""A login with its password, tried no more often than somebody mistypes."""

from datetime import timedelta

from pwa.models import User
from pwa.services import people, rates

_MINUTES = timedelta(minutes=15)


def user_with(login: str, password: str, address: str) -> User | None:
    """The active user with this login and password. Raises TooOften, by login and by address."""
    login = login.strip().lower()
    rates.take("sign-in-address", address, most=60, per=_MINUTES)
    rates.take("sign-in-login", login, most=10, per=_MINUTES)
    user = people.user_with_password(login, password)
    if user is not None:
        rates.forget("sign-in-login", login)
    return user

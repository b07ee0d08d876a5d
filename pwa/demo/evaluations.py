"""Evaluations of a demo case, through the same steps that people take."""

from pwa.demo.cases import Case


def seed(case: Case) -> None:
    """Make the evaluations of this case, each up to the state that the data names."""
    return

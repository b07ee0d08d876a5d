"""What counts: the shipped words, and what one municipality or several made of them."""

import pytest

from pwa.domain.errors import BadInput
from pwa.domain.guard_lists import SHIPPED, for_device, list_of, read_own, together


def group(groups, name="illness"):
    return next(one for one in groups if one.name == name)


def test_a_municipality_that_changed_nothing_has_the_shipped_words():
    assert [one.all_words() for one in list_of({})] == [one.all_words() for one in SHIPPED.values()]


def test_own_words_come_beside_the_shipped_ones_and_a_word_goes_off():
    own = {"illness": {"added": ["pollen*"], "off": ["griep*"], "fine": ["koorts in de kas"]}}
    changed = group(list_of(own))
    assert set(changed.all_words()) == {*SHIPPED["illness"].all_words(), "pollen*"} - {"griep*"}
    assert "koorts in de kas" in changed.all_fine()
    assert changed.instead == SHIPPED["illness"].instead
    assert group(list_of(own), "debts") == group(list_of({}), "debts")


def test_together_all_words_warn_and_only_shared_exceptions_do_not():
    one = list_of({"illness": {"added": ["pollen*"], "fine": ["ziek weer"], "nl": ["Een."]}})
    two = list_of({"illness": {"off": ["griep*"], "added": ["gips*"]}})
    both = group(together([one, two]))
    assert {"pollen*", "gips*", "griep*"} <= set(both.all_words())
    assert "ziek weer" not in both.all_fine()
    assert set(SHIPPED["illness"].all_fine()) <= set(both.all_fine())
    assert both.instead["nl"] == ("Een.",)


@pytest.mark.parametrize(
    ("language", "label"), [("nl", "gezondheid"), ("en", "health"), ("ar", "gezondheid")]
)
def test_a_device_gets_both_languages_and_hears_one(language, label):
    first = for_device(list_of({}), language)[0]
    assert first["label"] == label
    assert {"ziek", "sick"} <= set(first["words"])


def test_what_is_typed_is_cleaned_and_each_kept_once():
    typed = {"added": ["  Pollen* ", "Pollen*", "", " "], "off": ["GRIEP", "ziekte"]}
    assert read_own("illness", typed) == {
        "added": ["Pollen*"],
        "off": ["griep*", "ziekte*", "*ziekte"],
    }


def test_a_word_that_is_not_of_the_list_cannot_be_switched_off():
    with pytest.raises(BadInput) as refused:
        read_own("illness", {"off": ["schroef"]})
    assert refused.value.fields == {"off": "guard_not_ours"}

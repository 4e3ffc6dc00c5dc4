"""A phrase is plain text for all who do not translate it."""

import pickle
from copy import deepcopy

from digitpad.words import Phrase


def test_a_phrase_is_the_text_that_it_says() -> None:
    phrase = Phrase("{name}: {count:,} left", name="{a}", count=1000)
    assert phrase == "{a}: 1,000 left"
    assert f"{phrase}." == "{a}: 1,000 left."
    assert {phrase: 1}["{a}: 1,000 left"] == 1


def test_it_remembers_what_it_was_put_together_of() -> None:
    phrase = Phrase("{name} left", name="{a}")
    for found in (phrase, deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):
        assert found == "{a} left"
        assert (found.template, found.parameters) == ("{name} left", {"name": "{a}"})

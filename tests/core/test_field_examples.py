"""What a field wants, by examples."""

from __future__ import annotations

import pytest
from builders import document, faultless

from offconv_gui.core.field_examples import bad_examples, good_example
from offconv_gui.core.fields import Field
from offconv_gui.core.rules import BY_ID, MARKS

SHOWN = [Field.CLICK_ID, Field.TIME, Field.VALUE, Field.CURRENCY]


@pytest.mark.parametrize("field", SHOWN, ids=lambda field: field.value)
def test_the_good_example_has_no_problem(field):
    doc = document([faultless(0) | {field: good_example(field)}])
    assert not doc.issues.count(MARKS[field])


@pytest.mark.parametrize("field", SHOWN, ids=lambda field: field.value)
def test_each_bad_example_has_the_problem_it_stands_for(field):
    examples = bad_examples(field)
    assert examples
    titles = {rule.title for rule in BY_ID.values() if rule.field is field}
    for example in examples:
        doc = document([faultless(0) | {field: example.text}], zone="UTC")
        assert doc.issues.count(MARKS[field])
        assert example.title in titles

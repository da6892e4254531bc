"""Every knob, unit and refusal can be spoken in every language."""

import pytest

from bot.capabilities import settings_schema
from bot.errors import UserError
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.settings import values
from bot.settings.actions import Source
from bot.settings.exchange import export_yaml, import_yaml
from bot.settings.fields import Kind, Unit
from bot.settings.problems import ImportProblems
from tests.settings.knobs import SCHEMA

TRANSLATOR = Translator()
REAL = settings_schema()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", REAL.knobs)
def test_a_knob_has_label_help_and_choices(key: str, language: Language) -> None:
    knob = REAL.knob(key)
    assert TRANSLATOR.text(language, f"settings-group-{knob.group}")
    assert TRANSLATOR.text(language, knob.label)
    assert TRANSLATOR.text(language, f"{knob.label}.help")
    labels = {TRANSLATOR.text(language, f"{knob.label}.choice-{choice}") for choice in knob.choices}
    assert len(labels) == len(knob.choices)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", REAL.knobs)
def test_the_default_and_what_is_expected_can_be_said(key: str, language: Language) -> None:
    shown = REAL.show(key, REAL.knob(key).default)
    assert TRANSLATOR.text(language, shown.key, **shown.arguments)
    expected = values.expectation(REAL.knob(key))
    assert TRANSLATOR.text(language, expected.key, **expected.arguments)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("unit", Unit)
def test_a_unit_is_named_in_values_and_in_bounds(unit: Unit, language: Language) -> None:
    value = TRANSLATOR.text(language, "settings-value-number", count=7, unit=unit.value)
    bounds = TRANSLATOR.text(language, "settings-expected-integer", low=1, high=20, unit=unit.value)
    assert "7" in value
    assert "1" in bounds
    assert "20" in bounds
    nameless = TRANSLATOR.text(language, "settings-value-number", count=7, unit="none")
    assert (value == nameless) is (unit is Unit.NONE)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("knob", SCHEMA.knobs.values(), ids=list(SCHEMA.knobs))
def test_a_refusal_of_any_kind_is_a_sentence(knob: values.Knob, language: Language) -> None:
    expected = values.expectation(knob)
    assert isinstance(expected, UserError)
    assert TRANSLATOR.text(language, expected.key, **expected.arguments)
    assert TRANSLATOR.text(language, "settings-expected-duration-unit")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "text",
    [
        "community: 3",
        "community: {language: fr, language: en, mood: good}",
        "&a x",
        "!x y",
        "[" * 9,
        "a: [",
        "a: 1\n---\nb: 2",
        "community: {quiet_for: 5}",
        "#" * 300_000,
        "\n".join(f"- {n}" for n in range(20_001)),
    ],
    ids=range(10),
)
def test_a_problem_of_a_file_is_a_sentence(text: str, language: Language) -> None:
    with pytest.raises(ImportProblems) as refused:
        import_yaml(REAL, text)
    for problem in refused.value.problems:
        assert TRANSLATOR.text(language, problem.key, **problem.arguments)


@pytest.mark.parametrize("language", Language)
def test_the_whole_schema_is_exported_and_comes_back(language: Language) -> None:
    text = export_yaml(REAL, REAL.snapshot({}), lambda key, **arguments: TRANSLATOR.plain(language, key, **arguments))
    assert dict(import_yaml(REAL, text)) == {key: knob.default for key, knob in REAL.knobs.items()}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("source", Source)
def test_a_source_of_changes_has_a_name(source: Source, language: Language) -> None:
    assert TRANSLATOR.text(language, f"settings-source-{source.value}")


def test_every_kind_is_tried_here() -> None:
    assert {knob.kind for knob in SCHEMA.knobs.values()} == set(Kind)

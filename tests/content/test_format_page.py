"""The schema for editors and the page of the format follow from the models."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from drill.content.notes import KINDS
from drill.content.problems import CODES
from drill.content.reference import reference
from drill.content.schema import field_texts, inner_models, schema, summary

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_format_is_up_to_date() -> None:
    page = (ROOT / "docs" / "deck-format.md").read_text(encoding="utf-8")
    assert page == reference(), "run: python -m drill.content.reference"


def test_the_page_is_printed_by_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    module = ROOT / "src" / "drill" / "content" / "reference.py"
    runpy.run_path(str(module), run_name="__main__")
    assert capsys.readouterr().out == reference()


def test_the_page_names_every_kind_key_and_code() -> None:
    page = reference()
    for kind, model in KINDS.items():
        assert f"### {kind}" in page
        for name, field in model.model_fields.items():
            assert f"| `{field.alias or name}` |" in page
    for code in CODES:
        assert f"| `{code}` |" in page


def every(found: Any, key: str) -> list[Any]:
    if isinstance(found, dict):
        mine = [found[key]] if key in found and not isinstance(found[key], dict) else []
        return mine + [each for value in found.values() for each in every(value, key)]
    if isinstance(found, list):
        return [each for value in found for each in every(value, key)]
    return []


@pytest.mark.parametrize("kind", ["topic", "deck", "kata"])
def test_a_schema_is_json_and_holds_all_it_refers_to(kind: Any) -> None:
    found = schema(kind)
    assert json.loads(json.dumps(found)) == found
    names = {each.rpartition("/")[2] for each in every(found, "$ref")}
    assert names <= set(found["$defs"])
    assert found["additionalProperties"] is False
    assert found["description"]


def test_a_note_follows_the_model_of_its_kind() -> None:
    found = schema()
    assert found["required"] == ["topic", "title", "notes"]
    note = found["properties"]["notes"]["items"]
    assert note["properties"]["kind"]["enum"] == [*KINDS][:-1]
    rules = {
        rule["if"]["properties"]["kind"]["const"]: rule["then"]["$ref"]
        for rule in note["allOf"]
    }
    assert rules["cloze"] == "#/$defs/Cloze"
    # Only a basic note may leave its kind out.
    assert "required" not in note["allOf"][0]["if"]
    assert note["allOf"][1]["if"]["required"] == ["kind"]


def test_a_kata_has_to_say_its_kind() -> None:
    assert schema("kata")["required"][0] == "kind"


def test_limits_of_numbers_are_in_the_schema() -> None:
    assert schema()["$defs"]["Basic"]["properties"]["revision"]["minimum"] == 1


def test_what_a_key_means_is_its_docstring() -> None:
    described = schema()["$defs"]["Basic"]["properties"]["both_ways"]["description"]
    assert described == field_texts(KINDS["basic"])["both_ways"]
    assert field_texts(KINDS["basic"])["why"].startswith("The explanation")
    assert summary(KINDS["basic"]) == "A front and a back, rated by the learner."


def test_every_model_within_another_is_found_once() -> None:
    names = [model.__name__ for model in inner_models(KINDS["kata"])]
    assert names == [
        *("Stage", "RandomCases", "Sizes", "Limits", "Compare"),
        *("Cases", "LargeCase", "Growth"),
    ]

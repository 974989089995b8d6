"""Every rule fires on its examples and stays silent on the others; the examples are its documentation."""

import importlib
import re
from pathlib import Path

import msgspec
import pytest

from register.findings import BY_CODE, RULES, catalogue, rule_name
from register.findings.checking import run
from register.findings.examples import examples
from register.placeholders import without

CODE = re.compile(r"^(AVG|UAVG|TW|AWR|BEGZ|KW)(\d+(\.\d+)?[a-z]?)?(-\d+)?(-[a-z])?(-[A-Z]{2,10})?$")
CASES = [
    pytest.param(code, kind, number, id=f"{code}-{kind}-{number}")
    for code, both in examples().items()
    for kind in ("fires", "silent")
    for number in range(len(getattr(both, kind)))
]


def test_every_rule_has_an_example_that_fires_and_one_that_does_not():
    complete = {code for code, both in examples().items() if both.fires and both.silent}
    assert complete == set(BY_CODE)
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize(
    "path", sorted((Path(catalogue.__path__[0]).parent / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_examples_stand_in_a_file_that_is_called_as_the_module_of_their_rules(path):
    rules = catalogue.rules_of(importlib.import_module(f"{catalogue.__name__}.{path.stem}"))
    assert set(msgspec.yaml.decode(path.read_bytes())) == {rule.code for rule in rules}


@pytest.mark.parametrize(("code", "kind", "number"), CASES)
def test_example(code, kind, number):
    example = getattr(examples()[code], kind)[number]
    found = list(run(BY_CODE[code], example.case))
    assert [finding.object for finding in found] == list(example.objects)
    assert {finding.severity for finding in found} == ({example.severity} if kind == "fires" else set())
    assert bool(example.objects) == (kind == "fires")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_dutch_and_cites_the_law(rule):
    assert CODE.match(rule.code)
    assert rule.find.__doc__
    assert re.match(r"art\. |Besluit |overw\. ", rule.article), rule.article
    for text in (rule.message, rule.remedy):
        assert text[0] in "“{" or text[0].isupper()
        assert text.endswith(".")
        assert '"' not in text


@pytest.mark.parametrize(("code", "kind", "number"), CASES)
def test_a_message_has_no_hole(code, kind, number):
    example = getattr(examples()[code], kind)[number]
    for finding in run(BY_CODE[code], example.case):
        for text in map(without, (finding.message, finding.remedy)):
            assert not re.search(r"None|[{}]|“”| {2}|Answer\.|TermKind", text)
        assert finding.where


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_short_name_and_act_of_its_own(rule):
    assert rule_name(rule.code) == (rule.name, rule.act)
    assert max(len(rule.name), len(rule.act)) <= 45
    assert not rule.name.endswith(".")


def test_a_rule_of_an_older_catalogue_is_called_by_its_code():
    assert rule_name("AVG99") == ("AVG99", "Bekijk de bevinding")

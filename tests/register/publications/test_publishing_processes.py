"""Publishing with real processes: two at once, a save meanwhile, and a kill at any moment."""

import json
from itertools import pairwise

import pytest

from register.publications.publishing import CHANGED_MEANWHILE, PUBLISHED_MEANWHILE
from tests.register import own_database


@pytest.fixture(scope="module")
def race(tmp_path_factory):
    own = own_database.filled(tmp_path_factory.mktemp("race"))
    return json.loads(own.run("tests.register.processes.race").stdout)


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    own = own_database.filled(tmp_path_factory.mktemp("killed"))
    return json.loads(own.run("tests.register.processes.killed").stdout)


def test_two_publishers_at_once_give_one_version_and_one_refusal(race):
    assert len(race["rounds"]) == 5
    for number, seen in enumerate(race["rounds"], start=1):
        refusal, version = seen["answers"]
        assert seen["added"] == 1
        assert refusal == ["geweigerd", PUBLISHED_MEANWHILE]
        assert version[:2] == ["versie", number]
        assert version[2] in ("Anna", "Bram")


def test_nobodys_save_waits_for_a_file(race):
    assert race["save"]["saved"] == [True]
    assert race["save"]["answer"] == [CHANGED_MEANWHILE]


def test_a_kill_leaves_the_whole_version_or_none(killed):
    states = [killed["first"], *(kill["left"] for kill in killed["kills"])]
    assert len(killed["kills"]) == 20
    assert states[0] == {"publications": 2, "files": 4, "difference": ""}
    for before, after in pairwise(states):
        assert after["publications"] - before["publications"] in (0, 1)
        assert after["files"] == 2 * after["publications"]
        assert after["difference"] == ""


def test_the_kills_are_spread_over_the_work_and_the_transaction(killed):
    kills = killed["kills"]
    assert len({kill["moment"] for kill in kills}) == 20
    assert sum(kill["in_transaction"] for kill in kills) >= 8
    assert sum(not kill["in_transaction"] for kill in kills) >= 8
    # Killed at the first step nothing was stored, killed after the commit everything was.
    assert kills[0]["left"] == killed["first"]
    assert kills[-1]["left"]["publications"] > killed["first"]["publications"]


def test_publishing_goes_on_after_a_kill(killed):
    assert killed["last"]["publications"] == killed["kills"][-1]["left"]["publications"] + 1
    assert killed["last"]["difference"] == ""

"""Simulated people: the same everywhere, held against laws that can be broken, and never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from tests.unit.batch.failing import dies_once, never_works
from tests.unit.pages import DOCS, text_of
from unkink.batch import chunk as chunks
from unkink.batch import engines
from unkink.batch.carrying import Stand
from unkink.batch.chance import drawn, table
from unkink.batch.chunk import SPOTS, Chunk, lived, log_of
from unkink.batch.coach_cases import Cases
from unkink.batch.engines import TRIES, ChunkLost, EngineMissing, in_cluster, in_pool, in_turn
from unkink.batch.holding import Holding
from unkink.batch.kinds import HABITS, Kind
from unkink.batch.laws import LAWS, Violation
from unkink.batch.living import Living
from unkink.batch.looks import same_as
from unkink.batch.simulate import Asked, as_json, simulated
from unkink.batch.tally import total
from unkink.batch.telling import A_SECOND, Deed, events_of, whose
from unkink.batch.traits import NOTHING_NEW, Traits, traits_of, weak_spot_of
from unkink.cli.main import main
from unkink.coach import locks, one_exercise, rules
from unkink.coach.deciding import decide, decided
from unkink.coach.decision import Status
from unkink.coach.following import Following
from unkink.coach.footing import Because, Footing
from unkink.program.check import check
from unkink.program.ladder import Ladder, ladder_of
from unkink.program.program import Program
from unkink.wire.lines import read_lines
from unkink.wire.writing import line_of

TEXT = b"""---
format: 1
title: Small
sessions: 2-3 a week
---

## Squat {#squat}

- dose: 4 reps
- easier:
  - half-squat: 4 reps
- harder:
  - reps +1 to 5

1. Sit down, and stand up again.

## Lunge {#lunge}

- dose: 3-9 reps per side

1. Step forward and bend both knees.

## Reach {#reach}

- dose: 2-6 reps per side
- sides: separate

1. Reach.

## Half squat {#half-squat}

- variant of: squat

1. Sit down half-way.
"""
PEOPLE, WEEKS, SEED = 6, 2, 3
FIRST_TRIED, MOST_TRIED = {"undo": 24, "lock": 26}, 60
"""Who lives with a planted fault: where it takes long, beginning with somebody who will show it."""


def program_of(source: bytes = TEXT) -> Program:
    program = check(source).program
    assert program is not None
    return program


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    """What was worked out with other rules is forgotten, before and after."""
    chunks._cases.cache_clear()
    yield
    chunks._cases.cache_clear()


@pytest.fixture(scope="module")
def cases() -> Cases:
    """Everything that the coach is asked in these tests, once."""
    return Cases(program_of())


class Watched:
    """A life of which every deed is kept, with the decision after it and the one just before."""

    def __init__(self, living: Living) -> None:
        self.living = living

    def live(self, index: int, traits: Traits, weeks: int) -> list[tuple[Deed, Stand, Stand]]:
        seen: list[tuple[Stand, Stand]] = []
        hold = Holding.hold

        def watched(holding: Holding, *told: Any) -> None:
            *_, before, after = told
            seen.append((after, before))
            hold(holding, *told)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Holding, "hold", watched)
            life = self.living.live(index, traits, weeks)
        return [(deed, *stands) for deed, stands in zip(life.deeds, seen, strict=True)]


def told(**asked: int) -> str:
    whole = Asked(TEXT, **{"people": PEOPLE, "weeks": WEEKS, "seed": SEED, **asked})
    return json.dumps(as_json(simulated(whole, in_turn)), sort_keys=True)


class TestTheSameEverywhere:
    def test_the_same_seed_gives_the_same_in_one_process_and_in_several(self) -> None:
        asked = Asked(TEXT, 6, 1, SEED, at_a_time=2)
        outcomes = [as_json(simulated(asked, tried)) for tried in (in_turn, in_pool(2))]
        assert outcomes[0] == outcomes[1]

    def test_another_seed_gives_others(self) -> None:
        assert told() == told() != told(seed=SEED + 1)

    def test_chunks_add_up_however_they_are_cut(self) -> None:
        whole = lived(Chunk(TEXT, 1, SEED, 0, 9))
        parts = lived(Chunk(TEXT, 1, SEED, 4, 9))
        parts.add(lived(Chunk(TEXT, 1, SEED, 0, 4)))
        assert parts == whole

    def test_so_do_the_groups_by_weak_spot(self) -> None:
        parts = total(lived(Chunk(TEXT, 1, SEED, 0, 9, spot)) for spot in range(SPOTS))
        assert parts == lived(Chunk(TEXT, 1, SEED, 0, 9))
        program = program_of()
        weak = [traits_of(program, 3, 1, SEED, one).weak for one in range(40)]
        assert weak == [weak_spot_of(3, SEED, one) for one in range(40)]
        assert set(weak) == {0, 1, 2}

    def test_on_a_cluster_too(self) -> None:
        pytest.importorskip("ray", reason="Ray, the engine for a cluster, is not installed")
        asked = Asked(TEXT, 2, 1, SEED, at_a_time=1)
        assert as_json(simulated(asked, in_cluster(1))) == as_json(simulated(asked, in_turn))

    def test_without_ray_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str) -> object:
            raise ModuleNotFoundError(name)

        monkeypatch.setattr(engines, "import_module", missing)
        with pytest.raises(EngineMissing, match=r"pip install 'unkink\[cluster\]'"):
            in_cluster(1)

    def test_chance_is_that_of_seed_and_number(self) -> None:
        assert drawn(1, 2, 8) == drawn(1, 2, 16)[:8] != drawn(2, 1, 8)
        with pytest.raises(ValueError, match="add up to 255"):
            table([(255, "a")])


class TestTheSameAsTheCoach:
    @pytest.mark.parametrize("first", [0, 40])
    def test_every_decision_is_the_one_that_the_log_leads_to(self, first: int, cases: Cases) -> None:
        """After everything that anybody does, and on the days on which nothing happens."""
        living = Living(cases)
        for index in range(first, first + 3):
            traits = traits_of(cases.program, len(living.names), 6, SEED, index)
            shown = Watched(living).live(index, traits, 6)
            following = Following(cases.program)
            snapshot = following.follow([])
            for deed, stand, waited in shown:
                events = events_of(deed, cases.program)
                further = following.carried_on(snapshot, events)
                assert further is not None
                now, zone = events[-1].at + A_SECOND, events[-1].tz
                before = decided(following, snapshot.state, events[0].at - A_SECOND, zone)
                assert same_as(waited.look, waited.views, before)
                assert same_as(stand.look, stand.views, decided(following, further.state, now, zone))
                snapshot = further

    def test_a_log_is_that_of_a_device(self) -> None:
        """Canonical lines that are read again, ids once each, in the order of the device."""
        events = whose(log_of(Chunk(TEXT, WEEKS, SEED, 0, 1), 5), UUID(int=77))
        lines = [line_of(event) + b"\n" for event in events]
        assert list(read_lines(iter(lines))) == events
        assert len({event.id for event in events}) == len(events)
        assert [event.order for event in events] == sorted(event.order for event in events)
        assert [event.seq for event in events] == sorted(event.seq for event in events)

    def test_everybody_of_every_kind_lives(self) -> None:
        tally = simulated(Asked(TEXT, 60, 1, SEED), in_turn).tally
        assert set(tally.kinds) == set(Kind) == {one.kind for one in HABITS}
        assert tally.people == 60 == sum(tally.kinds.values())


class TestLaws:
    def test_they_hold(self, nothing_remembered: None) -> None:
        tally = lived(Chunk(TEXT, 6, SEED, 490, 504))
        assert (tally.violations, tally.broken) == ([], 0)
        assert tally.checked == 1

    def test_their_table_is_in_the_docs(self) -> None:
        page = text_of(DOCS / "simulate.md")
        assert all(f"| `{law}` | {says} |" in page for law, says in LAWS.items())

    @pytest.mark.parametrize(
        "law",
        ["seven-days", "missing-answer", "pain-6", "worse-side", "ceiling", "lock", "time", "one-rung", "undo"],
    )
    def test_a_fault_of_the_coach_is_found(
        self, law: str, monkeypatch: pytest.MonkeyPatch, nothing_remembered: None
    ) -> None:
        """By somebody: they live one after the other, until it shows."""
        plant(law, monkeypatch)
        found = (law in {one.law for one in lived(Chunk(TEXT, 6, SEED, index, index + 1)).violations}
                 for index in range(FIRST_TRIED.get(law, 1), MOST_TRIED))  # fmt: skip
        assert any(found)

    def test_a_person_who_is_told_other_than_from_the_start_is_found(
        self, monkeypatch: pytest.MonkeyPatch, nothing_remembered: None
    ) -> None:
        monkeypatch.setattr(chunks, "decide", lambda *asked: replace(decide(*asked), status=Status.REST))
        tally = lived(Chunk(TEXT, 1, SEED, 0, 1))
        assert [one.law for one in tally.violations] == ["from-the-start", "order"]
        assert isinstance(tally.violations[0], Violation)


def plant(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the coach that should break that law."""
    match law:
        case "seven-days":
            monkeypatch.setattr(rules, "DAYS_BETWEEN_RISES", 1)
        case "missing-answer":
            monkeypatch.setattr(rules, "MOST_EFFORT", 9)
        case "pain-6":
            monkeypatch.setattr(one_exercise, "steps_down", lambda verdict, **_: False)
        case "worse-side":
            monkeypatch.setattr("unkink.coach.verdict.worse_of", lambda rows: max(rows, key=lambda row: row.number))
        case "ceiling":
            monkeypatch.setattr("unkink.coach.steps.ladder_of", _one_rung_more)
        case "lock":
            monkeypatch.setattr(locks, "_opens", lambda *_: True)
            monkeypatch.setattr("unkink.batch.living.WAYS_OUT", (NOTHING_NEW,))
        case "time":
            monkeypatch.setattr("unkink.coach.gaps._on", _up_by_waiting)
        case "undo":
            monkeypatch.setattr("unkink.coach.settling._corrected", lambda event, *_: event)
        case "one-rung":
            monkeypatch.setattr(one_exercise, "lowered", _down_by_two)
        case _:
            raise AssertionError(law)


class TestNobodyIsLost:
    def test_a_worker_that_dies_is_reported_and_its_people_live_again(self, tmp_path: Path) -> None:
        chunk = Chunk(str(tmp_path).encode() + b"\n" + TEXT, 1, SEED, 0, 5)
        others = replace(chunk, first=5, last=8)
        failures: list[tuple[int, str]] = []
        tallies = engines.run(
            [chunk, others], in_pool(1), lambda chunk, why: failures.append((chunk.first, why)), dies_once
        )
        assert total(tallies) == lived(Chunk(TEXT, 1, SEED, 0, 8))
        assert failures == [(0, "a worker process died")], "nobody else has to live again"

    def test_what_never_works_is_given_up_and_says_why(self) -> None:
        failures: list[str] = []
        with pytest.raises(ChunkLost, match=r"people 0 to 4 failed 3 times: MemoryError: no room for person 0"):
            list(engines.run([Chunk(TEXT, 1, SEED, 0, 5)], in_turn, lambda _, why: failures.append(why), never_works))
        assert failures == ["MemoryError: no room for person 0"] * (TRIES - 1)


class TestCommand:
    def test_it_prints_json_and_words(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "small.md"
        path.write_bytes(TEXT)
        words = ["simulate", "--program", str(path), "--people", "5", "--weeks", "1", "--engine", "serial"]
        assert main([*words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["people"], told["violations"], told["retried"]) == (5, [], [])
        assert told["people_per_second"] > 0
        assert main(["schema", "simulation"]) == 0
        Draft202012Validator(json.loads(capsys.readouterr().out)).validate(told)
        assert main(words) == 0
        assert "All 11 laws held for everybody" in capsys.readouterr().out

    def test_the_log_of_one_person_can_be_decided_on(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path, log = tmp_path / "small.md", tmp_path / "log.jsonl"
        path.write_bytes(TEXT)
        assert main(["simulate", "--program", str(path), "--weeks", "2", "--person", "4"]) == 0
        log.write_text(capsys.readouterr().out, encoding="utf-8")
        assert main(["decide", "--program", str(path), "--events", str(log), "--now", "2027-01-20T20:00:00Z"]) == 0
        assert "Squat" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["--people", "0"], "0 is not from 1 to"),
            (["--weeks", "some"], "`some` is not a whole number"),
            (["--engine", "steam"], "invalid choice"),
        ],
    )
    def test_what_cannot_be_is_said(self, words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["simulate", "--program", "tight-psoas", *words]) == 2
        assert says in capsys.readouterr().err


def _one_rung_more(program: Program, name: str) -> Ladder:
    ladder = ladder_of(program, name)
    return replace(ladder, rungs=(*ladder.rungs, replace(ladder.rungs[-1], number=ladder.rungs[-1].number + 1)))


def _up_by_waiting(footing: Footing, ladder: object, rung: int, rule: str) -> Footing:
    return replace(footing, rung=footing.rung + 1, because=Because(rule))


def _down_by_two(footing: Footing, ladder: Ladder, because: Because) -> Footing:
    return replace(footing, rung=max(footing.rung - 2, ladder.rungs[0].number), because=because)

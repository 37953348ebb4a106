"""The handout: everything that the program says today is on it, for eyes, for ears and for the printer."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.unit.export.read_back import ReadBack, read_back, squeezed
from unkink.export.handout import (
    NoLettersFor,
    Paper,
    Picture,
    Pictures,
    Print,
    Printed,
    Sheet,
    no_pictures,
    printed,
    sheet_of,
)
from unkink.export.handout.prose import plain
from unkink.export.handout.qr_code import LONGEST
from unkink.program.check import check
from unkink.program.dose_words import dose_words
from unkink.program.ladder import ladder_of
from unkink.program.prescription import prescribe
from unkink.program.program import Program, Section

ROOT = Path(__file__).parents[3]
LIBRARY = ROOT / "src" / "unkink" / "library" / "programs"
CONFORMANCE = ROOT / "tests" / "conformance"
DAY = date(2026, 11, 22)
LINK = "https://unkink.example.org/programs/tight-psoas/"

ACCEPTED = (
    "cautions circuit circuit-as-nested-bullets deep-nesting every-flagship-dose handout-example ids-of-any-script"
)
ACCEPTED += " kept-for-the-handout phases right-to-left-text setext-phases title-heading-is-no-phase"
EVERYWHERE = [
    *sorted(LIBRARY.glob("*.md")),
    *sorted(CONFORMANCE.glob("protocols/*.md")),
    *(CONFORMANCE / "accepted" / f"{name}.md" for name in ACCEPTED.split()),
]
OVAL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><ellipse cx="50" cy="50" rx="40" ry="30"/></svg>'

PROGRAM = """\
---
format: 1
title: {title}
sessions: {sessions}
---

{intro}

## Reach {{#reach}}

- dose: 2 reps per side, hold 5 s
- needs: ball (rolled-up socks)
- instead when no-ball: squeeze: 2 reps, hold 4 s
- instead when pregnant: squeeze: 2 reps per side, hold 5 s
- easier:
  - squeeze: 1 reps, hold 4 s
- harder:
  - hold +1 s to 7 s
  - reps +1 to 4

1. {step}

> Stop if it hurts.

## Squeeze {{#squeeze}}

- variant of: reach

1. Tighten and let go.

> Keep breathing.
"""


def program_of(source: str | bytes) -> Program:
    checked = check(source)
    assert checked.program, checked.diagnostics
    return checked.program


def small(
    title: str = "Small", intro: str = "For a neck.", step: str = "Reach out.", sessions: str = "2-3 a week"
) -> Program:
    return program_of(PROGRAM.format(title=title, intro=intro, step=step, sessions=sessions))


@cache
def shipped(name: str = "tight-psoas") -> Program:
    return program_of((LIBRARY / f"{name}.md").read_bytes())


def drawings(*shapes: tuple[int, int]) -> Pictures:
    """Pictures of these widths and heights for every exercise that names a movement."""

    def pictures(movement: str | None, variant: Section) -> list[Picture]:
        if movement is None:
            return []
        return [Picture(OVAL.format(*shape), f"{variant.title}, pose {n}") for n, shape in enumerate(shapes, 1)]

    return pictures


def on_paper(program: Program, pictures: Pictures = no_pictures, size: Print = Print.STANDARD) -> ReadBack:
    return read_back(printed(sheet_of(program, pictures), DAY, size=size, link=LINK).pdf)


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_step_every_caution_and_every_dose_of_today_is_on_it(path: Path) -> None:
    program = program_of(path.read_bytes())
    try:
        text = on_paper(program).squeezed
    except NoLettersFor:
        pytest.skip("no font of this computer has its letters")
    assert_whole(program, text)


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.md")), ids=lambda path: path.stem)
def test_large_print_leaves_nothing_out(path: Path) -> None:
    program = program_of(path.read_bytes())
    assert_whole(program, on_paper(program, size=Print.LARGE).squeezed)


def test_the_closing_words_stand_on_one_page() -> None:
    pages = [squeezed(page.extract_text()) for page in on_paper(shipped(), size=Print.LARGE).reader.pages]
    (last,) = (text for text in pages if squeezed("A routine for generally healthy adults") in text)
    assert squeezed("Text under CC-BY-4.0") in last


def assert_whole(program: Program, text: str) -> None:
    phases = [phase.exercises for phase in program.phases] or [program.exercises]
    for item in (item for exercises in phases for item in prescribe(program, exercises=exercises).items):
        ladder = ladder_of(program, item.exercise)
        dose = ladder.rung(item.rung).dose if ladder.scheduled else item.dose
        assert squeezed(dose_words(dose)).casefold() in text.casefold()
        for name in (item.variant, *item.members):
            section = program.exercise(name)
            for words in (section.title, *section.steps, *section.cautions):
                assert stands_in(squeezed(plain(words)), text), words


def stands_in(words: str, text: str) -> bool:
    """Whether it reads so; of what runs from right to left, which comes back as it is seen, whether its letters do."""
    rightwards = all(unicodedata.bidirectional(letter) not in ("R", "AL") for letter in words)
    return words in text if rightwards else not Counter(words) - Counter(text)


def test_title_credit_licence_needs_and_all_of_the_introduction_are_on_it() -> None:
    program = shipped()
    text = on_paper(program).squeezed
    for words in (program.title, program.credit or "?", program.licence or "?", *program.intro):
        assert squeezed(plain(words)) in text, words
    for name in program.exercises:
        for need in program.exercise(name).needs:
            assert all(squeezed(word).casefold() in text.casefold() for word in (need.name, *need.household))


def test_what_may_take_the_place_of_a_thing_in_one_exercise_alone_is_told_with_that_exercise() -> None:
    """A worktop holds a hand; nobody leans a ball against it."""
    program = shipped("tensor-fasciae-latae")
    assert squeezed("Wall or worktop or back of a heavy chair (Hip sweep)") in on_paper(program).squeezed
    sheet = sheet_of(program)
    assert [(one.instead, one.exercises) for one in sheet.things if one.name == "Wall"] == [
        ("sturdy cupboard or locked door", "Outer hip release"),
        ("worktop or back of a heavy chair", "Hip sweep"),
    ]
    assert {one.exercises for one in sheet.things if one.name != "Wall"} == {""}


@pytest.mark.parametrize("size", Print)
def test_a_case_that_is_a_question_ends_as_one(size: Print) -> None:
    text = on_paper(shipped(), size=size).squeezed
    assert squeezed("No ball today? Towel release") in text and squeezed("Pinching hip: Half-height") in text


def test_how_often_how_long_and_the_short_session_are_on_it() -> None:
    text = on_paper(shipped()).squeezed
    for words in ("2–3", "2 to 3 times a week", "4–6", "Exercises 2, 3 and 4 are a session of their own", "14 min"):
        assert squeezed(words) in text


def test_the_next_rungs_say_what_changes_and_the_easier_one_is_there() -> None:
    one = sheet_of(small()).chapters[0].exercises[0]
    assert [ahead.words for ahead in one.harder] == ["Each held for 6 seconds", "Each held for 7 seconds"]
    assert one.easier is not None
    assert (one.easier.title, one.easier.words) == ("Squeeze", "once, held for 4 seconds")


def test_a_schedule_is_on_it_whole() -> None:
    program = program_of((CONFORMANCE / "protocols" / "nordic-ten-weeks.md").read_bytes())
    sheet = sheet_of(program)
    one = sheet.chapters[0].exercises[0]
    assert (one.dose, one.lasts, sheet.weeks) == ("3 sets of 6", "for 2 weeks", 10)
    assert [ahead.words for ahead in one.harder] == [
        "3 sets of 7, for 2 weeks",
        "3 sets of 8, for 3 weeks",
        "3 sets of 10, for 3 weeks",
    ]


def test_whoever_stands_on_another_rung_has_its_dose_and_its_steps() -> None:
    below, above = (sheet_of(small(), rungs={"reach": rung}).chapters[0].exercises[0] for rung in (-1, 2))
    assert below.title == "Squeeze" and below.because == "In place of Reach"
    assert [step[0].text for step in below.parts[0].steps] == ["Tighten and let go."]
    assert above.dose == "2 times on each side, each held for 7 seconds"


def test_what_is_always_so_puts_its_substitute_in() -> None:
    one = sheet_of(small(), answers=["no-ball"]).chapters[0].exercises[0]
    assert (one.title, one.because, one.harder) == ("Squeeze", "In place of Reach: no ball", ())


def test_each_way_out_stands_with_its_cases_and_says_where_the_dose_is_the_same() -> None:
    swaps = sheet_of(small()).chapters[0].exercises[0].swaps
    assert [(one.when, one.title, one.words) for one in swaps] == [
        ("No ball today?", "Squeeze", "2 times, each held for 4 seconds"),
        ("Pregnant", "Squeeze", "same dose"),
    ]


def test_one_phase_can_be_had_alone() -> None:
    program = program_of((CONFORMANCE / "accepted" / "phases.md").read_bytes())
    ids = [phase.id for phase in program.phases]
    assert len(sheet_of(program).chapters) == len(ids) > 1
    (chapter,) = sheet_of(program, phase=ids[1]).chapters
    assert chapter.title == program.phases[1].title
    with pytest.raises(KeyError):
        sheet_of(program, phase="none")


PHASED = LIBRARY / "hip-foundations.md"
PHASES = list(enumerate(("find-out", "release", "strengthen")))


@pytest.mark.parametrize(("number", "phase"), PHASES)
def test_a_phase_is_a_sheet_of_its_own_and_says_where_it_stands(number: int, phase: str) -> None:
    """Its weeks alone are there to tick, and what comes next is named."""
    program = program_of(PHASED.read_bytes())
    made = printed(sheet_of(program, phase=phase), DAY)
    own = program.phases[number]
    assert made.pages <= 3 and own.length
    read = read_back(made.pdf)
    assert f"Phase{number + 1}of3·{own.length.high}weeks" in read.squeezed
    after = program.phases[number + 1 :]
    assert squeezed(f"Next comes {after[0].title}," if after else "Phase 3 of 3") in read.squeezed
    assert all(squeezed(f"{other.title} Phase") not in read.squeezed for other in program.phases if other != own)


def test_of_a_whole_program_no_phase_begins_at_the_foot_of_a_page() -> None:
    """In standard print its first exercise stands on the page on which the phase begins."""
    program = program_of(PHASED.read_bytes())
    read = read_back(printed(sheet_of(program, drawings((100, 140), (100, 140))), DAY).pdf)
    pages = [squeezed(page.extract_text()) for page in read.reader.pages]
    for number, phase in enumerate(program.phases, 1):
        first = squeezed(program.exercise(phase.exercises[0]).title)
        (begins,) = [page for page in pages if f"Phase{number}of3" in page]
        assert first in begins.partition(f"Phase{number}of3")[2], phase.id


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic() #read("/etc/passwd") $x$ @ref <label> \\u{41} [*b*]',
        "<script>alert(1)</script> & &amp; {{ x }} {% y %}",
        "`code` and ~tilde~ -- --- ... /* no comment */ // none",
        "´` \u200b\ufeff tab\there",
    ],
)
def test_words_are_words_whatever_they_look_like(hostile: str) -> None:
    program = small(step=hostile)
    sheet = sheet_of(program)
    shown = "".join(run.text for run in sheet.chapters[0].exercises[0].parts[0].steps[0])
    assert squeezed(shown.replace("\ufeff", "")) in on_paper(program).squeezed


def test_a_word_longer_than_the_page_stays_on_it() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 8
    read = on_paper(small(title=word, step=word))
    assert read.squeezed.count(word) >= 2
    right = []
    for page in read.reader.pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: right.append(tm[4]))
    assert max(right) < float(read.reader.pages[0].mediabox.width)


# Safety --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tight-psoas", "tensor-fasciae-latae"])
def test_it_says_when_to_stop_and_whom_to_ask(name: str) -> None:
    text = on_paper(shipped(name)).squeezed
    for words in (
        "0 to 2", "3 to 5", "6 to 10", "numbness, tingling, shooting pain", "sudden pop", "chest pain, breathlessness",
        "bladder or bowel", "cold, pale leg", "swollen, painful calf", "pregnant", "under 18", "blood thinners",
        "you may also see no change",
        "A physiotherapist has not signed these rules yet", "not medical advice",
    ):  # fmt: skip
        assert squeezed(words) in text, words


def test_pressure_is_spoken_of_only_where_something_is_pressed() -> None:
    without = PROGRAM.replace(
        "- needs: ball (rolled-up socks)\n- instead when no-ball: squeeze: 2 reps, hold 4 s\n", ""
    )
    dry = program_of(without.format(title="T", intro="I.", step="S.", sessions="2 a week"))
    assert "blood thinners" not in read_back(printed(sheet_of(dry), DAY).pdf).squeezed
    assert squeezed("blood thinners") in on_paper(small()).squeezed


@pytest.mark.parametrize(("sessions", "rests"), [("2-3 a week", True), ("3 a week", True), ("5 a week", False)])
def test_a_day_of_rest_is_asked_for_only_where_a_week_has_room_for_it(sessions: str, rests: bool) -> None:
    text = on_paper(small(sessions=sessions)).squeezed
    assert (squeezed("Leave a day of rest") in text) is rests


@pytest.mark.parametrize("forbidden", ["treat", "diagnos", "cure", "rehab", "prevent", "correct"])
def test_it_promises_nothing(forbidden: str) -> None:
    assert forbidden not in on_paper(small()).squeezed.casefold()


# For ears ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=Print)
def pictured(request: pytest.FixtureRequest) -> ReadBack:
    return on_paper(shipped(), drawings((200, 100), (200, 100)), request.param)


def test_it_declares_itself_accessible_and_is_tagged(pictured: ReadBack) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in pictured.metadata
    assert pictured.says("/MarkInfo", "/Marked") == "True"
    assert pictured.tagged("/Document") and pictured.tagged("/P") and pictured.tagged("/LI")


def test_it_has_a_title_and_a_language(pictured: ReadBack) -> None:
    assert pictured.says("/Lang") == "en"
    assert pictured.says("/ViewerPreferences", "/DisplayDocTitle") == "True"
    assert pictured.reader.metadata is not None and pictured.reader.metadata.title == "Tight psoas"


def test_every_picture_is_told_in_words(pictured: ReadBack) -> None:
    told = [str(figure.get("/Alt", "")) for figure in pictured.tagged("/Figure")]
    assert all(told)
    assert f"QR code of {LINK}" in told
    expected = {f"{shipped().exercise(name).title}, pose {n}" for name in shipped().exercises for n in (1, 2)}
    assert expected <= set(told)


def test_the_bookmarks_are_its_headings(pictured: ReadBack) -> None:
    titles = [shipped().exercise(name).title for name in shipped().exercises]
    assert pictured.bookmarks[:6] == ["Tight psoas", *titles]
    assert {"Your weeks", "When to stop", "Ask a professional first"} <= set(pictured.bookmarks)


def test_the_boxes_to_tick_are_a_table_with_headings(pictured: ReadBack) -> None:
    assert len(pictured.tagged("/TH")) >= 8
    assert len(pictured.tagged("/TD")) >= 6 * 8


def test_the_link_can_be_followed_on_the_screen_too(pictured: ReadBack) -> None:
    assert LINK in pictured.links
    assert not any(link.startswith("#") for link in pictured.links)


def test_without_a_link_there_is_no_code() -> None:
    assert not read_back(printed(sheet_of(small()), DAY).pdf).tagged("/Figure")


def test_another_language_is_said_to_be_one() -> None:
    source = PROGRAM.replace("sessions:", "language: de-AT\nsessions:")
    program = program_of(source.format(title="Hüfte", intro="Für die Hüfte.", step="Strecken.", sessions="2 a week"))
    assert on_paper(program).says("/Lang") == "de-AT"


# For the printer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("shapes", [(), ((200, 100),) * 2, ((100, 140),) * 2, ((200, 100),) * 3])
@pytest.mark.parametrize("name", ["tight-psoas", "tensor-fasciae-latae"])
def test_a_shipped_program_takes_three_pages_at_the_most(
    name: str, shapes: tuple[tuple[int, int], ...], paper: Paper
) -> None:
    made = printed(sheet_of(shipped(name), drawings(*shapes)), DAY, paper=paper, link=LINK)
    assert made.pages <= 3
    assert len(read_back(made.pdf).reader.pages) == made.pages


def test_a_small_program_takes_one() -> None:
    assert printed(sheet_of(small()), DAY, link=LINK).pages == 1


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612, 792))])
def test_the_paper_is_the_one_that_was_asked_for(paper: Paper, size: tuple[float, float]) -> None:
    box = read_back(printed(sheet_of(small()), DAY, paper=paper).pdf).reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.5)


def test_large_print_is_large() -> None:
    """18 points for everything but the foot of the page; step numbers and words alike."""
    sizes = on_paper(shipped(), size=Print.LARGE).font_sizes()
    assert sizes - {14.0} and min(sizes - {14.0}) >= 18.0


def test_standard_print_is_not_small() -> None:
    for name in ("tight-psoas", "tensor-fasciae-latae"):
        assert min(on_paper(shipped(name)).font_sizes()) >= 7.5


def printed_small(**options: object) -> Printed:
    sheet: Sheet = sheet_of(small(), drawings((200, 100)))
    return printed(sheet, DAY, **options)  # type: ignore[arg-type]


def test_the_same_handout_is_the_same_file() -> None:
    assert printed_small(link=LINK) == printed_small(link=LINK)


def test_the_day_stands_at_its_foot_and_in_the_file() -> None:
    read = read_back(printed(sheet_of(small()), date(2024, 2, 29)).pdf)
    assert squeezed("made 29 February 2024 with Unkink") in read.squeezed
    assert read.reader.metadata is not None and str(read.reader.metadata.creation_date).startswith("2024-02-29")


def test_letters_that_no_font_has_are_named() -> None:
    with pytest.raises(NoLettersFor, match="\U0010fffd"):
        printed(sheet_of(small(step="Reach \U0010fffd out.")), DAY)


def test_greek_cyrillic_and_accents_need_no_font_of_the_computer() -> None:
    words = "αβγ Привет ąęłżş Việt “q” – ½"
    assert squeezed(words) in on_paper(small(step=words)).squeezed


def test_an_address_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="QR code"):
        printed_small(link="https://example.org/" + "a" * LONGEST)

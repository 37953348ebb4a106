"""The front matter: YAML, no more of it than a program needs, each value with its place."""

from __future__ import annotations

import pytest
import yaml

from unkink.findings import yaml_tree
from unkink.program.front import read_front_matter


@pytest.fixture(params=["SafeLoader", "CSafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of YAML's readers: the C one is not in every wheel."""
    if not hasattr(yaml, request.param):
        pytest.skip("YAML was built without C")
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
def test_values_know_where_they_stand() -> None:
    read = read_front_matter(["", "---", "title: Hips", "short session: [a, 'b']", "---", "text"])
    (title, hips), (_, names) = read.pairs
    assert (title.text, title.line, title.column) == ("title", 3, 1)
    assert (hips.text, hips.line, hips.column, hips.length) == ("Hips", 3, 8, 4)
    assert [(item.text, item.line, item.column) for item in names.items] == [("a", 4, 17), ("b", 4, 21)]
    assert read.body == 5


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("line", [
    "a: [[[[[[b]]]]]]", "a: " + "[" * 5000, "a: " + "{" * 5000, "? " * 5000, "- " * 5000, "a: &b c", "a: *b", "a: 'b",
    "a: b: c", "\ta: b", "- a", "a", "%YAML " + "9" * 5000, "%TAG a b", "a: !<" + "x" * 5000, "a: \"\\UFFFFFFFF\"",
    "a: \"\\x4\"", "@", "`", "|", "--- a\n--- b", "!!int x", "a: \"\\\nb", "\u00a0", "\ufffe",
])  # fmt: skip
def test_what_is_no_list_of_facts_is_refused_in_words(line: str) -> None:
    (found,) = read_front_matter(["---", *line.split("\n"), "---"]).diagnostics
    assert found.code == "front-matter-yaml"
    assert found.line >= 1 and found.column >= 1

"""The architecture on its page is that of the code."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.unit.pages import DOCS, ROOT, SOURCE, rows_of, text_of
from tests.unit.worked_examples import blocks

ARCHITECTURE = DOCS / "architecture.md"


def layers() -> list[str]:
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one["type"] == "layers")
    return list(contract["layers"])


def block_of(page: Path, kind: str) -> str:
    (text,) = (block.text for block in blocks(text_of(page)) if block.kind == kind)
    return text


def arrows_in_the_diagram() -> set[tuple[str, str]]:
    return set(re.findall(r"^ *(\w+) --> (\w+)$", block_of(ARCHITECTURE, "mermaid"), re.MULTILINE))


def imports_between_folders() -> set[tuple[str, str]]:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    found = set()
    for path in SOURCE.rglob("*.py"):
        folder = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(ast.parse(text_of(path))) if folder in folders else ():
            for name in _imported(node):
                top, _, rest = name.partition(".")
                if top == "unkink" and (target := rest.partition(".")[0]) in folders - {folder}:
                    found.add((folder, target))
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_layers_are_those_of_the_contract() -> None:
    assert block_of(ARCHITECTURE, "layers").strip() == " > ".join(layers())


def test_the_diagram_shows_every_layer_and_points_downwards() -> None:
    order = [*(folder for layer in layers() for folder in layer.split(" | ")), "library"]
    nodes = set(re.findall(r"^ *(\w+)\[", block_of(ARCHITECTURE, "mermaid"), re.MULTILINE))
    assert nodes == set(order)
    assert [
        (upper, lower) for upper, lower in arrows_in_the_diagram() if order.index(upper) >= order.index(lower)
    ] == []


def test_the_diagram_shows_what_really_imports_what() -> None:
    assert arrows_in_the_diagram() == imports_between_folders()


def test_every_folder_of_the_code_is_explained() -> None:
    explained = {row[0].strip("`/") for row in rows_of(ARCHITECTURE)}
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= explained


def test_every_function_that_is_named_exists() -> None:
    for name in re.findall(r"`(unkink(?:\.\w+)+)`", text_of(ARCHITECTURE)):
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function)), name

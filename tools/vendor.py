"""Browser libraries and fonts: fetched from npm once, checked against a pinned hash, kept in the tree.

    python tools/vendor.py            fetch what VENDORED names, verify it, write it and its licence
    python tools/vendor.py --check    without network: every vendored file is the one its record names

The page never loads anything from another host, so what it needs lies beside it. Each folder holds the licence of
every package in it and a ``vendored.json`` that says which file came from where, with its SHA-256.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = Path("src/unkink/site/static/vendor")
TESTS = Path("tests/e2e/vendor")
HANDOUT = Path("src/unkink/export/handout/fonts")
RECORD = "vendored.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package at one version. ``files`` maps a path inside the package to its name in ``folder``."""

    name: str
    version: str
    integrity: str
    licence: str
    folder: Path
    files: tuple[tuple[str, str], ...]
    bundle: Bundle | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """One module with those parts of a package that are used: ``exports`` says which names, by the module they are in.

    It is made by esbuild of exactly one version, so that the same package gives the same bytes.
    """

    name: str
    exports: tuple[tuple[str, str], ...]


ESBUILD = ("esbuild-wasm", "0.28.2")
ESBUILD_INTEGRITY = "sha512-GccVwhv3mmOUVQHCQm2Ox/rby8n/EqUwvZxE6Pjfikrq/lWw9g9WX/u9EykWnpot3Ko6j426DgQdea2xWKIAQA=="

VENDORED = (
    Package(
        name="@picocss/pico",
        version="2.1.1",
        integrity="sha512-kIDugA7Ps4U+2BHxiNHmvgPIQDWPDU4IeU6TNRdvXQM1uZX+FibqDQT2xUOnnO2yq/LUHcwnGlu1hvf4KfXnMg==",
        licence="MIT",
        folder=SITE,
        files=(("css/pico.min.css", "pico.min.css"), ("LICENSE.md", "pico.LICENSE.txt")),
    ),
    Package(
        name="@fontsource-variable/figtree",
        version="5.3.0",
        integrity="sha512-VRVodD7OiG7apQwE8/2fMjaqpY/a0qRJqL5HtYj8CKIVps+9amaFcdfKmDIf7iqYQx6iPLlArVXAfKeIZmVcNQ==",
        licence="OFL-1.1",
        folder=SITE,
        files=(
            ("files/figtree-latin-wght-normal.woff2", "figtree-latin.woff2"),
            ("LICENSE", "figtree.LICENSE.txt"),
        ),
    ),
    Package(
        name="@expo-google-fonts/figtree",  # the same letters as the site's, as files that a typesetter reads
        version="0.4.1",
        integrity="sha512-6IQQddGeR3yZBSwiIjy2kd1gA+5s2esF8JAFw6M1qqU4RUlj4Zxkw9J+gixAtZFgd+QIS875EPHqeYlpaRcCRw==",
        licence="OFL-1.1",
        folder=HANDOUT,
        files=(
            ("400Regular/Figtree_400Regular.ttf", "figtree-400.ttf"),
            ("400Regular_Italic/Figtree_400Regular_Italic.ttf", "figtree-400-italic.ttf"),
            ("600SemiBold/Figtree_600SemiBold.ttf", "figtree-600.ttf"),
            ("800ExtraBold/Figtree_800ExtraBold.ttf", "figtree-800.ttf"),
            ("LICENSE_FONT", "figtree.LICENSE.txt"),
        ),
    ),
    Package(
        name="idb",
        version="8.0.4",
        integrity="sha512-jd0ITCrN+Zah4J7R/Z2jnR3W7A4BXDAjmo62MwWuSjxCiueUAf7X5rbodEdidWzeknwXHmLpdZkoiiCppNi30Q==",
        licence="ISC",
        folder=SITE,
        files=(("build/index.js", "idb.js"), ("LICENSE", "idb.LICENSE.txt")),
    ),
    Package(
        name="three",
        version="0.187.0",
        integrity="sha512-Qiu7R+Cmh8CstZsY1uJOSWnVlfo7ZtNLV7mF8Jltk3LB3AtDu9cRZlcnRKkAk8Y4z6KKw35z7Y7Urd7jWY8etA==",
        licence="MIT",
        folder=SITE,
        files=(("LICENSE", "three.LICENSE.txt"),),
        bundle=Bundle(
            "three.js",
            (
                ("three", "AddEquation, BackSide, BufferAttribute, BufferGeometry, Color, CustomBlending, DoubleSide"),
                ("three", "LessDepth, Matrix4, Mesh, OneFactor, OneMinusSrcAlphaFactor, OrthographicCamera, Scene"),
                ("three", "ShaderMaterial, SkinnedMesh, Vector2, Vector3, Vector4, WebGLRenderer"),
                ("three/examples/jsm/loaders/GLTFLoader.js", "GLTFLoader"),
            ),
        ),
    ),
    Package(
        name="axe-core",
        version="4.11.0",
        integrity="sha512-ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ==",
        licence="MPL-2.0",
        folder=TESTS,
        files=(("axe.min.js", "axe.min.js"), ("LICENSE", "axe.LICENSE.txt")),
    ),
)


class VendorError(Exception):
    """A package or a file is not what its record says; the message names it."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Fetch or check the vendored browser libraries.")
    parser.add_argument("--check", action="store_true", help="verify the files in the tree, without network")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            check()
        else:
            fetch_all()
    except VendorError as error:
        print(f"vendor: {error}", file=sys.stderr)
        return 1
    return 0


def fetch_all() -> None:
    """Write every package's files and, per folder, the record of where they came from."""
    for folder in sorted({package.folder for package in VENDORED}):
        packages = [package for package in VENDORED if package.folder == folder]
        record = [file for package in packages for file in fetch(package)]
        (ROOT / folder / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def fetch(package: Package) -> Iterator[dict[str, str]]:
    """Write the files of one package; yield one line of the record for each.

    Raises:
        VendorError: if npm hands out something else than the pinned hash, or a file is missing from it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        archive = download(package, Path(scratch))
        for inside, name in package.files:
            content = member(archive, f"package/{inside}")
            target = ROOT / package.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            yield line(package, name, inside, content)
        if package.bundle:
            content = bundled(package, package.bundle, archive, Path(scratch))
            (ROOT / package.folder / package.bundle.name).write_bytes(content)
            path = "; ".join(f"{names} from {module}" for module, names in package.bundle.exports)
            yield line(package, package.bundle.name, path, content)


def line(package: Package, name: str, path: str, content: bytes) -> dict[str, str]:
    """What the record says of one file."""
    return {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "package": f"{package.name}@{package.version}",
        "path": path,
        "licence": package.licence,
    }


def bundled(package: Package, bundle: Bundle, archive: Path, scratch: Path) -> bytes:
    """The module, built from the verified package by a verified builder (which runs on Node, on any machine)."""
    name, version = ESBUILD
    builder = download(Package(name, version, ESBUILD_INTEGRITY, "MIT", SITE, ()), scratch / "builder")
    for packed, folder in ((archive, scratch / "node_modules" / package.name), (builder, scratch / "esbuild")):
        with tarfile.open(packed) as files:
            files.extractall(scratch / "unpacked", filter="data")
        folder.parent.mkdir(parents=True, exist_ok=True)
        (scratch / "unpacked" / "package").rename(folder)
    entry = scratch / "entry.js"
    entry.write_text("".join(f'export {{ {names} }} from "{module}";\n' for module, names in bundle.exports))
    flags = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=eof", "--log-level=error"]
    command = ["node", str(scratch / "esbuild" / "bin" / "esbuild"), entry.name, *flags, "--outfile=bundle.js"]
    subprocess.run(command, check=True, cwd=scratch)
    return (scratch / "bundle.js").read_bytes()


def download(package: Package, folder: Path) -> Path:
    """The package as packed by npm, verified."""
    folder.mkdir(exist_ok=True)
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise VendorError(f"{package.name}@{package.version} has hash sha512-{digest}, not {package.integrity}")
    return archive


def member(archive: Path, name: str) -> bytes:
    """The bytes of one file in the archive. Nothing is unpacked by name, so no path in it can escape."""
    with tarfile.open(archive) as files:
        try:
            opened = files.extractfile(name)
        except KeyError:
            opened = None
        if opened is None:
            raise VendorError(f"{archive.name} holds no {name}")
        return opened.read()


def check() -> None:
    """Raise VendorError at the first vendored file that is missing, changed or without a record."""
    for folder in sorted({package.folder for package in VENDORED}):
        record = {line["file"]: line["sha256"] for line in json.loads((ROOT / folder / RECORD).read_bytes())}
        present = {path.name for path in (ROOT / folder).iterdir()} - {RECORD}
        if present != set(record):
            raise VendorError(f"{folder}: these differ from the record: {sorted(present ^ set(record))}")
        for name, digest in record.items():
            if hashlib.sha256((ROOT / folder / name).read_bytes()).hexdigest() != digest:
                raise VendorError(f"{folder / name} is not the file that was vendored")


if __name__ == "__main__":
    sys.exit(main())

"""Write the JSON Schema of an event, beside the code and among the documents, from the code itself."""

from __future__ import annotations

import json
from pathlib import Path

from unkink.wire.json_schema import event_schema

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("src/unkink/wire/event.schema.json", "docs/schemas/event.schema.json")


def schema_text() -> str:
    return json.dumps(event_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for place in PLACES:
        (ROOT / place).write_text(schema_text(), encoding="utf-8")

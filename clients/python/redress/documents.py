"""Documents from files, by the names of their operations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Union

_OPERATION = re.compile(r"^(?:query|mutation|subscription)[ \t]+(\w+)", re.MULTILINE)


def load_documents(folder: Union[str, Path]) -> dict[str, str]:
    """Every `*.graphql` of a folder, each with one named operation: `{"MakeOffer": "mutation MakeOffer…"}`."""
    found: dict[str, str] = {}
    for path in sorted(Path(folder).glob("*.graphql")):
        text = path.read_text(encoding="utf-8")
        names = _OPERATION.findall(text)
        if len(names) != 1:
            raise ValueError(f"{path} has {len(names)} named operations, and not one")
        if names[0] in found:
            raise ValueError(f"{names[0]} is in two files of {folder}")
        found[names[0]] = text
    return found

"""Hashed names for static files, also where one script imports another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """An ``import … from "./other.js";`` comes to name the hashed file, so every script may stay in a cache for good.

    Such a line ends with a semicolon (Django looks for it), and scripts import one another in no circle.
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 20  # one for each step of the longest chain of imports

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001  Django's own signature
        """The address, worked out once: a page has ten of them, and the files stay as they are while we run."""
        known = self.__dict__.setdefault("_known", {})
        if (name, force) not in known:
            known[name, force] = super().url(name, force)
        return str(known[name, force])

"""The one error of this package."""

from __future__ import annotations

from typing import Any, Optional

#: What passes by itself: the same request may succeed later. NETWORK is this package's own: no answer came.
PASSING = frozenset(
    {
        "CONSUMER_TOO_SLOW",
        "GOING_AWAY",
        "INTERNAL_SERVER_ERROR",
        "NETWORK",
        "OVERLOADED",
        "RATE_LIMITED",
        "UNAVAILABLE",
    }
)


class RedressError(Exception):
    """
    Why a request was refused. Programs decide by `code` and `reason`; `str(error)` is for people. `problems` names each field of the
    input that is wrong, `field` is the first of them. `data` is what was answered in spite of the errors.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        status: Optional[int] = None,
        extensions: Optional[dict] = None,
        data: Any = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.extensions = extensions or {}
        self.data = data

    @property
    def reason(self) -> str:
        return self.extensions.get("reason", self.code)

    @property
    def field(self) -> Optional[str]:
        return self.extensions.get("field")

    @property
    def problems(self) -> list:
        return self.extensions.get("problems", [])

    @property
    def retry_after(self) -> Optional[int]:
        """Seconds to wait."""
        return self.extensions.get("retryAfter")

    @property
    def available_at(self) -> Optional[str]:
        return self.extensions.get("availableAt")

    @property
    def request_id(self) -> Optional[str]:
        """To be quoted when you ask about the error."""
        return self.extensions.get("requestId")

    @classmethod
    def of(cls, errors: list, status: Optional[int] = None, data: Any = None) -> "RedressError":
        first = errors[0]
        extensions = first.get("extensions") or {}
        code = extensions.get("code", "INTERNAL_SERVER_ERROR")
        return cls(first.get("message", code), code=code, status=status, extensions=extensions, data=data)

    @classmethod
    def network(cls, cause: Any) -> "RedressError":
        return cls(f"No answer came: {cause}", code="NETWORK")

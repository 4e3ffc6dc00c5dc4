"""Errors as the service tells them: problem+json (RFC 9457), one sentence each."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

from digitpad.errors import DigitpadError

MEDIA_TYPE: Final = "application/problem+json"


class Problem(Exception):  # noqa: N818 (the standard's word)
    """A request that cannot be answered.

    Attributes:
        status: The HTTP status.
        detail: One sentence that says what to do.
        headers: What the answer's head says besides.
    """

    def __init__(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})

    @classmethod
    def of(cls, error: DigitpadError) -> "Problem":
        """What is wrong with a drawing or a picture."""
        return cls(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

    def without_cause(self) -> "Problem":
        """The same, to be kept: what led to it would keep the picture in memory."""
        return Problem(self.status, self.detail, self.headers)

    @property
    def facts(self) -> dict[str, object]:
        """The problem as names and values."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }

    def response(self) -> Response:
        """The problem as an answer."""
        return Response(
            json.dumps(self.facts),
            self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )

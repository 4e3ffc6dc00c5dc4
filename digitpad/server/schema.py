"""The service's OpenAPI: what goes in and what comes out."""

from http import HTTPStatus
from typing import Any, Final

from digitpad.server.problems import MEDIA_TYPE
from digitpad.server.receiving import BYTES, FORM, JSON, MOST_SOURCES, PICTURES

Schema = dict[str, Any]  # as JSON has it

_SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
_DIGIT: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 9}
_SHA256: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_FILE: Final[Schema] = {"type": "string", "format": "binary"}
_STROKES: Final[Schema] = {
    "type": "array",
    "description": "Strokes, each a list of points [x, y], [x, y, ms] or "
    "[x, y, ms, pressure]; any unit, y down.",
    "items": {
        "type": "array",
        "items": {
            "type": "array",
            "items": {"type": "number", "minimum": -1e9, "maximum": 1e9},
            "minItems": 2,
            "maxItems": 4,
        },
    },
}


def _object(required: Schema, **optional: Schema) -> Schema:
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
    }


def _list(items: Schema, **limits: object) -> Schema:
    return {"type": "array", "items": items} | limits


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_DIGIT_FACTS: Final[Schema] = {
    "digit": _DIGIT | {"description": "The best guess, also where it is refused."},
    "is_digit": {"type": "boolean", "description": "False if the ink is refused."},
    "confidence": _SHARE,
    "probabilities": _list(_SHARE, minItems=10, maxItems=10),
    "candidates": _list(_DIGIT),
    "refusal": {"type": "string", "description": "Why the ink is no digit."},
}
_MODEL: Final[Schema] = {"model": _SHA256}
_NUMBER_FACTS: Final[Schema] = {
    "text": {"type": "string", "description": "Lines are joined with a newline."},
    "confidence": _SHARE | {"description": "That all digits are right."},
    "digits": _list(_named("Digit")),
    "boxes": _list(
        _list({"type": "number"}, minItems=4, maxItems=4),
        description="x, y, width, height of each digit, in the source's units.",
    ),
}

_SCHEMAS: Final[dict[str, Schema]] = {
    "Drawing": _object(
        {"strokes": _STROKES},
        pen_width={"type": "number", "minimum": 0, "exclusiveMaximum": 1e6},
        pen_is_down={"type": "boolean"},
    ),
    "Drawings": _object(
        {"drawings": _list(_named("Drawing"), minItems=1, maxItems=MOST_SOURCES)}
    ),
    "Digit": _object(_DIGIT_FACTS),
    "DigitReading": _object(_DIGIT_FACTS | _MODEL),
    "NumberReading": _object(_NUMBER_FACTS | _MODEL),
    "Reading": {
        "oneOf": [
            _object({"kind": {"const": "digit"}} | _DIGIT_FACTS | _MODEL),
            _object({"kind": {"const": "number"}} | _NUMBER_FACTS | _MODEL),
        ]
    },
    "DigitReadings": _object(
        {
            "readings": _list(
                {
                    "oneOf": [
                        _named("Digit"),
                        _object({"problem": _named("Problem")}),
                    ]
                }
            )
        }
        | _MODEL
    ),
    "Model": _object(
        {
            "name": {"type": "string"},
            "sha256": _SHA256,
            "description": {"type": "string"},
            "calibrated": {"type": "boolean"},
            "accuracy": {"type": ["number", "null"]},
            "card": {"type": "object"},
        }
    ),
    "Health": _object(
        {"status": {"const": "ok"}, "version": {"type": "string"}} | _MODEL
    ),
    "Problem": _object(
        {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "A sentence for people."},
        }
    ),
}

_PROBLEMS: Final = {
    HTTPStatus.BAD_REQUEST: "The body is damaged.",
    HTTPStatus.UNAUTHORIZED: "The token is missing or wrong.",
    HTTPStatus.FORBIDDEN: "A page from elsewhere asks.",
    HTTPStatus.REQUEST_TIMEOUT: "The body came too slowly.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "There is too much in the body.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is said to be something else.",
    HTTPStatus.MISDIRECTED_REQUEST: "The service is called by a strange name.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "There is no ink, or none that can be read.",
    HTTPStatus.TOO_MANY_REQUESTS: "This client asks too often.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Too many requests wait already.",
}
_OF_BODIES: Final = (
    HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)  # fmt: skip

ONE: Final[Schema] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _named("Drawing")},
            FORM: {"schema": _object({"file": _FILE})},
            **{kind: {"schema": _FILE} for kind in (*PICTURES, BYTES)},
        },
    }
}
"""The body of a request to read one thing."""

MANY: Final[Schema] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _named("Drawings")},
            FORM: {
                "schema": _object(
                    {"file": _list(_FILE, minItems=1, maxItems=MOST_SOURCES)}
                )
            },
            **{kind: {"schema": _FILE} for kind in (*PICTURES, BYTES)},
        },
    }
}
"""The body of a request to read many."""


def answers(name: str, *, has_body: bool) -> dict[int | str, Schema]:
    """What a path answers: its own schema, and the problems there may be."""
    problems: dict[int | str, Schema] = {
        int(status): {
            "description": description,
            "content": {MEDIA_TYPE: {"schema": _named("Problem")}},
        }
        for status, description in _PROBLEMS.items()
        if has_body or status not in _OF_BODIES
    }
    content = {JSON: {"schema": _named(name)}}
    return {200: {"description": "The answer.", "content": content}, **problems}


def completed(openapi: Schema) -> Schema:
    """FastAPI's description of the paths, with all that they name."""
    components = openapi.setdefault("components", {})
    components["schemas"] = components.get("schemas", {}) | _SCHEMAS
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    openapi["security"] = [{}, {"token": []}]  # a service may do without
    return openapi

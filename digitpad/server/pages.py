"""What people see of the service: the pad as a page, and the paths in words."""

from collections.abc import Awaitable, Callable, Iterable
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Any, Final

from fastapi import FastAPI, Request, Response

_MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_PAGE: Final = "index.html"
_DOCS: Final = "docs.html"

Endpoint = Callable[..., Awaitable[Response]]


def _found() -> dict[str, Traversable]:
    """The files of the page by their paths: no path ever comes from a request."""
    folder = files("digitpad.server") / "web"
    return {
        "/" if file.name == _PAGE else f"/{file.name}": file
        for file in folder.iterdir()
        if file.name.endswith(tuple(_MEDIA_TYPES)) and file.name != _DOCS
    }


_DESCRIBED: Final = "/docs"

OPEN_PATHS: Final = frozenset({*_found(), _DESCRIBED, "/openapi.json"})
"""What needs no token: the page, which asks for it, and what there is to ask."""


def answer_paths(app: FastAPI) -> None:
    """Give the application the page's files, and the paths in words."""
    for path, file in _found().items():
        suffix = file.name[file.name.rindex(".") :]
        endpoint = _serving(file.read_bytes(), _MEDIA_TYPES[suffix])
        app.api_route(path, methods=["GET", "HEAD"], include_in_schema=False)(endpoint)
    app.get(_DESCRIBED, include_in_schema=False, response_class=Response)(_docs)


def _serving(content: bytes, media_type: str) -> Endpoint:
    async def serve() -> Response:
        # Asked again each time, so that another version of Digitpad shows its own.
        headers = {"Cache-Control": "no-cache"}
        return Response(content, media_type=media_type, headers=headers)

    return serve


async def _docs(request: Request) -> Response:
    """The paths in words, made of the same description as /openapi.json."""
    openapi = request.app.openapi()
    page = Template((files("digitpad.server") / "web" / _DOCS).read_text("utf-8"))
    described = "".join(
        _described(path, method, facts)
        for path, methods in openapi["paths"].items()
        for method, facts in methods.items()
    )
    schemas = "".join(
        f'<tr id="{escape(name)}"><td><code>{escape(name)}</code>'
        f"<td>{_schema_in_words(facts)}"
        for name, facts in openapi["components"]["schemas"].items()
    )
    content = page.substitute(
        version=escape(openapi["info"]["version"]), paths=described, schemas=schemas
    )
    return Response(content, media_type=_MEDIA_TYPES[".html"])


def _described(path: str, method: str, facts: dict[str, Any]) -> str:
    body = facts.get("requestBody", {}).get("content", {})
    takes = _rows(
        (_schema_in_words(each["schema"]), f"<code>{escape(kind)}</code>")
        for kind, each in body.items()
    )
    answers = "".join(
        f"<tr><td>{status}<td>{escape(each['description'])} {_content_in_words(each)}"
        for status, each in facts["responses"].items()
    )
    return (
        f"<section><h2><code>{method.upper()} {escape(path)}</code></h2>"
        f"<p>{escape(facts['summary'])}. {escape(facts.get('description', ''))}</p>"
        + (f"<h3>It takes</h3><table>{takes}</table>" if takes else "")
        + f"<h3>It answers</h3><table>{answers}</table></section>"
    )


def _rows(described: Iterable[tuple[str, str]]) -> str:
    """A row for each description, with all names that have it."""
    names: dict[str, list[str]] = {}
    for description, name in described:
        names.setdefault(description, []).append(name)
    return "".join(
        f"<tr><td>{'<br>'.join(those)}<td>{description}"
        for description, those in names.items()
    )


def _content_in_words(answer: dict[str, Any]) -> str:
    contents = answer.get("content", {}).values()
    return "".join(
        _schema_in_words(each["schema"]) for each in contents if each.get("schema")
    )


def _schema_in_words(schema: dict[str, Any]) -> str:
    if name := schema.get("$ref"):
        short = escape(name.rpartition("/")[2])
        return f'<a href="#{short}">{short}</a>'
    if either := schema.get("oneOf"):
        return " or ".join(map(_schema_in_words, either))
    if "properties" in schema:
        required = schema.get("required", ())
        return "<br>".join(
            f"<code>{escape(name)}</code>{'' if name in required else ' (optional)'}: "
            f"{_schema_in_words(each)}"
            for name, each in schema["properties"].items()
        )
    return escape(_kind_in_words(schema)) + (
        f" {_schema_in_words(schema['items'])}" if "items" in schema else ""
    )


def _kind_in_words(schema: dict[str, Any]) -> str:
    if "const" in schema:
        return f'"{schema["const"]}"'
    kinds = schema.get("type", "anything")
    kind = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    kind = {"array": "list of"}.get(kind, kind)
    if schema.get("format") == "binary":
        kind = "a file's bytes"
    if "minimum" in schema and "maximum" in schema:
        kind += f", {schema['minimum']:g} to {schema['maximum']:g}"
    return f"{kind}. {schema['description']}" if "description" in schema else kind

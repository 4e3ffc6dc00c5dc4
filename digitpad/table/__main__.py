"""`python -m digitpad.table`: what to read comes in as JSON, rows go out, one a line.

In: {"paths": [...], "several": false}. Out: {"files": 3} first, then
{"done": 1, "row": [...]} for each row, or {"problem": "..."} if no model can be used.
"""

import json
import sys
from pathlib import Path

from digitpad.errors import DigitpadError
from digitpad.recognizer import Recognizer
from digitpad.table.reading import files_of, read_files


def main() -> int:
    """Answer one request.

    Returns:
        The exit status.
    """
    request = json.load(sys.stdin)
    files = files_of([Path(path) for path in request["paths"]])
    _tell(f'{{"files": {len(files)}}}')
    try:
        recognizer = Recognizer.load()
    except DigitpadError as error:
        _tell(json.dumps({"problem": str(error)}))
        return 1
    for done, rows in read_files(recognizer, files, several=request["several"]):
        lines = (f'{{"done": {done}, "row": {row.to_line()}}}' for row in rows)
        _tell("\n".join(lines))
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (what it is for)


if __name__ == "__main__":
    sys.exit(main())

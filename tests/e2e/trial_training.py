"""The training program itself, on a few images: a trial takes seconds, not minutes."""

import sys

from training.__main__ import main

sys.argv += ["--limit", "300"]
sys.exit(main())

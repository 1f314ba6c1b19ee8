"""`python -m offconv_gui`: the window."""

from __future__ import annotations

import sys

from offconv_gui.app import main

sys.exit(main())

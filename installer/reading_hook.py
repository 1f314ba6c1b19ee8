"""What a frozen program does first: where it was started to read a file apart, it does that and no more.

PyInstaller runs this before the program's own script, and so before the window's libraries are loaded.
"""

from __future__ import annotations

import sys

if sys.argv[1:] == ["--read-apart"]:
    from offconv_gui.io.apart.reading_process import main

    main()

"""OffConv: prepare offline-conversion uploads for Microsoft Advertising."""

__version__ = "0.1.0"

RELEASES_PAGE = ""
"""Where new versions are told of, for a person to look at in a browser; "" where it is published nowhere.

The one place that says so. What is released is told by the builder: `OFFCONV_RELEASES_PAGE` of
`installer/build.py`. The program itself never asks.
"""

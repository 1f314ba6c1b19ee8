"""OffConv: prepare offline-conversion uploads for Microsoft Advertising."""

__version__ = "0.1.0"

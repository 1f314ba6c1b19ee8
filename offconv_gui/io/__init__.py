"""Files in and out: bytes to grids, documents to upload files. Knows the core, not Qt."""

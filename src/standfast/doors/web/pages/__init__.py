"""One file for each page, or for pages of one shape."""

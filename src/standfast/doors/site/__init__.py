"""The site: the pages as plain files, with the whole app beside them for the visitor's own browser to run."""

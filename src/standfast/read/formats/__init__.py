"""One file for each format; a new one is found by being here. Each offers READER and the tests' SAMPLES."""

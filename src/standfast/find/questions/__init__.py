"""One file for each question asked of a message; a new one is found by being here. Each offers QUESTION, HITS and NEAR_MISSES."""

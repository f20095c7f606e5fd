"""One file for each kind of ZIP that people download or are sent: found by its folder, known by what is inside."""

"""``python -m standfast``."""

from standfast.doors.cli import main

main()

"""Draws the pages for the README: ``python -m tools.page_pictures``. Needs Chromium; the message is the invented one in examples."""

from __future__ import annotations

import threading
import time
from datetime import datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from standfast.doors.web import OneNotebook, Place, create
from standfast.knowledge import home
from tools.browsers import chromium

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NIGHT = datetime(2026, 11, 24, 23, 40)
PHONE, LAPTOP = (390, 844), (1280, 860)


def main() -> None:
    server = uvicorn.Server(
        uvicorn.Config(create(Place(home("GB-derbyshire"), OneNotebook(), lambda: NIGHT)), port=0, log_level="warning")
    )
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        for name, size, scheme in (
            ("home-phone", PHONE, "dark"),
            ("steps-phone", PHONE, "light"),
            ("plan-laptop", LAPTOP, "light"),
            ("message-laptop", LAPTOP, "light"),
        ):
            page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
            _open(page, f"http://127.0.0.1:{port}/", name)
            page.screenshot(path=PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")
        browser.close()
    server.should_exit = True


def _open(page: Page, base: str, name: str) -> None:
    if name == "message-laptop":
        page.goto(base + "n2.html")
        page.fill("#message", (ROOT / "examples" / "contact-threat.txt").read_text("utf-8"))
        page.click("main form button")
    else:
        page.goto(base + {"home-phone": "index.html", "steps-phone": "n1.html", "plan-laptop": "n9.html"}[name])


if __name__ == "__main__":
    main()

"""Real Chromium, the real app on loopback, and a built site in a real nginx."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from running import app_running, build_site
from seeing import Place
from tools import browsers, hosts

HERE = Path(__file__).resolve().parent
BUILDS_WITHIN = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.name))


def needed(find: Callable[[], str]) -> str:
    """What ``find`` finds; where it is missing a loud skip, and a failure in CI."""
    try:
        return find()
    except browsers.Missing as why:
        if os.environ.get("CI"):
            pytest.fail(f"the browser tests cannot run: {why}")
        pytest.skip(f"THE BROWSER TESTS WERE LEFT OUT: {why}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = needed(browsers.chromium)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_text() -> str:
    return needed(browsers.axe)


@pytest.fixture(scope="session")
def app() -> Iterator[Place]:
    """``standfast app`` on loopback, with its locks."""
    with app_running() as place:
        yield place


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a home as files, built once, whichever worker of pytest comes first."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    out, turn = shared / "built-site", shared / "building-site"
    try:
        turn.mkdir()
    except FileExistsError:
        until = time.monotonic() + BUILDS_WITHIN
        while not (turn / "done").exists() and time.monotonic() < until:
            time.sleep(0.2)
    else:
        build_site(out)
        (turn / "done").touch()
    return out


@pytest.fixture(scope="session")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The built site under /help/notes/ of a real nginx, with the example of docs/hosting."""
    needed(browsers.nginx)
    with hosts.nginx(built, tmp_path_factory.mktemp("nginx")) as host:
        yield Place("site", host.base, lambda: host.base)


@pytest.fixture(params=["computer", "site"])
def place(request: pytest.FixtureRequest) -> Place:
    return request.getfixturevalue({"computer": "app", "site": "site"}[request.param])

"""The locks of ``standfast app``, tried on the real server: loopback keeps nobody out by itself."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from knocking import LINK, Browser, Running, running
from starlette.requests import Request

from standfast.doors.web.guard import ALWAYS
from standfast.doors.web.notebook import Notebook
from standfast.doors.web.sessions import IDLE, Sessions

TYPED = "Send 300 in gift cards by noon or everyone sees it."
SUBJECT = ("standfast", "blackmail", "threat", "fake", "police", "samaritans", "child", "picture")
MARKS_OF_CROSS_ORIGIN = "access-control-"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("person")) as one:
        yield one


@pytest.fixture(scope="module")
def browser(server: Running) -> Browser:
    return server.enter()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server for a test that ends its session."""
    with running(tmp_path) as one:
        yield one


def closed(answer: object) -> bool:
    """Whether the answer is the page that says nothing."""
    text = answer.text.lower()  # type: ignore[attr-defined]
    return "this page is closed." in text and not any(word in text for word in SUBJECT)


# == Who may knock


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", "127.0.0.2:{port}",
     "localhost:{port}.evil.example", "[::1]:{port}", "0.0.0.0:{port}", "127.0.0.1:{port}@evil.example", "LOCALHOST:{port}", "127.1:{port}"],
)  # fmt: skip
def test_a_name_that_was_bent_to_this_machine_gets_nothing_even_with_the_session(browser: Browser, host: str):
    answer = browser.get("/", Host=host.format(port=browser.running.port))
    assert answer.status == 421 and closed(answer)


def test_a_name_that_was_bent_to_this_machine_cannot_use_up_the_key(own: Running):
    assert own.knock("GET", f"/?key={own.key}", {"Host": f"evil.example:{own.port}"}).status == 421
    assert own.enter().get("/").status == 200


def test_a_request_without_a_host_is_refused(browser: Browser):
    with socket.create_connection(("127.0.0.1", browser.running.port)) as line:
        line.sendall(f"GET / HTTP/1.0\r\nCookie: {browser.cookie}\r\n\r\n".encode())
        assert line.recv(64).startswith(b"HTTP/1.1 421")


def test_two_hosts_in_one_request_are_refused(browser: Browser):
    with socket.create_connection(("127.0.0.1", browser.running.port)) as line:
        hosts = f"Host: 127.0.0.1:{browser.running.port}\r\nHost: evil.example\r\n"
        line.sendall(f"GET / HTTP/1.1\r\n{hosts}Cookie: {browser.cookie}\r\n\r\n".encode())
        assert line.recv(64).startswith(b"HTTP/1.1 400")


def test_both_names_of_this_machine_are_taken(browser: Browser):
    assert browser.get("/").status == 200
    assert browser.get("/", Host=f"localhost:{browser.running.port}").status == 200


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the table of open ports that Linux keeps")
def test_the_port_is_open_on_loopback_alone(server: Running):
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{server.port:04X}")]
    assert listening == [f"0100007F:{server.port:04X}"]
    with pytest.raises(ConnectionRefusedError), socket.socket() as line:
        line.connect(("127.0.0.2", server.port))


# == The key


def test_the_key_opens_once_and_leaves_the_address(own: Running):
    first = own.knock("GET", f"/?key={own.key}")
    assert (first.status, first.headers["location"]) == (303, "/")
    assert closed(own.knock("GET", f"/?key={own.key}")), "the second one gets nothing"


def test_the_cookie_is_for_this_server_alone_and_out_of_reach_of_scripts(own: Running):
    name, *rest = own.knock("GET", f"/?key={own.key}").headers["set-cookie"].split("; ")
    assert name.startswith(f"notes-{own.port}=") and len(name.partition("=")[2]) >= 43
    assert {one.lower() for one in rest} == {"httponly", "path=/", "samesite=strict"}, "no Domain, and gone when the browser closes"


@pytest.mark.parametrize("key", ["", "x", "%00", "%ff", "é", "../", "{key}x", "x" * 20_000])
def test_a_wrong_key_gets_nothing_and_does_not_spoil_the_right_one(server: Running, browser: Browser, key: str):
    answer = server.knock("GET", "/?key=" + key.format(key=server.key).replace("é", "%C3%A9"))
    assert answer.status == 403 and closed(answer) and "set-cookie" not in answer.headers


def test_a_look_ahead_does_not_use_the_key_up(own: Running):
    assert own.knock("HEAD", f"/?key={own.key}").status == 403
    assert own.knock("POST", f"/?key={own.key}", {"Sec-Fetch-Site": "same-origin"}).status == 403
    assert own.knock("GET", f"/n1.html?key={own.key}").status == 403
    assert own.enter().get("/").status == 200


def test_the_used_link_leads_somebody_who_is_in_to_the_first_page(server: Running, browser: Browser):
    answer = browser.get(f"/?key={server.key}", **{"Sec-Fetch-Site": "none"})
    assert (answer.status, answer.headers["location"]) == (303, "/") and "set-cookie" not in answer.headers


def test_one_key_opens_one_session_however_many_try_at_once():
    sessions = Sessions(lambda: 0.0)
    key = sessions.new_key()
    assert [bool(sessions.exchange(one)) for one in (key, key, "", key)] == [True, False, False, False]


# == Without a session


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/n1.html", "/n2.html", "/n10.html", "/a/page.js", "/a/early.js", "/a/home.css", "/a/", "/stay",
     "/nothing", "/docs", "/openapi.json", "/a/../n1.html", "//n1.html", "/n1.html/", "/%6e1.html"],
)  # fmt: skip
@pytest.mark.parametrize("cookie", ["", "notes-{port}=", "notes-{port}=x", "notes=x", "notes-{port}={key}"])
def test_another_user_of_this_machine_gets_nothing(server: Running, browser: Browser, path: str, cookie: str):
    answer = server.knock("GET", path, {"Cookie": cookie.format(port=server.port, key=server.key)})
    assert answer.status == 403 and closed(answer) and "set-cookie" not in answer.headers


def test_somebody_who_got_a_later_key_finds_an_empty_notebook_and_not_the_other_one():
    sessions = Sessions(lambda: 0.0)
    first, second = (asking(sessions, sessions.exchange(sessions.new_key())) for _ in range(2))
    sessions.put(first, Notebook(message=TYPED))
    assert sessions.of(first).message == TYPED and sessions.of(second) == Notebook()
    sessions.forget(second)
    assert sessions.of(first).message == TYPED, "and leaving ends their own session alone"


def test_an_answer_that_comes_after_leaving_is_not_kept():
    sessions = Sessions(lambda: 0.0)
    one = asking(sessions, sessions.exchange(sessions.new_key()))
    sessions.forget(one)
    sessions.put(one, Notebook(message=TYPED))
    assert sessions.of(one) == Notebook()


def asking(sessions: Sessions, secret: str) -> Request:
    return Request({"type": "http", "headers": [(b"cookie", f"{sessions.cookie}={secret}".encode())]})


def test_the_neutral_page_is_open_to_all_and_says_nothing(server: Running):
    answer = server.knock("GET", "/away.html")
    assert answer.status == 200 and "<title>Notes</title>" in answer.text
    assert not any(word in answer.text.lower() for word in SUBJECT)


# == Where a request comes from


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, cross-site"])
@pytest.mark.parametrize("path", ["/n2.html", "/n8.html", "/stay", "/away.html", "/"])
def test_a_post_from_another_page_is_refused_though_the_cookie_came_along(browser: Browser, path: str, site: str):
    answer = browser.post(path, "message=x", **{"Sec-Fetch-Site": site, "Origin": "http://evil.example"})
    assert answer.status == 403 and closed(answer)


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:{port}",
                                    "http://localhost:{port}", "http://127.0.0.1:{port}.evil.example"])  # fmt: skip
def test_an_older_browser_must_say_our_origin_to_the_letter(browser: Browser, origin: str):
    told = {"Sec-Fetch-Site": "", "Origin": origin.format(port=browser.running.port)}
    assert browser.post("/n8.html", "q=0&go=skip", **told).status == 403


def test_an_older_browser_that_says_our_origin_is_let_in(browser: Browser):
    told = {"Sec-Fetch-Site": "", "Origin": f"http://127.0.0.1:{browser.running.port}"}
    assert browser.post("/n8.html", "q=0&go=skip", **told).status == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/n1.html", "/a/page.js", "/a/look.css", "/away.html", "/index.html"])
def test_a_page_of_another_port_cannot_ask_for_ours(browser: Browser, path: str, site: str):
    answer = browser.get(path, **{"Sec-Fetch-Site": site})
    assert answer.status == 403 and closed(answer) and "clear-site-data" not in answer.headers
    assert browser.get("/").status == 200, "nor end the session"


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_other_methods_are_refused(browser: Browser, method: str):
    more = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST", "Cookie": browser.cookie}
    answer = browser.running.knock(method, "/n2.html", more)
    assert answer.status == 405 and closed(answer)


# == What every answer carries


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("GET", "/", {}, 200),
        ("HEAD", "/", {}, 200),
        ("GET", "/n1.html", {}, 200),
        ("GET", "/n1.es.html", {}, 200),
        ("GET", "/a/look.css", {}, 200),
        ("GET", "/a/page.js", {}, 200),
        ("GET", "/a/art/blank.svg", {}, 200),
        ("GET", "/nothing", {}, 404),
        ("GET", "/a/nothing.js", {}, 404),
        ("POST", "/", {}, 405),
        ("POST", "/n1.html", {}, 405),
        ("PUT", "/", {}, 405),
        ("POST", "/n2.html", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", "/", {"Cookie": ""}, 403),
        ("GET", "/", {"Host": "evil.example"}, 421),
        ("POST", "/stay", {}, 204),
        ("POST", "/n8.html", {"Content-Type": "application/x-www-form-urlencoded"}, 303),
        ("POST", "/n2.html", {"Content-Type": "text/plain"}, 400),
        ("GET", "/?key=wrong", {"Cookie": ""}, 403),
        ("GET", "/n1.html?lang=%3Cscript%3E", {}, 200),
    ],
)
def test_every_answer_carries_every_header(browser: Browser, method: str, path: str, more: dict[str, str], status: int):
    headers = {"Cookie": browser.cookie, "Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"} | more
    answer = browser.running.knock(method, path, headers)
    assert answer.status == status
    for name, value in ALWAYS.items():
        assert [one for key, one in answer.pairs if key == name] == [value], name
    assert not [name for name in answer.headers if name.startswith(MARKS_OF_CROSS_ORIGIN)], "no CORS"
    assert not {"server", "etag", "last-modified", "x-powered-by"} & set(answer.headers)


def test_the_policy_lets_no_script_but_ours_run():
    policy = ALWAYS["content-security-policy"]
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert all(
        f"{rule};" in policy + ";" for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
    )


def test_a_head_says_what_a_get_would_say_without_the_page(browser: Browser):
    head = browser.running.knock("HEAD", "/", {"Cookie": browser.cookie})
    assert head.body == b"" and int(head.headers["content-length"]) == len(browser.get("/").body)


# == Files that are not pages


@pytest.mark.parametrize(
    "path",
    ["/a/../../etc/passwd", "/a/%2e%2e/%2e%2e/etc/passwd", "/a/..%2f..%2fapp.py", "/a/../app.py", "/a/%2e%2e/app.py", "/a/..\\app.py",
     "/a/%2e%2e%5capp.py", "/a//etc/passwd", "/a/%2fetc%2fpasswd", "/a/art/../../app.py", "/../app.py", "/a/look.css%00.js", "/a/./look.css",
     "/a/....//app.py", "/a/%252e%252e/app.py", "/templates/layout.html", "/guard.py", "/a/page.js/", "/a/" + "../" * 40 + "etc/passwd"],
)  # fmt: skip
def test_no_path_leads_out_of_the_assets(browser: Browser, path: str):
    answer = browser.get(path)
    assert answer.status == 404 and "root:" not in answer.text and "import" not in answer.text


@pytest.mark.parametrize("path", ["/a", "/a/", "/a/art", "/a/art/", "/a/.", "/a/art/.."])
def test_no_folder_is_listed(browser: Browser, path: str):
    answer = browser.get(path)
    assert answer.status in {404, 307} and ".svg" not in answer.text.replace("blank.svg", "") and ".js" not in answer.text


def test_an_absolute_address_in_the_request_line_reaches_no_other_place(browser: Browser):
    answer = browser.get("http://evil.example/n1.html")
    assert answer.status == 404 and closed(answer) is False


# == Leaving


def test_leaving_forgets_and_the_same_address_gives_nothing(own: Running):
    one = own.enter()
    assert one.post("/n2.html", f"message={TYPED}").status in {303, 422}
    assert TYPED in one.get("/n2.html").text
    gone = one.get("/away.html")
    assert gone.status == 200 and TYPED not in gone.text
    assert gone.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert any(name == "set-cookie" and value.startswith(f"notes-{own.port}=;") and "Max-Age=0" in value for name, value in gone.pairs)
    for path in ("/n2.html", "/", "/n10.html"):
        back = one.get(path)
        assert back.status == 403 and closed(back), "Back, with the cookie of before"


def test_who_left_can_come_back_by_the_link_in_the_terminal_and_finds_nothing_of_before(own: Running):
    one = own.enter()
    one.post("/n2.html", f"message={TYPED}")
    one.get("/away.html")
    port, key = own.next_link()
    assert port == own.port and key != own.key
    back = own.enter(key)
    assert back.cookie != one.cookie
    assert back.get("/n2.html").status == 200 and TYPED not in back.get("/n2.html").text


def test_leaving_twice_prints_one_link(own: Running):
    one = own.enter()
    one.get("/away.html")
    one.get("/away.html")
    own.knock("GET", "/away.html")
    assert own.prints_a_link(5) and not own.prints_a_link(1)


# == Idle


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_session_that_nobody_used_for_a_quarter_of_an_hour_is_forgotten():
    clock, told = Clock(), list[str]()
    sessions = Sessions(clock, closed=lambda: told.append("closed"))
    secret = sessions.exchange(sessions.new_key())
    clock.now += IDLE
    sessions.forget_idle()
    assert sessions.is_open(secret), "and asking began the time anew"
    clock.now += IDLE
    assert sessions.is_open(secret) and told == []
    clock.now += IDLE + 1
    sessions.forget_idle()
    assert told == ["closed"]
    assert not sessions.is_open(secret)


def test_idle_notes_are_dropped_though_nobody_asks_for_a_page(tmp_path: Path):
    with running(tmp_path, idle=1.0) as server:
        one = server.enter()
        assert one.get("/").status == 200
        assert server.prints_a_link(10), "the terminal says how to come back"
        assert closed(one.get("/"))


def test_a_sign_of_life_keeps_the_session_and_a_refused_request_does_not(tmp_path: Path):
    with running(tmp_path, idle=1.5) as server:
        one = server.enter()
        for _ in range(4):
            time.sleep(0.6)
            assert one.post("/stay").status == 204
        until = time.monotonic() + 3
        while time.monotonic() < until:
            one.post("/stay", **{"Sec-Fetch-Site": "cross-site"})
            one.get("/stay", Host="evil.example")
            time.sleep(0.2)
        assert closed(one.get("/"))


def test_a_sign_of_life_without_a_session_is_refused(server: Running):
    assert server.knock("POST", "/stay", {"Sec-Fetch-Site": "same-origin"}).status == 403


def test_only_a_few_sessions_are_held_and_the_one_unused_longest_makes_room():
    clock = Clock()
    sessions = Sessions(clock)
    secrets = list[str]()
    for _ in range(9):
        clock.now += 1
        secrets.append(sessions.exchange(sessions.new_key()))
        assert sessions.is_open(secrets[0])
    assert [sessions.is_open(one) for one in secrets] == [True, False] + [True] * 7


# == Starting and stopping


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_prints_nothing_of_what_was_entered(tmp_path: Path, sign: signal.Signals):
    with running(tmp_path) as server:
        one = server.enter()
        one.post("/n2.html", f"message={TYPED}")
        one.get("/n1.html")
        server.process.send_signal(sign)
        assert server.process.wait(10) == 0
        time.sleep(0.2)
        rest = list(server._lines.queue)
    assert [LINK.search(line) is not None or "Ctrl+C" in line for line in server.printed + rest] == [True, True], "no log, no traceback"
    assert list(tmp_path.iterdir()) == [], "and no file was written"


def test_it_stops_though_a_line_is_held_open(tmp_path: Path):
    with running(tmp_path) as server, socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: ")
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15) == 0


def test_the_browser_is_given_the_one_time_link_and_may_hold_on_to_the_terminal(tmp_path: Path):
    """A browser for the terminal ends only when it is closed; the server answers it all the same."""
    taken = tmp_path / "taken"
    script = tmp_path / "browse"
    script.write_text(f'#!/bin/sh\necho "$1" > {taken}\nexec sleep 6\n')
    script.chmod(0o700)
    with running(tmp_path, browser=f"{script} %s") as server:
        started = time.monotonic()
        assert server.enter().get("/").status == 200
        assert time.monotonic() - started < 4
        assert taken.read_text().strip().endswith(f"/?key={server.key}")


def test_a_port_that_is_taken_is_said_in_plain_words(server: Running, tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "standfast", "app", "--no-browser", "--port", str(server.port)],
        capture_output=True, text=True, cwd=tmp_path, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2 and str(server.port) in done.stdout and "Traceback" not in done.stdout + done.stderr


def test_half_a_request_and_a_crowd_of_silent_lines_hold_nobody_up(browser: Browser):
    lines = [socket.create_connection(("127.0.0.1", browser.running.port)) for _ in range(200)]
    for line in lines:
        line.sendall(b"POST /n2.html HTTP/1.1\r\nContent-Le")
    started = time.monotonic()
    assert browser.get("/").status == 200
    assert time.monotonic() - started < 5
    for line in lines:
        line.close()


def test_what_is_no_request_at_all_is_refused_and_the_server_lives_on(browser: Browser):
    with socket.create_connection(("127.0.0.1", browser.running.port)) as line:
        line.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200)
        assert line.recv(64).startswith(b"HTTP/1.1 400")
    assert browser.get("/").status == 200


def test_a_web_socket_is_not_opened(browser: Browser):
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert browser.get("/n1.html", **upgrade).status == 200

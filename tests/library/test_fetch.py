"""Fetching: bounded, checked at every hop, archived with its time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sayso.errors import FetchError
from sayso.library import Library, add_sources
from sayso.library import fetch as module
from sayso.library.fetch import fetch


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/loop"):
            self._answer(302, b"", location="/loop")
        elif self.path == "/moved":
            self._answer(301, b"", location="/page")
        elif self.path == "/page":
            self._answer(200, b"The locks will not be sold.", kind="text/plain")
        elif self.path == "/big":
            self._answer(200, b"x" * 5000, kind="text/plain")
        else:
            self._answer(404, b"")

    def _answer(self, code: int, body: bytes, *, location: str | None = None, kind: str = "text/html") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def test_a_redirect_is_followed_and_remembered(server: str) -> None:
    found = fetch(f"{server}/moved", allow_private=True)
    assert (found.data, found.final_url, found.media_type) == (
        b"The locks will not be sold.",
        f"{server}/page",
        "text/plain",
    )
    assert found.retrieved.endswith("+00:00")


@pytest.mark.parametrize(
    ("path", "message"), [("/loop", "redirects more than"), ("/none", "answered 404"), ("/big", "is larger than")]
)
def test_bounds(server: str, path: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(FetchError, match=message):
        fetch(server + path, allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://[::1]/",
        "http://10.0.0.7/",
        "http://169.254.169.254/latest",
        "http://[::ffff:10.0.0.1]/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="private address"):
        fetch(url)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "http:///x"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        fetch(url)


def test_what_is_fetched_is_archived_and_indexed(server: str, tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as library:
        library.update()
        report = add_sources(library, [f"{server}/page", f"{server}/none"], allow_private=True)
        assert report.brought == ("fetched/127.0.0.1-page.txt",)
        assert len(report.failed) == 1
        library.update()
        source = library.documents()[0]
        assert source.origin.retrieved is not None
        assert library.document(source.id).text == "The locks will not be sold."

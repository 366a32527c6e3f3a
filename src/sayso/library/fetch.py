"""Fetching an address that the user names: bounded in time, size and redirects, and never into a private network.

Only this module opens a connection, and only `sayso add` calls it. Every hop is checked before it is followed: the host's
addresses are looked up first and all of them must be public, unless the user allows private ones.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

import msgspec

from sayso.errors import FetchError

__all__ = ["Fetched", "fetch", "file_name"]

MOST_BYTES = 64 << 20
MOST_REDIRECTS = 5
SECONDS = 30.0
_REDIRECTS = (301, 302, 303, 307, 308)
_SUFFIX = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md",
           "text/vtt": ".vtt", "application/x-subrip": ".srt",
           "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx"}  # fmt: skip


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """The raw bytes of an address, where they really came from, and when (UTC, ISO 8601)."""

    url: str
    final_url: str
    retrieved: str
    media_type: str | None
    data: bytes


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """Fetch one http or https address.

    Raises `FetchError` for any other scheme, a private address, too many redirects, more than 64 MB, a status other
    than 200, or a server that does not answer in 30 seconds.
    """
    import httpx2

    address = url
    try:
        # No proxies or credentials from the environment: what was checked is what is asked.
        with httpx2.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
            for _ in range(MOST_REDIRECTS + 1):
                _refuse(address, url, allow_private)
                with client.stream(
                    "GET", address, headers={"User-Agent": "sayso (+source archiving on request)"}
                ) as answer:
                    if answer.status_code in _REDIRECTS and "location" in answer.headers:
                        address = urljoin(address, answer.headers["location"])
                        continue
                    if answer.status_code != 200:
                        raise FetchError(f"{url}: the server answered {answer.status_code}; check the address")
                    data = bytearray()
                    for chunk in answer.iter_bytes():
                        data += chunk
                        if len(data) > MOST_BYTES:
                            raise FetchError(
                                f"{url}: is larger than {MOST_BYTES >> 20} MB; download it and add the file"
                            )
                    media_type = answer.headers.get("content-type", "").split(";")[0].strip().lower() or None
                    now = datetime.now(UTC).isoformat(timespec="seconds")
                    return Fetched(url=url, final_url=address, retrieved=now, media_type=media_type, data=bytes(data))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        raise FetchError(f"{url}: cannot be fetched ({error or type(error).__name__})") from error
    raise FetchError(f"{url}: redirects more than {MOST_REDIRECTS} times")


def _refuse(address: str, asked: str, allow_private: bool) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{asked}: only http and https addresses can be fetched")
    if allow_private:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{asked}: the host {parts.hostname!r} is not known ({error})") from error
    for entry in found:
        ip = ipaddress.ip_address(str(entry[4][0]).split("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None)
        if not (mapped or ip).is_global:
            raise FetchError(f"{asked}: leads to the private address {ip}; allow that with --allow-private")


def file_name(fetched: Fetched) -> str:
    """A name for the archived bytes: host and path, made plain, with the suffix that the content has."""
    parts = urlsplit(fetched.final_url)
    stem = (
        re.sub(r"[^\w.-]+", "-", f"{parts.hostname or ''}{PurePosixPath(parts.path or '/')}").strip("-.")[:120]
        or "page"
    )
    suffix = _SUFFIX.get(fetched.media_type or "")
    if suffix and not stem.endswith(suffix):
        stem = re.sub(r"\.(?:html?|php|aspx?|txt)$", "", stem) + suffix
    return stem if PurePosixPath(stem).suffix else stem + ".html"

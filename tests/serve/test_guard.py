import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from kroniek.serve.guard import Guard

PORT = 7654


@pytest.fixture
def client() -> TestClient:
    return TestClient(Guard(PlainTextResponse("secret"), PORT), f"http://127.0.0.1:{PORT}")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:7654", "localhost:7654", "LOCALHOST:7654", "[::1]:7654"]
)
def test_loopback_names_with_our_port_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).text == "secret"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:7654",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost.:7654",
        "localhost.evil.example:7654",
        "127.0.0.1:7654@evil.example",
        "0.0.0.0:7654",
        "2130706433:7654",
        "[::ffff:127.0.0.1]:7654",
        "",
    ],
)
def test_any_other_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})

    assert answer.status_code == 421
    assert "secret" not in answer.text


def test_two_host_headers_are_refused() -> None:
    headers = Headers(raw=[(b"host", b"127.0.0.1:7654"), (b"host", b"evil.example")])

    refused = Guard(PlainTextResponse("secret"), PORT).refusal("GET", headers)

    assert refused is not None
    assert refused[0] == 421


@pytest.mark.parametrize(
    "origin",
    ["null", "http://evil.example", "https://127.0.0.1:7654", "http://127.0.0.1:7655", ""],
)
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    assert client.get("/", headers={"origin": origin}).status_code == 403


def test_our_own_origin_is_answered(client: TestClient) -> None:
    assert client.get("/", headers={"origin": f"http://localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize("mode", ["no-cors", "cors", "same-origin"])
def test_another_site_can_not_embed_or_fetch(client: TestClient, mode: str) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode}

    assert client.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_another_port_of_this_computer_is_another_site(client: TestClient, site: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}

    assert client.get("/links.js", headers=headers).status_code == 403


@pytest.mark.parametrize("dest", ["iframe", "embed", "object", "frame"])
def test_a_frame_of_another_site_is_refused(client: TestClient, dest: str) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert client.get("/", headers={**headers, "sec-fetch-dest": dest}).status_code == 403


def test_a_link_from_another_site_may_be_followed(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_answered(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_every_answer_forbids_scripts_and_frames_of_others(client: TestClient) -> None:
    for host in (f"127.0.0.1:{PORT}", "evil.example"):
        policy = client.get("/", headers={"host": host}).headers["content-security-policy"]

        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy

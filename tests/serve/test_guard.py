import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from kroniek.serve.guard import Guard

PORT = 7654
OWN = f"http://127.0.0.1:{PORT}"
HOST = f"127.0.0.1:{PORT}".encode()


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


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_and_posting_is_answered(client: TestClient, method: str) -> None:
    assert client.request(method, "/", headers={"origin": OWN}).status_code == 405


def test_what_is_posted_from_our_own_page_is_answered(client: TestClient) -> None:
    for site in ("same-origin", "none"):
        headers = {"origin": OWN, "sec-fetch-site": site, "sec-fetch-mode": "navigate"}

        assert client.post("/", headers=headers).status_code == 200
    assert client.post("/", headers={"origin": OWN}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://evil.example",
        f"https://127.0.0.1:{PORT}",
        "http://127.0.0.1:7655",
        f"http://localhost:{PORT}",
        f"http://127.0.0.1:{PORT}.evil.example",
    ],
)
def test_what_is_posted_must_name_the_very_origin_it_is_posted_to(
    client: TestClient, origin: str | None
) -> None:
    headers = {} if origin is None else {"origin": origin}

    assert client.post("/", headers=headers).status_code == 403


def test_two_origins_are_none() -> None:
    raw = [(b"host", HOST), (b"origin", OWN.encode()), (b"origin", b"http://evil.example")]

    refused = Guard(PlainTextResponse("secret"), PORT).refusal("POST", Headers(raw=raw))

    assert refused is not None
    assert refused[0] == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused_even_if_it_names_our_origin(
    client: TestClient, site: str
) -> None:
    headers = {"origin": OWN, "sec-fetch-site": site, "sec-fetch-mode": "navigate"}

    assert client.post("/", headers=headers).status_code == 403


def test_pages_that_can_only_be_read_take_nothing() -> None:
    guard = Guard(PlainTextResponse("secret"), PORT, writing=False)
    client = TestClient(guard, f"http://127.0.0.1:{PORT}")

    assert client.post("/", headers={"origin": OWN}).status_code == 405
    assert client.get("/").status_code == 200


def test_a_browser_tells_us_the_origin_of_our_own_forms_and_others_nothing(
    client: TestClient,
) -> None:
    headers = client.get("/").headers

    assert headers["referrer-policy"] == "same-origin"
    assert "form-action 'self'" in headers["content-security-policy"]


def test_every_answer_forbids_scripts_and_frames_of_others(client: TestClient) -> None:
    for host in (f"127.0.0.1:{PORT}", "evil.example"):
        policy = client.get("/", headers={"host": host}).headers["content-security-policy"]

        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy

"""Decisions that are posted: each verb, what is refused and why, and that nothing is lost."""

import sqlite3
from html import unescape
from pathlib import Path

import pytest
from tests.serve.desk.builder import ONE, Hand, build, hidden
from tests.serve.outline import outline

from kroniek.library import Kroniek
from kroniek.model.doc import NAMES
from kroniek.model.judgement import Standing
from kroniek.save import lock
from kroniek.save.database import WAIT_S
from kroniek.save.judgements import mirror_of
from kroniek.serve.desk.taking import MOST_BYTES, Taken

DEATHS = "kwamen donderdag twee mensen"


def pointer(hand: Hand, key: str) -> str:
    """The id of what a test points at: a line by its words, the first statement, an article."""
    kind, _, words = key.partition(":")
    with Kroniek(hand.store, create=False) as k:
        match kind:
            case "line":
                return next(one.entry.id for one in k.chronicle() if words in one.line)
            case "statement":
                return next(one.statement.id for one in k.statements())
            case "dispute":
                return next(iter(k.views.disputes))
            case "article":
                return next(
                    doc.article.id for doc in k.views.collection.docs if doc.article.path == words
                )
            case _:
                return key


@pytest.mark.parametrize(
    ("verb", "about", "value"),
    [
        ("confirm", f"line:{DEATHS}", ""),
        ("confirm", "article:een.txt", ""),
        ("confirm", "per:piet-smit", ""),
        ("confirm", "statement:", ""),
        ("confirm", "dispute:", ""),
        ("hide", f"line:{DEATHS}", ""),
        ("hide", "statement:", ""),
        ("hide", "dispute:", ""),
        ("date", f"line:{DEATHS}", "2024-05-01/2024-05-02"),
        ("date", "article:twee.txt", "2024-05"),
        ("place", f"line:{DEATHS}", "loc:breda"),
        ("place", "loc:tilburg", "loc:utrecht"),
        ("split", f"line:{DEATHS}", "article:twee.txt"),
        ("same", "per:jan-de-wit", "per:piet-smit"),
        ("not-same", "per:jan-de-wit", "per:piet-smit"),
        ("same", f"line:{DEATHS}", "line:bezocht vrijdag"),
        ("not-same", f"line:{DEATHS}", "line:bezocht vrijdag"),
    ],
)
def test_what_was_looked_at_is_decided_kept_twice_and_carried_out(
    hand: Hand, verb: str, about: str, value: str
) -> None:
    answer = hand.decide(verb, pointer(hand, about), pointer(hand, value) if value else "")
    hand.settle()

    (decided,) = hand.decided()
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/?decided={decided.judgement.id}"
    assert (decided.judgement.verb, decided.judgement.who) == (verb, "An")
    assert decided.judgement.because == "zo is het"
    assert decided.standing is Standing.APPLIED
    assert decided.judgement.id in mirror_of(hand.store).read_text("utf-8")


def test_a_line_that_was_dated_has_those_days_and_says_who_decided(hand: Hand) -> None:
    answer = hand.decide("date", pointer(hand, f"line:{DEATHS}"), "2024-05-01")
    hand.settle()
    page = unescape(hand.client.get(answer.headers["location"]).text)

    assert str(hand.line(DEATHS).when.earliest) == "2024-05-01"
    assert 'id="notice"' in page
    assert "regel: datum 1 mei 2024" in page
    assert "De beslissing is uitgevoerd." in page


def test_what_is_undone_in_the_browser_is_as_it_was(hand: Hand) -> None:
    before = hand.line(DEATHS).when
    hand.decide("date", pointer(hand, f"line:{DEATHS}"), "2024-05-01")
    hand.settle()
    (dated,) = hand.decided()
    page = hand.look("undo", dated.judgement.id)
    hand.post("undo", hidden(page.text) | {"who": "Bo"})
    hand.settle()

    assert "regel: datum 1 mei 2024 · An" in unescape(page.text)
    assert hand.line(DEATHS).when == before
    assert [one.standing for one in hand.decided()] == [Standing.UNDONE, Standing.APPLIED]
    again = hand.look("undo", dated.judgement.id)
    assert again.status_code == 409
    assert "al ingetrokken" in again.text


def test_a_name_is_taken_apart_in_one_article(hand: Hand) -> None:
    part = f"loc:tilburg@{pointer(hand, 'article:twee.txt')}"
    page = hand.look("not-same", "loc:tilburg", part)
    hand.decide("not-same", "loc:tilburg", part)
    hand.settle()

    assert "alleen in “Doden bij brand”" in unescape(page.text)
    with Kroniek(hand.store, create=False) as k:
        others = {entity for entity in k.views.entities if entity.startswith("loc:tilburg")}
    assert len(others) == 2


def test_a_decision_that_must_be_looked_at_is_accepted_where_its_words_stand_now(
    tmp_path: Path,
) -> None:
    hand = Hand.at(build(tmp_path))
    hand.decide("date", pointer(hand, "line:bezocht vrijdag"), "2024-05-01")
    hand.settle()
    article = tmp_path / "in" / "twee.txt"
    article.write_text(article.read_text("utf-8").replace("bezocht", "bezoekt"), "utf-8")
    with Kroniek(hand.store, reader=False) as k:
        k.build(tmp_path / "in")
    (old,) = hand.decided()
    assert old.standing is Standing.REVIEW

    page = unescape(hand.client.get("/decisions").text)
    assert "<dt>toen</dt>" in page
    assert f"/decide/accept?lang=nl&about={old.judgement.id}" in page
    assert "geldt waar haar woorden nu staan" in hand.look("accept", old.judgement.id).text
    assert hand.decide("accept", old.judgement.id).status_code == 303
    hand.settle()
    standings = [(one.judgement.verb, one.standing) for one in hand.decided()]
    assert standings == [
        ("date", Standing.UNDONE),
        ("date", Standing.APPLIED),
        ("undo", Standing.APPLIED),
    ]
    assert 'id="orphans"' not in hand.client.get("/decisions").text


def test_who_decided_is_remembered_and_never_told_to_a_script(hand: Hand) -> None:
    form = hand.form("confirm", "per:piet-smit") | {"who": "  Zoë   de Vries; x=1 "}
    answer = hand.post("confirm", form)
    cookie = answer.headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert 'value="Zoë de Vries; x=1"' in unescape(
        hand.look("hide", pointer(hand, "line:ramp")).text
    )
    assert hand.decided()[0].judgement.who == "Zoë de Vries; x=1"


@pytest.mark.parametrize("token", ["", "x", "0.0", "é.é", "{old}"])
def test_a_form_that_this_server_did_not_make_decides_nothing_and_loses_nothing(
    hand: Hand, token: str
) -> None:
    old = Hand.at(hand.store).form("confirm", "per:piet-smit")["token"]
    form = hand.form("confirm", "per:piet-smit")
    answer = hand.post("confirm", form | {"token": token.format(old=old), "because": "<om dit>"})

    assert answer.status_code == 403
    assert hand.decided() == []
    told = unescape(answer.text)
    assert "Er is niets beslist" in told
    assert "<om dit></textarea>" in told
    assert 'value="An"' in told
    assert hand.post("confirm", hidden(answer.text) | {"who": "An"}).status_code == 303


def test_a_form_without_a_token_is_refused(hand: Hand) -> None:
    form = hand.form("confirm", "per:piet-smit")
    del form["token"]

    assert hand.post("confirm", form).status_code == 403
    assert hand.decided() == []


def test_a_form_that_is_sent_twice_decides_once(hand: Hand) -> None:
    form = hand.form("confirm", "per:piet-smit")
    first, second = hand.post("confirm", form), hand.post("confirm", form)

    assert first.headers["location"] == second.headers["location"]
    assert len(hand.decided()) == 1


def test_following_links_decides_nothing(hand: Hand) -> None:
    line = pointer(hand, f"line:{DEATHS}")
    for verb, value in (("confirm", ""), ("hide", ""), ("date", "2024"), ("place", "loc:breda")):
        assert hand.look(verb, line, value).status_code == 200

    assert hand.decided() == []
    assert not mirror_of(hand.store).exists()


def test_other_words_than_those_that_were_seen_are_shown_before_they_are_decided_on(
    hand: Hand,
) -> None:
    form = hand.form("date", pointer(hand, f"line:{DEATHS}"), "2024-05-01")
    answer = hand.post("date", form | {"value": "2024-05-02"})

    assert answer.status_code == 409
    assert "opnieuw gebouwd" in answer.text
    assert hand.decided() == []
    assert hand.post("date", hidden(answer.text) | {"who": "An"}).status_code == 303


def test_what_is_gone_meanwhile_is_told(hand: Hand) -> None:
    form = hand.form("confirm", pointer(hand, f"line:{DEATHS}"))
    answer = hand.post("confirm", form | {"about": "n-000000000000"})

    assert answer.status_code == 404
    assert "n-000000000000 is er niet" in answer.text
    assert hand.decided() == []


@pytest.mark.parametrize("who", ["", "   "])
def test_whoever_decides_must_say_so(hand: Hand, who: str) -> None:
    answer = hand.post("confirm", hand.form("confirm", "per:piet-smit") | {"who": who})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "zo is het</textarea>" in answer.text
    assert hand.decided() == []


@pytest.mark.parametrize(
    ("verb", "about", "value", "told"),
    [
        ("date", "line:ramp", "gisteren", "“gisteren” is geen datum"),
        ("date", "line:ramp", "2024-05-03/2024-05-01", "is geen datum"),
        ("date", "line:ramp", "", "Kies een van de dagen"),
        ("place", "line:ramp", "per:piet-smit", "is geen plaats"),
        ("place", "line:ramp", "", "Kies een plaats"),
        ("same", "per:piet-smit", "per:piet-smit", "precies dezelfde woorden"),
        ("same", "per:piet-smit", "nergens", "nergens is er niet"),
        ("same", "per:piet-smit", "line:ramp", "niet van dezelfde soort"),
        ("same", "per:piet-smit", "", "Kies wat hetzelfde is"),
        ("not-same", "per:piet-smit", "", "Kies wat niet hetzelfde is"),
        ("split", f"line:{DEATHS}", "", "Kies een bericht"),
        ("split", "line:bezocht vrijdag", "article:een.txt", "staat niet in een.txt"),
    ],
)
def test_what_can_not_be_decided_so_says_what_can(
    hand: Hand, verb: str, about: str, value: str, told: str
) -> None:
    about, value = pointer(hand, about), pointer(hand, value) if value else ""
    looked = hand.look(verb, about, value)
    form = hand.form("confirm", about)
    posted = hand.post(verb, form | {"value": value})

    for answer in (looked, posted):
        assert answer.status_code == 422
        assert told in unescape(answer.text)
        assert 'id="problem"' in answer.text
    assert hand.decided() == []


def test_a_store_that_another_program_writes_says_so_and_what_was_filled_in_stays(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kroniek.save.database.WAIT_S", 0.05)
    form = hand.form("confirm", "per:piet-smit")
    other = sqlite3.connect(hand.store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = hand.post("confirm", form)

    assert answer.status_code == 409
    assert "een ander programma schrijft" in answer.text
    assert "zo is het</textarea>" in answer.text
    assert hand.decided() == []
    other.execute("ROLLBACK")
    other.close()
    again = hidden(answer.text) | {"who": "An"}
    assert hand.post("confirm", again).status_code == 303
    assert len(hand.decided()) == 1
    assert WAIT_S > 0.05


def test_what_is_decided_during_a_build_is_kept_and_carried_out_after_it(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kroniek.serve.desk.taking.PATIENCE_S", 0.2)
    monkeypatch.setattr("kroniek.serve.desk.rebuild.AGAIN_S", 0.05)
    line = pointer(hand, f"line:{DEATHS}")
    with lock.held(hand.store):
        answer = hand.decide("date", line, "2024-05-01")
        page = hand.client.get(answer.headers["location"]).text
        state = hand.client.get("/state").json()

        assert answer.status_code == 303
        assert "bewaard en wordt zo uitgevoerd" in page
        assert state["busy"] is True
        assert [one.standing for one in hand.decided()] == [None]
    hand.settle()
    assert [one.standing for one in hand.decided()] == [Standing.APPLIED]
    assert hand.client.get("/state").json() == {"busy": False, "told": "", "problem": None}


def test_what_was_only_kept_can_be_carried_out_from_the_page(hand: Hand) -> None:
    with Kroniek(hand.store, create=False, reader=False) as k:
        k.confirm("per:piet-smit", who="An", later=True)
    page = hand.client.get("/decisions").text
    assert "nog niet uitgevoerd" in page

    assert hand.client.post("/carry-out", data={"token": "x"}).status_code == 403
    token = hidden(page)["token"]
    assert hand.client.post("/carry-out", data={"token": token}).status_code == 303
    hand.settle()
    assert [one.standing for one in hand.decided()] == [Standing.APPLIED]
    assert "nog niet uitgevoerd" not in hand.client.get("/decisions").text


def test_pages_that_can_only_be_read_offer_nothing_and_take_nothing(
    hand: Hand,
) -> None:
    form = hand.form("confirm", "per:piet-smit")
    only = Hand.at(hand.store, writing=False)
    article = pointer(hand, "article:een.txt")
    for path in ("/", "/dates", "/decisions", "/entity/per:piet-smit", f"/article/{article}"):
        page = only.client.get(path)
        assert page.status_code == 200
        assert "/decide" not in page.text
    for answer in (
        only.look("confirm", "per:piet-smit"),
        only.post("confirm", form),
        only.client.post("/carry-out", data={"token": form["token"]}),
    ):
        assert answer.status_code == 405
        assert "alleen te lezen" in answer.text
    assert hand.decided() == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"a=" + b"b" * MOST_BYTES, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
        (b"token=x", "text/plain", 415),
        (b"token=x", "", 415),
        (b"&".join(b"a%d=1" % n for n in range(50)), "application/x-www-form-urlencoded", 400),
        (b"who=\xff", "application/x-www-form-urlencoded", 400),
        (b"who=%ff", "application/x-www-form-urlencoded", 400),
        (b"who=" + b"x" * 101, "application/x-www-form-urlencoded", 422),
        (b"because=" + b"x" * 2001, "application/x-www-form-urlencoded", 422),
    ],
)
def test_what_is_no_form_of_ours_is_not_taken_in(
    hand: Hand, content: bytes, kind: str, status: int
) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = hand.client.post("/decide/confirm", content=content, headers=headers)

    assert answer.status_code == status
    assert "niets beslist" in answer.text
    assert hand.decided() == []


@pytest.mark.parametrize("verb", ["explode", "CONFIRM", "undo;"])
def test_other_verbs_are_not_there(hand: Hand, verb: str) -> None:
    assert hand.look(verb, "per:piet-smit").status_code == 404
    assert hand.post(verb, {"about": "per:piet-smit"}).status_code == 404


@pytest.mark.parametrize(
    ("back", "address"),
    [
        ("/dates?lang=nl#x", "/dates?lang=nl&decided=j-1#x"),
        ("/?decided=j-0&since=2024", "/?since=2024&decided=j-1"),
        ("/entity/per:a?lang=en", "/entity/per:a?lang=en&decided=j-1"),
    ],
)
def test_one_goes_on_where_one_was(back: str, address: str) -> None:
    assert Taken("j-1", back, "An").address == address  # type: ignore[arg-type]


def test_of_a_name_that_was_made_anothers_one_goes_on_at_the_others_page(hand: Hand) -> None:
    back = "/entity/per:jan-de-wit?lang=en"
    location = hand.decide("same", "per:jan-de-wit", "per:piet-smit", back).headers["location"]
    hand.settle()

    assert location.startswith("/entity/per:piet-smit?lang=en&decided=")
    page = hand.client.get(location)
    assert page.status_code == 200
    assert "Jan de Wit" in page.text
    # The page that is gone still says what was decided, and how to undo it.
    gone = hand.client.get(location.replace("piet-smit", "jan-de-wit"))
    assert gone.status_code == 404
    assert 'id="notice"' in gone.text
    assert "/decide/undo?" in gone.text


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\nset-cookie: x",
        "\t//evil.example",
        "",
        "evil",
        "/x\u202e",
    ],
)
def test_one_never_goes_on_at_another_site(hand: Hand, back: str) -> None:
    looked = hand.look("confirm", "per:piet-smit", back=back)
    form = hidden(looked.text) | {"who": "An", "back": back}

    assert 'href="/">' in looked.text
    assert all(link.startswith(("/", "#", "?")) for link in outline(looked.text).links)
    assert not any(link.startswith(("//", "/\\")) for link in outline(looked.text).links)
    location = hand.post("confirm", form).headers["location"]
    assert location.startswith("/?decided=")


def test_words_of_those_who_decide_are_no_markup(hand: Hand) -> None:
    bad = '"><script>alert(1)</script><b onclick=x>'
    form = hand.form("confirm", "per:piet-smit") | {"who": bad, "because": bad}
    answer = hand.post("confirm", form)
    hand.settle()
    for path in (answer.headers["location"], "/decisions", "/entity/per:piet-smit"):
        page = hand.client.get(path).text
        assert "<script>alert" not in page
        assert "<b onclick" not in page
    assert "<script>alert" not in hand.look("confirm", "per:jan-de-wit").text


def test_an_anchor_of_the_texts_own_is_what_a_decision_stands_on(hand: Hand) -> None:
    hand.decide("confirm", "per:jan-de-wit")
    (decided,) = hand.decided()
    with Kroniek(hand.store, create=False) as k:
        names = {
            mention.span.of(doc.text) for doc in k.views.collection.docs for mention in doc[NAMES]
        }

    assert {anchor.exact for side in decided.judgement.sides for anchor in side} <= names
    assert all(anchor.exact in ONE for side in decided.judgement.sides for anchor in side)


def test_decisions_outlive_the_server_and_a_fresh_build(hand: Hand, tmp_path: Path) -> None:
    hand.decide("date", pointer(hand, f"line:{DEATHS}"), "2024-05-01")
    hand.settle()
    with Kroniek(hand.store, reader=False) as k:
        k.build(tmp_path / "in", fresh=True)
    page = unescape(Hand.at(hand.store).client.get("/").text)

    assert "regel: datum 1 mei 2024 · An" in page

"""Taking a decision down: what was posted is checked, kept, and carried out behind the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kroniek.errors import StoreBusyError
from kroniek.ids import EntityId, JudgementId
from kroniek.library import Kroniek
from kroniek.library.pointing import JudgementError
from kroniek.model.judgement import Judgement
from kroniek.packs import load_packs
from kroniek.serve.desk.look import back_of, desk_or_404, look_of, without_value
from kroniek.serve.desk.wish import VERBS, Clerk, Wish, seal_of, too_long
from kroniek.serve.page import Answer, Page

MOST_BYTES = 65536
"""How long a form may be."""
MOST_FIELDS = 20
FORM = "application/x-www-form-urlencoded"
PATIENCE_S = 2.0
"""How long an answer waits for the chronicle, so that most pages show the decision at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken down: its id, where to go on, who decided."""

    judgement: JudgementId
    back: str
    who: str

    @property
    def address(self) -> str:
        """The page to go on with; it tells what was decided."""
        parts = urlsplit(self.back)
        kept = [pair for pair in parts.query.split("&") if pair and not pair.startswith("decided=")]
        query = "&".join((*kept, f"decided={quote(self.judgement)}"))
        return urlunsplit(("", "", parts.path, query, parts.fragment))


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that says why nothing was decided, with what was filled in."""

    answer: Answer
    status: int


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name.

    Raises HTTPException for what is no form, or longer than a form of ours can be.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise HTTPException(415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=MOST_FIELDS,
            )
        )
    except ValueError as error:
        raise HTTPException(400) from error


def decide(page: Page, told: Mapping[str, str]) -> Taken | Refused:
    """Take down what a form tells, or say why not; then have the chronicle brought up to date."""
    if page.desk is None:
        raise HTTPException(405)
    verb = page.request.path_params["verb"]
    if verb not in VERBS:
        raise HTTPException(404)
    if too_long(told) is not None:
        raise HTTPException(422, page.words("decide.refused.too_long"))
    wish = Wish.of(verb, told)
    tokens, token = page.desk.tokens, told.get("token", "")
    with tokens.taking:
        known = tokens.spent_on(token)
        if known is not None:
            return Taken(known, back_of(told.get("back", "")), told.get("who", ""))
        with Kroniek(page.shelf.store, create=False) as k:
            taken = _taken(page, Clerk(k.store, page.views), wish, told)
        if isinstance(taken, Taken):
            tokens.spend(token, taken.judgement)
    if isinstance(taken, Taken):
        page.desk.rebuild.ask()
        page.desk.rebuild.wait(PATIENCE_S)
    return taken


def _taken(page: Page, clerk: Clerk, wish: Wish, told: Mapping[str, str]) -> Taken | Refused:
    lacking = without_value(page, wish)
    if lacking is not None:
        return Refused(lacking, 422)
    try:
        seen = clerk.shown(wish)
    except JudgementError as error:
        return Refused(desk_or_404(page, wish, error), 422)
    problem = _problem(page, seen, told)
    if problem is None:
        who = " ".join(told["who"].split())
        try:
            made = clerk.take(wish, who=who, because=told.get("because", ""))
        except StoreBusyError:
            problem = 409, "busy", ""
        else:
            return Taken(made.id, _onward(wish, back_of(told.get("back", ""))), who)
    status, key, field = problem
    other = next((one for one in clerk.store.judgements.every() if one.id == wish.about), None)
    filled = {name: told.get(name, "") for name in ("who", "because", "back")}
    why = page.words(f"decide.refused.{key}")
    return Refused(look_of(page, wish, seen, other, problem=why, field=field, **filled), status)


def _onward(wish: Wish, back: str) -> str:
    """The page to go back to; of a name that was made another's, the page of that other.

    It goes on under the other's id, unless packs know only the first.
    """
    known, own = load_packs().by_id, f"/entity/{wish.about}"
    kept = EntityId(wish.about) in known and EntityId(wish.value) not in known
    if wish.verb != "same" or kept or urlsplit(back).path != own:
        return back
    return back.replace(own, f"/entity/{wish.value}", 1)


def _problem(page: Page, seen: Judgement, told: Mapping[str, str]) -> tuple[int, str, str] | None:
    """Status, reason and field if this must not be decided so; the form is shown again."""
    assert page.desk is not None  # noqa: S101 (asked before)
    if not page.desk.tokens.sound(told.get("token", "")):
        return 403, "token", ""
    if told.get("seal", "") != seal_of(seen):
        return 409, "changed", ""
    if not told.get("who", "").split():
        return 422, "who", "who"
    return None


def carry_out(page: Page, told: Mapping[str, str]) -> None:
    """Have decisions that were only kept carried out, as the form on the corrections page asks."""
    if page.desk is None:
        raise HTTPException(405)
    if not page.desk.tokens.sound(told.get("token", "")):
        raise HTTPException(403, page.words("decide.refused.token"))
    page.desk.rebuild.ask()
    page.desk.rebuild.wait(PATIENCE_S)


def state(page: Page) -> dict[str, Any]:
    """Whether something is being built behind the pages, how far it is, and what went wrong."""
    told = page.building()
    problem = page.desk.rebuild.problem if page.desk else None
    return {"busy": bool(told), "told": told, "problem": problem}

import re
import time

import pytest
from tests.helpers import article_of

from kroniek.extract.text.quotes import QuoteFinder
from kroniek.extract.text.sentences import SentenceFinder
from kroniek.extract.text.tokens import TokenFinder
from kroniek.extract.times.finder import TimeFinder
from kroniek.extract.times.patterns import TimeRule, load_grammar
from kroniek.model.doc import TIMES, Doc
from kroniek.model.text import Tense
from kroniek.model.time import TimeExpression
from kroniek.packs import load_packs
from kroniek.pipeline import annotate

STEPS = tuple(
    kind.from_packs(load_packs()) for kind in (TokenFinder, SentenceFinder, QuoteFinder, TimeFinder)
)
RULES = [(code, rule) for code in ("nl", "en") for rule in load_grammar(code).rules]


def found(text: str, language: str = "nl") -> tuple[TimeExpression, ...]:
    return annotate(Doc(article_of(text, language)), STEPS)[TIMES]


def words(text: str, language: str = "nl") -> list[str]:
    return [expression.span.of(text) for expression in found(text, language)]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_rule_finds_its_yes_sentences_and_lets_its_no_sentences_be(
    language: str, rule: TimeRule
) -> None:
    for sentence in rule.yes:
        text = sentence.replace("[", "").replace("]", "")
        assert words(text, language) == re.findall(r"\[(.*?)\]", sentence)
        assert rule.id in {expression.made_by for expression in found(text, language)}
    for sentence in rule.no:
        assert rule.id not in {expression.made_by for expression in found(sentence, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Zij veroverden 1300 vierkante kilometer."),
        ("nl", "Het antwoord is 1/9 van het geheel."),
        ("nl", "De vier steden liggen aan zee."),
        ("nl", "Er kwamen 2000 soldaten."),
        ("nl", "Het kostte 1998 euro."),
        ("nl", "Op 56-jarige leeftijd hield zij op."),
        ("nl", "Zij is 55 jaar oud."),
        ("nl", "Nu de brug dicht is, vaart niemand meer."),
        ("nl", "Zeker nu het bestuur weg is."),
        ("nl", "De tweede man viel, de derde ook."),
        ("en", "You may march on Washington, but prices fall."),
        ("en", "It cost 1998 dollars."),
        ("en", "The Sun shone and he sat down."),
        ("en", "Now that the bridge is closed nobody sails."),
        ("en", "She is 55 years old."),
        ("en", "He read the China Daily."),
        ("en", "It was second to none."),
    ],
)
def test_what_looks_like_a_time_and_is_none_stays_out(language: str, text: str) -> None:
    assert words(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "tense"),
    [
        ("nl", "De minister sprak dinsdag met de bonden.", Tense.PAST),
        ("nl", "De minister heeft dinsdag met de bonden gesproken.", Tense.PERFECT),
        ("nl", "De minister spreekt dinsdag met de bonden.", Tense.PRESENT),
        ("nl", "De minister zal dinsdag met de bonden spreken.", Tense.FUTURE),
        ("nl", "Het overleg staat voor dinsdag gepland.", Tense.FUTURE),
        ("nl", "Na het gesprek van dinsdag lijkt de rust terug.", Tense.PAST),
        ("nl", "Het bestuur kondigde aan dat er op dinsdag een zitting is.", Tense.PRESENT),
        ("en", "The minister met the unions on Tuesday.", Tense.PAST),
        ("en", "The minister will meet the unions on Tuesday.", Tense.FUTURE),
        ("en", "He announced a meeting to be held on Tuesday.", Tense.FUTURE),
        ("en", "The talks are set to resume Tuesday.", Tense.FUTURE),
        ("en", "After Tuesday's vote the house is quiet.", Tense.PAST),
        ("nl", "De brand leidde tot sluiting van de haven tot minstens zondag.", Tense.FUTURE),
        ("nl", "De overval duurde tot zondag.", Tense.PAST),
        ("nl", "De beurs opende dinsdag en zal lang duren.", Tense.PAST),
        ("nl", "De bonden willen praten en kwamen dinsdag bijeen.", Tense.PAST),
        ("en", "The fair opened on Tuesday and will last long.", Tense.PAST),
        ("nl", "De steden die het leger in maart 2021 innam.", Tense.PAST),
        ("nl", "Het dorp waaruit zij zich in maart terugtrokken.", Tense.PAST),
        ("en", "The quake led to a closure of the port until at least Sunday.", Tense.FUTURE),
        ("en", "The siege lasted until Sunday.", Tense.PAST),
    ],
)
def test_tense_is_that_of_the_clause(language: str, text: str, tense: Tense) -> None:
    (expression,) = found(text, language)

    assert expression.tense is tense


def test_inside_a_quotation_an_expression_is_quoted() -> None:
    quoted, plain = found("„Wij vertrokken dinsdag al”, zei hij woensdag.")

    assert (quoted.quoted, plain.quoted) == (True, False)


@pytest.mark.parametrize(
    "unit", ["de ", "in de nacht van ", "3 tot ", "meer dan ", "2024-", "mei "]
)
def test_time_grows_linearly_on_hostile_input(unit: str) -> None:
    def cost(times: int) -> float:
        docs = annotate(Doc(article_of(unit * times)), STEPS[:3])
        started = time.process_time()
        tuple(STEPS[3].annotate(docs))
        return time.process_time() - started

    cost(200)
    small = min(cost(4_000) for _ in range(3))
    large = min(cost(16_000) for _ in range(3))

    assert large < max(8 * small, 0.05)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Dat stond in De Morgen van toen."),
        ("nl", "Het was de laatste dag op zee."),
        ("nl", "De auto reed 80 kilometer per uur."),
        ("nl", "Een vrouw van 83 jaar viel."),
        ("en", "He shaped the future of the club."),
        ("en", "Together with the 40 men he left."),
    ],
)
def test_sentence_that_once_misled_the_finder_no_longer_does(language: str, text: str) -> None:
    assert words(text, language) == []

"""A folder of small corpora in the form of the real ones, with sentences made for these tests."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

CONLL = "Minister Eva Blom woont in Terdam.\nDe Terdamse firma Koopgoed juicht."
POLNEAR = 'The mayor said the bridge was safe. "It held," Ann Bell added, "for years."'
TIMEML = "The army may attack Norburg. It did not retreat. It plans to leave and began to pack."
TOPONYMS = "A Sylvanian boat left Port Mirrow on Monday for the harbour."
WIKINEWS = "Ann Bell visited Norburg, where the boats lay."
TREE = """<alpino_ds><node cat="top" rel="top">
 <node cat="smain" rel="--">
  <node begin="0" end="2" cat="np" index="1" rel="su">
   <node begin="0" end="1" postag="LID(bep)" pt="lid" rel="det" word="De"/>
   <node begin="1" end="2" postag="N(soort,ev,basis)" pt="n" rel="hd" word="brug"/></node>
  <node begin="2" end="3" lemma="worden" postag="WW(pv,verl,ev)" pt="ww" rel="hd" word="werd"/>
  <node cat="ppart" rel="vc">
   <node index="1" rel="obj1"/>
   <node begin="3" end="4" lemma="bouwen" postag="WW(vd,vrij)" pt="ww" rel="hd" word="gebouwd"/>
  </node></node>
 <node begin="4" end="5" postag="LET()" pt="let" rel="--" word="."/>
</node></alpino_ds>"""


def _span(text: str, part: str) -> list[int]:
    return [text.index(part), text.index(part) + len(part)]


def _at(text: str, part: str, **fields: Any) -> dict[str, Any]:
    start, end = _span(text, part)
    return {"start": start, "end": end, "text": part, **fields}


def _role(*parts: str) -> list[dict[str, Any]]:
    return [{"spans": [_span(POLNEAR, part) for part in parts]}] if parts else []


def _event(part: str, cls: str, **fields: Any) -> dict[str, Any]:
    usual = {"cls": cls, "tense": "PAST", "aspect": "NONE", "polarity": "POS", "modality": None}
    return _at(TIMEML, part, **(usual | fields))


def conll() -> dict[str, Any]:
    """Three names and an adjective of a place."""
    names = [("Eva Blom", "PER"), ("Terdam", "LOC"), ("Terdamse", "MISC"), ("Koopgoed", "ORG")]
    cut = CONLL.index("\n")
    return {
        "id": "conll-0",
        "text": CONLL,
        "sentences": [[0, cut], [cut + 1, len(CONLL)]],
        "entities": [_at(CONLL, name, label=label) for name, label in names],
    }


def polnear() -> dict[str, Any]:
    """Two attributions, the second's content in two parts."""
    second = {"source": _role("Ann Bell"), "cue": _role("added")}
    return {
        "id": "polnear-0",
        "text": POLNEAR,
        "attributions": [
            {
                "source": _role("The mayor"),
                "cue": _role("said"),
                "content": _role("the bridge was safe"),
            },
            second | {"content": _role("It held", "for years")},
        ],
    }


def timeml() -> dict[str, Any]:
    """Six events: possible, denied, two that lie ahead or not by their governor."""
    return {
        "id": "timebank-0",
        "text": TIMEML,
        "events": [
            _event("attack", "OCCURRENCE", modality="may", tense="NONE"),
            _event("retreat", "OCCURRENCE", polarity="NEG"),
            _event("plans", "I_STATE", tense="PRESENT"),
            _event("leave", "OCCURRENCE", tense="INFINITIVE"),
            _event("began", "ASPECTUAL"),
            _event("pack", "OCCURRENCE", tense="INFINITIVE"),
        ],
    }


def toponyms() -> dict[str, Any]:
    """A place, an adjective of a place, and a common noun that one set marks as well."""
    return {
        "id": "trnews-0",
        "text": TOPONYMS,
        "toponyms": [
            _at(TOPONYMS, "Sylvanian", name="Sylvania"),
            _at(TOPONYMS, "Port Mirrow", name="Port Mirrow"),
            _at(TOPONYMS, "harbour", cls="Literal_Expression"),
        ],
    }


def ecbplus() -> dict[str, Any]:
    """One event without class."""
    text = "A fire broke out."
    mention = {"kind": "event", "sentence": 0, "spans": [_span(text, "fire")]}
    return {"id": "ecbplus-0", "text": text, "mentions": [mention]}


def _archive(path: Path, files: dict[str, str]) -> None:
    with tarfile.open(path, "w:xz") as tar:
        for name, text in files.items():
            data = text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


def write_shared(folder: Path, encoder: Path | None = None) -> Path:
    """Write the corpora, each with a few copies under other ids; `encoder` is linked to."""
    research, wikinews = folder / "corpora/research", folder / "corpora/open/wikinews_en"
    research.mkdir(parents=True)
    wikinews.mkdir(parents=True)
    sets = {
        "conll2002_nl_train": conll(),
        "polnear_train": polnear(),
        "timebank": timeml(),
        "aquaint": timeml(),
        "ecbplus_train": ecbplus(),
        **{f"geo_{name}": toponyms() for name in ("trnews", "geovirus", "geowebnews", "lgl")},
    }
    for name, record in sets.items():
        copies = [json.dumps(record | {"id": f"{name}-{k}"}) for k in range(3)]
        (research / f"{name}.jsonl").write_text("\n".join(copies) + "\n", encoding="utf-8")
    for name in ("wikinews_2019", "wikinews_2020"):
        (wikinews / f"{name}.csv").write_text(f'url,text\nu,"{WIKINEWS}"\n', encoding="utf-8")
    _archive(research / "alpino_treebank.tar.xz", {f"Treebank/cdb/{k}.xml": TREE for k in (1, 2)})
    lists = {"per": "Jo van Dam\n", "geo": "Oosterend\n", "org": "Zeewerk\n"}
    _archive(
        research / "alpino_names.tar.xz",
        {f"Names/Build/{name}": text for name, text in lists.items()},
    )
    if encoder is not None:
        (folder / "encoder").symlink_to(encoder)
    return folder

"""Writes an export whole or not at all, with a manifest that tells what it was made of.

Files are written beside the target under a name that begins with a dot, and renamed when all is
there. The same chronicle, form and limit give the same bytes, on any day and any machine.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kroniek.errors import TargetError
from kroniek.share.formats import Files, Format

MANIFEST = "manifest.json"
"""Its name in a folder; beside a single file it is ``NAME.manifest.json``."""
_CONTENT = "kroniek-export"


@dataclass(frozen=True, slots=True)
class Shared:
    """What was written: the target, its manifest, and the bytes of every file by name."""

    target: Path
    manifest: Path
    files: Mapping[str, int]


def write(
    target: Path, form: Format, files: Files, made_of: Mapping[str, Any], *, force: bool
) -> Shared:
    """Write the files of a form to `target`, a file or a folder, with a manifest.

    `made_of` goes into the manifest. Raises TargetError if something is there already, unless
    `force` is given and it is an export of ours (a single file is replaced whatever it is), or if
    the target can not be written.
    """
    try:
        if form.ending:
            return _write_file(target, form, files, made_of, force=force)
        return _write_folder(target, form, files, made_of, force=force)
    except OSError as error:
        raise TargetError(
            str(target), f"can not be written ({error.strerror})", "name another place"
        ) from error


def _write_file(
    target: Path, form: Format, files: Files, made_of: Mapping[str, Any], *, force: bool
) -> Shared:
    manifest = target.with_name(f"{target.name}.{MANIFEST}")
    if target.is_dir():
        raise TargetError(str(target), "is a folder", f"name a file: {target}/kroniek{form.ending}")
    if target.exists() and not force:
        raise _present(target)
    draft = target.with_name(f".{target.name}.part")
    draft_manifest = target.with_name(f".{manifest.name}.part")
    try:
        told = {target.name: _put(draft, files[""])}
        _put(draft_manifest, [_manifest(form, told, made_of)])
        draft.replace(target)
        draft_manifest.replace(manifest)
    finally:
        draft.unlink(missing_ok=True)
        draft_manifest.unlink(missing_ok=True)
    return Shared(target, manifest, {name: size for name, (size, _) in told.items()})


def _write_folder(
    target: Path, form: Format, files: Files, made_of: Mapping[str, Any], *, force: bool
) -> Shared:
    old = target.exists()
    if old and not (force and _is_ours(target)):
        raise (
            _present(target)
            if not force
            else TargetError(
                str(target), "is no export of Kroniek, so it is not replaced", "name another folder"
            )
        )
    draft, gone = (target.with_name(f".{target.name}.{end}") for end in ("part", "old"))
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        told = {name: _put(draft / name, lines) for name, lines in files.items()}
        _put(draft / MANIFEST, [_manifest(form, told, made_of)])
        if old:
            shutil.rmtree(gone, ignore_errors=True)
            target.replace(gone)
        draft.replace(target)
        shutil.rmtree(gone, ignore_errors=True)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    sizes = {name: size for name, (size, _) in told.items()}
    return Shared(target, target / MANIFEST, sizes)


def _present(target: Path) -> TargetError:
    return TargetError(
        str(target), "is there already", "name another place, or replace it with --force"
    )


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds an export, all of whose files the manifest names."""
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        named = {MANIFEST, *(one["name"] for one in told["files"])}
        ours: bool = told["content"] == _CONTENT
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return ours and {one.name for one in folder.iterdir()} <= named


def _put(path: Path, texts: Iterable[str]) -> tuple[int, str]:
    """Write texts as UTF-8; gives the size in bytes and the SHA-256."""
    found, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for text in texts:
            # A file's name may hold bytes that are no UTF-8; nothing else can.
            raw = text.encode("utf-8", "backslashreplace")
            found.update(raw)
            size += len(raw)
            file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    return size, found.hexdigest()


def _manifest(form: Format, told: Mapping[str, tuple[int, str]], made_of: Mapping[str, Any]) -> str:
    files = [
        {"name": name, "bytes": size, "sha256": sha256}
        for name, (size, sha256) in sorted(told.items())
    ]
    manifest = {"content": _CONTENT, "format": form.name, **made_of, "files": files}
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"

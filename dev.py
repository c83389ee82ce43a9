#!/usr/bin/env python3
"""The one door: everything a developer does, with the Python standard library and nothing else.

    python3 dev.py demo     set up, build the sample chronicle, open it in the browser
    python3 dev.py test     set up, check style, types and walls, run all tests
    python3 dev.py check    style, types and walls only
    python3 dev.py bench    quality figures against their floors, and speed against the yardstick
    python3 dev.py docs     build the documentation, warnings as errors
    python3 dev.py lock     resolve dependencies anew (needs uv)

Further words go to the tool behind the verb: ``python3 dev.py test -k dates``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
USER_LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
LOCK_OPTIONS = [
    *("--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
    *("--no-header", "--quiet", "--python-version", "3.11"),
]


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command in the project's folder; leave with its exit code if that is not 0."""
    told = [str(word) for word in command]
    print("+", " ".join(told), file=sys.stderr, flush=True)
    code = subprocess.run(told, cwd=ROOT, check=False, env={**os.environ, **(env or {})}).returncode
    if code:
        sys.exit(code)


def set_up(lock: Path) -> None:
    """Make the virtual environment hold what `lock` names and the project itself, if it does not.

    The developers' lock holds the users' too, so that a developer's environment serves a demo.
    """
    stamp = VENV / f"{lock.stem}.sha256"
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python may well run this file)
        sys.exit("Kroniek needs Python 3.11 or later; run this with a newer one.")
    try:
        import venv  # noqa: PLC0415 (Debian packs it apart)

        if not BIN.is_dir():
            venv.create(VENV, with_pip=True)
    except (ImportError, subprocess.CalledProcessError):
        sys.exit("Python's venv is missing; on Debian and Ubuntu: apt install python3-venv")
    pip: list[str | Path] = [
        BIN / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    run(*pip, "--require-hashes", "-r", lock)
    run(*pip, "--no-deps", "--editable", ".")
    for other in (USER_LOCK, DEV_LOCK):
        (VENV / f"{other.stem}.sha256").unlink(missing_ok=True)
    stamp.write_text(wanted)


def check() -> None:
    """Style, types, and the walls between the stages."""
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "ruff", "check", ".")
    run(BIN / "mypy")
    run(BIN / "lint-imports", "--no-cache")


def test(*words: str) -> None:
    """Checks, then every test on both cores; browser tests skip loudly where Chromium is absent."""
    check()
    run(BIN / "pytest", "-n", "2", *words)


def demo(*words: str) -> None:
    """Build the sample chronicle and serve it."""
    run(BIN / "kroniek", "demo", *words)


def bench(*words: str) -> None:
    """Quality against the floors, speed against the yardstick."""
    run(BIN / "python", "benchmarks/run.py", *words)


def docs(*words: str) -> None:
    """Documentation into docs/_build, warnings as errors."""
    run(BIN / "sphinx-build", "-W", "-q", "docs", "docs/_build", *words)


def lock(*words: str) -> None:
    """Resolve the dependencies of users and developers anew, with hashes and no host."""
    common = ["uv", "pip", "compile", "pyproject.toml", *LOCK_OPTIONS, *words]
    run(*common, "-o", USER_LOCK)
    run(*common, "--group", "dev", "--group", "docs", "-o", DEV_LOCK)


VERBS = {"demo": demo, "test": test, "check": check, "bench": bench, "docs": docs, "lock": lock}


def main() -> None:
    """Command line."""
    verb, words = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    if verb not in VERBS:
        sys.exit(__doc__)
    if verb != "lock":
        developers = (VENV / f"{DEV_LOCK.stem}.sha256").is_file()
        set_up(USER_LOCK if verb == "demo" and not developers else DEV_LOCK)
    VERBS[verb](*words)


if __name__ == "__main__":
    main()

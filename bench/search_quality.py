"""How well search answers: `make bench-search`, on the development sets or on any other.

A set is a file of documents ``{id, title, text}`` and one of queries ``{qid, text,
relevant: [ids]}``, JSON lines, ``.xz`` or not. Beside ``queries.jsonl`` the same
queries in other spellings are taken along: ``queries.noaccent.jsonl`` and so on.
Documents become pages of a portal of its own, and each query is put to its search.
The last line is JSON: set -> engine -> spelling -> {"s1", "mrr10", "r10"}.
"""

import argparse
import json
import lzma
import subprocess
import sys
from pathlib import Path

from bench.search_portal import DATA, ENGINES, ROOT, at_hand, fresh_portal, load

AS_WRITTEN = "as written"
SPELLINGS = {
    AS_WRITTEN: "",
    "no accents": ".noaccent",
    "NFD": ".nfd",
    "old tone": ".oldtone",
    "new tone": ".newtone",
}
#: BM25 (k1 1.2, b 0.75, OR) over folded syllables and their pairs, on the development sets.
BASELINES = {"xquad-dev": (0.956, 0.971, 1.0), "law-items": (0.544, 0.644, 0.842)}
DEPTH = 10


def rows(path: Path) -> list[dict]:
    """The JSON lines of a file, packed with xz or not."""
    unpack = lzma.open if path.suffix == ".xz" else open
    with unpack(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def spelt(queries: Path) -> dict[str, Path]:
    """The files of the same queries in other spellings that stand beside ``queries``."""
    found = {name: queries.with_suffix(f"{add}.jsonl") for name, add in SPELLINGS.items() if add}
    return {AS_WRITTEN: queries} | {name: path for name, path in found.items() if path.exists()}


def measure(documents: Path, queries: Path, engine: str) -> dict[str, dict[str, float]]:
    """Spelling -> figures, on a fresh portal with this engine."""
    with fresh_portal(engine):
        known = load(rows(documents))
        return {name: figures(rows(path), known, engine) for name, path in spelt(queries).items()}


def figures(queries: list[dict], known: dict[str, str], engine: str) -> dict[str, float]:
    """Success at 1, mean reciprocal rank and recall at 10 of the portal's own search."""
    from search.engines import elasticsearch as elastic
    from search.results import SearchRequest
    from search.searching import search

    first = reciprocal = recall = 0.0
    for query in queries:
        hits = search(SearchRequest(query["text"], page_size=DEPTH)).hits
        if engine == "elasticsearch" and elastic.rest.resting:
            raise SystemExit("Elasticsearch went away: these would be the database's figures.")
        found, relevant = [known.get(hit.url) for hit in hits], set(query["relevant"])
        ranks = [rank for rank, document in enumerate(found, start=1) if document in relevant]
        first += bool(ranks) and ranks[0] == 1
        reciprocal += 1 / ranks[0] if ranks else 0.0
        recall += len(relevant & set(found)) / len(relevant)
    count = max(len(queries), 1)
    names = ("s1", "mrr10", "r10")
    return {
        name: round(value / count, 4)
        for name, value in zip(names, (first, reciprocal, recall), strict=True)
    }


def table(name: str, measured: dict[str, dict[str, dict[str, float]]]) -> str:
    """What was measured on one set, as Markdown."""
    spellings = list(dict.fromkeys(s for by_spelling in measured.values() for s in by_spelling))
    lines = [
        f"| {name} | {' | '.join(spellings)} |",
        f"|---|{'---|' * len(spellings)}",
    ]
    for engine, by_spelling in measured.items():
        cells = [_cell(*by_spelling[s].values()) if s in by_spelling else "" for s in spellings]
        lines.append(f"| {engine} | {' | '.join(cells)} |")
    if name in BASELINES:
        cells = [_cell(*BASELINES[name])] * min(len(spellings), 2)
        lines.append(f"| *BM25* | {' | '.join(cells)} |{' |' * (len(spellings) - len(cells))}")
    return "\n".join(lines)


def _cell(*values: float) -> str:
    return " / ".join(f"{value:.3f}".lstrip("0") if value < 1 else "1.000" for value in values)


def _in_own_process(documents: Path, queries: Path, engine: str) -> dict[str, dict[str, float]]:
    """A portal lives in a process of its own: Django is set up once."""
    command = [sys.executable, "-m", "bench.search_quality", "--one", engine]
    command += ["--docs", str(documents), "--queries", str(queries)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    *told, last = done.stdout.strip().splitlines()
    print("\n".join(line.rpartition("\r")[2] for line in told), flush=True)
    return json.loads(last)


def _sets(asked: argparse.Namespace) -> dict[str, tuple[Path, Path]]:
    if asked.docs and asked.queries:
        return {Path(asked.docs).parent.name or "set": (Path(asked.docs), Path(asked.queries))}
    if asked.docs or asked.queries:
        raise SystemExit("Give both DOCS= and QUERIES=, or neither.")
    folder = DATA / "search-dev"
    if not folder.is_dir():
        raise SystemExit(f"The development sets are not at {folder}: give DOCS= and QUERIES=.")
    return {
        "xquad-dev": (folder / "xquad-dev/docs.jsonl", folder / "xquad-dev/queries.jsonl"),
        "law-items": (folder / "law-items/docs.jsonl.xz", folder / "law-items/queries.jsonl"),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", default="")
    parser.add_argument("--queries", default="")
    parser.add_argument("--engine", default="", choices=["", *ENGINES])
    parser.add_argument("--one", default="", choices=["", *ENGINES], help=argparse.SUPPRESS)
    return parser.parse_args()


def run() -> None:
    asked = _arguments()
    if asked.one:
        print(json.dumps(measure(Path(asked.docs), Path(asked.queries), asked.one)))
        return
    engines = [asked.engine] if asked.engine else [name for name in ENGINES if at_hand(name)]
    if missing := [name for name in engines if not at_hand(name)]:
        raise SystemExit(f"No server of {missing[0]}: name it by TEST_{missing[0].upper()}_URL.")
    measured: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for name, (documents, queries) in _sets(asked).items():
        measured[name] = {}
        for engine in engines:
            print(f"== {name}, {engine}", flush=True)
            measured[name][engine] = _in_own_process(documents, queries, engine)
    for name, by_engine in measured.items():
        print(f"\n{table(name, by_engine)}")
    print(f"\n{json.dumps(measured)}")


if __name__ == "__main__":
    run()

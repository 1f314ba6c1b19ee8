"""Write a large, realistic CRM export: `python tests/bench/generate.py ROWS OUT.csv [--now ISO] [--ragged]`.

Twelve columns, about 113 bytes a row, a few percent of every problem the rules know. The same rows and
moment always give the same bytes, so that two measurements compare the program and not the file. With
`--ragged` two rows of a hundred are too short, too long or blank, and one of a thousand has a stray quote.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

HEADINGS = (
    "Deal ID,Deal Name,Owner,Stage,MSCLKID,Close Date,Amount,Currency,Goal,Contact,Landing Page,Notes\r\n"
)
DEFAULT_NOW = "2026-11-24T00:00:00Z"
SEED = 20_261_124
BLOCK = 250_000
POOL = 20_000
DAY = 86_400

Generator = np.random.Generator
Texts = pa.Array


def pick(rng: Generator, choices: list[str], rows: int, weights: list[float] | None = None) -> Texts:
    """`rows` of the choices, by weight."""
    chances = None if weights is None else np.array(weights) / sum(weights)
    return pa.array(choices, pa.large_string()).take(pa.array(rng.choice(len(choices), rows, p=chances)))


def put(texts: Texts, where: npt.NDArray[np.bool_], values: Texts) -> Texts:
    """`texts` with the rows marked by `where` taken from `values`, which are as many rows."""
    return pc.if_else(pa.array(where), values, texts)


def hexadecimal(rng: Generator, rows: int) -> Texts:
    """Random click IDs, 32 lower-case hexadecimal digits each."""
    digits = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)[
        rng.integers(0, 16, rows * 32, dtype=np.uint8)
    ]
    offsets = np.arange(0, rows * 32 + 1, 32, dtype=np.int64)
    return pa.LargeStringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(digits))


def joined(*parts: Texts | str) -> Texts:
    """Texts put together row by row."""
    return pc.binary_join_element_wise(
        *(pa.scalar(part, pa.large_string()) if isinstance(part, str) else part for part in parts),
        pa.scalar("", pa.large_string()),
    )


def numbers(values: npt.NDArray[np.int64], width: int = 0) -> Texts:
    """Whole numbers as text, padded with noughts to `width`."""
    texts = pc.cast(pa.array(values), pa.large_string())
    return pc.utf8_lpad(texts, width, "0") if width else texts


def click_ids(rng: Generator, rows: int) -> Texts:
    """Good IDs, and one to three percent each of what goes wrong with them."""
    ids = hexadecimal(rng, rows)
    kind = rng.random(rows)
    foreign = joined("EAIaIQobChMI", pc.utf8_slice_codeunits(ids, 0, 24), "BwE")
    damaged = joined(
        "1.", pc.utf8_slice_codeunits(numbers(rng.integers(10**14, 10**15, rows)), 0, 14), "E+31"
    )
    spoiled: list[tuple[float, Texts]] = [
        (0.020, pick(rng, ["", "", "", "(not set)", "null", "{msclkid}"], rows)),
        (0.035, joined("https://www.example.com/offer?utm_source=bing&msclkid=", ids)),
        (0.045, foreign),
        (0.065, pc.utf8_upper(ids)),
        (0.070, damaged),
        (0.080, pc.utf8_slice_codeunits(ids, 0, 30)),
        (0.085, joined(ids, "-1")),
    ]
    lower = 0.0
    for upper, values in spoiled:
        ids = put(ids, (kind >= lower) & (kind < upper), values)
        lower = upper
    return ids


def moments(rng: Generator, now: int, first: float, last: float) -> list[datetime]:
    """A pool of moments between `first` and `last` days before `now`."""
    seconds = now - (rng.uniform(first, last, POOL) * DAY).astype(np.int64)
    return [datetime.fromtimestamp(int(second), UTC) for second in np.sort(seconds)]


def meridian(moment: datetime) -> str:
    """`11/5/2026 2:30:05 PM`."""
    hour = f"{moment.hour % 12 or 12}:{moment:%M:%S} {'PM' if moment.hour > 11 else 'AM'}"
    return f"{moment.month}/{moment.day}/{moment.year} {hour}"


def close_dates(rng: Generator, rows: int, now: int) -> Texts:
    """Times in the shapes that CRM systems write, month first; some too old, in the future, or no times."""
    recent, soon = moments(rng, now, 0.5, 82), moments(rng, now, 83, 90)
    old, future = moments(rng, now, 91, 400), moments(rng, now, -60, -0.1)
    eastern = timedelta(hours=-5)
    shapes: list[tuple[float, list[str]]] = [
        (40, [f"{m:%Y-%m-%d %H:%M:%S}" for m in recent]),
        (12, [f"{m:%m/%d/%Y %H:%M:%S}" for m in recent]),
        (12, [meridian(m) for m in recent]),
        (8, [f"{m:%Y-%m-%dT%H:%M:%SZ}" for m in recent]),
        (6, [f"{m:%Y-%m-%d %H:%M}" for m in recent]),
        (5, [f'"{m:%b %d, %Y %H:%M:%S}"' for m in recent]),
        (4, [f"{m + eastern:%Y-%m-%dT%H:%M:%S}-05:00" for m in recent]),
        (3, [f"{m:%Y-%m-%d}" for m in recent]),
        (3, [f"{m:%Y-%m-%d %H:%M:%S}" for m in soon]),
        (2, [f"{m:%Y-%m-%d %H:%M:%S}" for m in old]),
        (2, [f"{m:%m/%d/%Y %H:%M:%S}" for m in future]),
        (1, [f"{m:%Y-%m-%d %H:%M:%S} CST" for m in recent]),
        (1, ["", "tbd", "02/31/2026 10:00:00", "2026-11-05 25:00:00"] * (POOL // 4)),
    ]
    chances = np.array([weight for weight, _ in shapes]) / sum(weight for weight, _ in shapes)
    shape = rng.choice(len(shapes), rows, p=chances)
    pool = pa.array([text for _, texts in shapes for text in texts], pa.large_string())
    return pool.take(pa.array(shape * POOL + rng.integers(0, POOL, rows)))


def amounts(rng: Generator, rows: int) -> Texts:
    """Amounts with a point, some grouped, with a symbol, below nought, too precise, or no numbers."""
    whole, cents = rng.integers(10, 9_999, rows), numbers(rng.integers(0, 100, rows), 2)
    plain = joined(numbers(whole), ".", cents)
    thousands, rest = numbers(whole // 1000 + 1), numbers(whole % 1000, 3)
    kind = rng.random(rows)
    amount = put(plain, kind < 0.05, joined('"', thousands, ",", rest, ".", cents, '"'))
    amount = put(amount, (kind >= 0.05) & (kind < 0.08), joined("$", plain))
    amount = put(amount, (kind >= 0.08) & (kind < 0.09), joined('"$', thousands, ",", rest, ".", cents, '"'))
    amount = put(amount, (kind >= 0.09) & (kind < 0.10), joined("-", plain))
    amount = put(amount, (kind >= 0.10) & (kind < 0.11), joined(plain, "37"))
    return put(amount, (kind >= 0.11) & (kind < 0.15), pick(rng, ["", "", "12.5k", "n/a", "#N/A"], rows))


def deal_names(rng: Generator, rows: int) -> Texts:
    """Company names, some with commas (quoted) and some with letters beyond English."""
    first = pick(rng, ["Acme", "Nord", "Oak", "Müller", "Alta", "Peña", "Kite", "Vega"], rows)
    second = pick(rng, ["Labs", "Group", "Dental", "Söhne", "Foods", "Homes"], rows)
    names = joined(first, " ", second)
    kind = rng.random(rows)
    names = put(names, kind < 0.08, joined('"', names, ', Inc."'))
    return put(names, (kind >= 0.08) & (kind < 0.09), joined('"', first, ' ""', second, '"""'))


def repeated(texts: Texts, share: npt.NDArray[np.bool_], distance: int) -> Texts:
    """`texts` where the marked rows repeat the row `distance` above them."""
    rows = np.arange(len(texts))
    return texts.take(pa.array(np.where(share & (rows >= distance), rows - distance, rows)))


def block(rng: Generator, first_id: int, rows: int, now: int, ragged: bool = False) -> Texts:
    """`rows` lines of the file, each with its line end."""
    ids, dates = click_ids(rng, rows), close_dates(rng, rows, now)
    copies = rng.random(rows) < 0.01
    ids, dates = repeated(ids, copies, 40), repeated(dates, copies, 40)
    number = np.arange(first_id, first_id + rows)
    pages = joined("https://www.example.com/?utm_source=bing&msclkid=", hexadecimal(rng, rows))
    columns = (
        numbers(number, 7),
        deal_names(rng, rows),
        pick(rng, ["Brandt", "Okafor", "Silva", "Rossi", "Lund", "Ngo"], rows),
        pick(rng, ["Won", "Closed Won"], rows, [8, 2]),
        ids,
        dates,
        amounts(rng, rows),
        pick(rng, ["USD", "EUR", "GBP", "usd", "", "US$", "XXX", "TRY"], rows, [70, 12, 8, 3, 4, 1, 1, 1]),
        pick(rng, ["Deal", "Lease", "deal", ""], rows, [80, 15, 3, 2]),
        joined("c", numbers(number * 7919 % 100_000), "@x.test"),
        put(pick(rng, [""], rows), rng.random(rows) < 0.01, pages),
        pick(rng, ["", "renewal", '"call back, then send"', '"two ""words"" quoted"'], rows, [90, 7, 2, 1]),
    )
    separator = pa.scalar(",", pa.large_string())
    lines = pc.binary_join_element_wise(*columns, separator)
    if ragged:
        short = pc.binary_join_element_wise(*columns[:8], separator)
        lines = frayed(rng, lines, short)
    return joined(lines, "\r\n")


def frayed(rng: Generator, lines: Texts, short: Texts) -> Texts:
    """The lines as they come from hands and scripts: `short` ones, longer ones, blank ones, stray quotes."""
    kind = rng.random(len(lines))
    lines = put(lines, kind < 0.010, short)
    lines = put(lines, (kind >= 0.010) & (kind < 0.018), joined(lines, ",moved,see note"))
    lines = put(lines, (kind >= 0.018) & (kind < 0.020), pick(rng, [""], len(lines)))
    return put(lines, (kind >= 0.020) & (kind < 0.021), joined(lines, ' 19" rack'))


def generate(rows: int, out: Path, now: int, ragged: bool = False) -> None:
    """Write `rows` rows to `out`, judged at `now` (seconds since 1970): blocks keep memory small."""
    rng = np.random.default_rng(SEED)
    with out.open("wb") as file:
        file.write(HEADINGS.encode())
        for start in range(0, rows, BLOCK):
            lines = block(rng, start + 1, min(BLOCK, rows - start), now, ragged)
            file.write(lines.buffers()[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--now", default=DEFAULT_NOW, help="the moment the export is made, ISO 8601")
    parser.add_argument("--ragged", action="store_true", help="with rows that are not like the others")
    arguments = parser.parse_args()
    now = int(datetime.fromisoformat(arguments.now).timestamp())
    generate(arguments.rows, arguments.out, now, arguments.ragged)


if __name__ == "__main__":
    main()

"""Amounts of money as people and programs write them, read exactly.

Reading is in two steps. `parse` finds what the column proves and needs no decision; `resolve` turns it into
numbers once the decimal mark is known, so that choosing another mark does not read a million cells again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.choices import DecimalMark
from offconv_gui.core.evidence import Proof
from offconv_gui.core.grid import Mask
from offconv_gui.core.kinds import amount_shapes, texts
from offconv_gui.core.kinds.amount_shapes import MOST_DIGITS, NOT_WRITTEN_SO, Shape
from offconv_gui.core.kinds.currency_marks import MARKS, currencies_of
from offconv_gui.core.kinds.reading import Reading
from offconv_gui.core.kinds.texts import Block, Rows

__all__ = [
    "MARKS",
    "AmountStatus",
    "Amounts",
    "ParsedAmounts",
    "currencies_of",
    "parse",
    "read",
    "resolve",
    "show",
    "values",
    "write",
]


class AmountStatus(IntEnum):
    """What a cell of an amount column holds.

    UNCLEAR can be read with either decimal mark; TOO_LONG takes more than 18 digits, or more than 18
    decimals, and so cannot be carried exactly.
    """

    OK = 0
    BLANK = 1
    UNREADABLE = 2
    UNCLEAR = 3
    TOO_LONG = 4


@dataclass(frozen=True)
class ParsedAmounts(Reading):
    """A column of amounts before the decimal mark is decided, one entry a row.

    `status` is uint8 (`AmountStatus`, never UNCLEAR); `proof` is uint8 (`evidence.Proof`: FIRST for a
    decimal point); `mantissa` is the signed int64 of all digits; `point_scale` and `comma_scale` are int8
    counts of decimals under either mark, -1 where the text is not well formed so; `mark` is an int16 index
    into `MARKS`.
    """

    status: npt.NDArray[np.uint8]
    proof: npt.NDArray[np.uint8]
    mantissa: npt.NDArray[np.int64]
    point_scale: npt.NDArray[np.int8]
    comma_scale: npt.NDArray[np.int8]
    mark: npt.NDArray[np.int16]


@dataclass(frozen=True)
class Amounts(Reading):
    """A column of amounts, one entry a row.

    `status` is uint8 (`AmountStatus`); where it is OK the amount is exactly `mantissa` / 10 ** `scale`
    (int64, int8) without trailing decimal zeros, so that a scale over 3 means more than three decimals.
    `mark` is an int16 index into `MARKS`: the currency mark beside the amount, 0 for none.
    """

    status: npt.NDArray[np.uint8]
    mantissa: npt.NDArray[np.int64]
    scale: npt.NDArray[np.int8]
    mark: npt.NDArray[np.int16]

    def as_floats(self) -> npt.NDArray[np.float64]:
        """The amounts to compare and order by, right to fifteen digits."""
        result: npt.NDArray[np.float64] = self.mantissa / np.power(10.0, self.scale)
        return result


def read(text: pa.Array | pa.ChunkedArray, mark: DecimalMark, numeric: Mask | None = None) -> Amounts:
    """Read a column whose decimal mark is known; see `parse` and `resolve`."""
    return resolve(parse(text, numeric), mark)


def parse(text: pa.Array | pa.ChunkedArray, numeric: Mask | None = None) -> ParsedAmounts:
    """Read a column as far as it goes without a decimal mark.

    `numeric` marks true numbers of a spreadsheet: their text is exact, with a decimal point and perhaps an
    exponent, and proves nothing about the others.
    """
    parts = []
    for block in texts.blocks(text):
        numbers = None if numeric is None or not numeric[block.span].any() else numeric[block.span]
        parts.append(_parse_block(_with_ascii_digits(block), numbers))
    if len(parts) == 1:
        return parts[0]
    names = parts[0].arrays()
    return ParsedAmounts(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _with_ascii_digits(block: Block) -> Block:
    """The block with full-width digits, as Japanese and Chinese programs write them, made plain."""
    if not ((block.data[:-1] == 0xEF) & (block.data[1:] == 0xBC)).any():
        return block
    distinct, which = block.distinct()
    made_plain = pa.array([texts.plain(text) for text in distinct], pa.large_string())
    return texts.whole(made_plain.take(pa.array(which)), block.first)


def _parse_block(block: Block, numeric: Mask | None) -> ParsedAmounts:
    """Parse a block: its shapes one by one, its digits all at once."""
    is_digit = (block.data - np.uint8(ord("0"))) < 10
    high_half = np.uint8(0xFF) - is_digit.view(np.uint8) * np.uint8(0x0F)  # of "0" to "9" it leaves "0"
    encoded = texts.from_bytes(block.data & high_half, block.starts).dictionary_encode()
    which = encoded.indices.to_numpy(zero_copy_only=False)
    written = encoded.dictionary.to_pylist()
    digit_counts = np.array([shape.count("0") for shape in written], np.int64)[which]
    shapes = [amount_shapes.of_text(shape) if "0" in shape else amount_shapes.NO_AMOUNT for shape in written]
    if numeric is not None:
        shapes += [amount_shapes.of_number(shape) for shape in written]
        which = which + numeric * np.int32(len(written))
    blank = [not (shape if shape.isascii() else texts.plain(shape)).strip() for shape in written]
    parsed = _from_shapes(shapes, blank * (len(shapes) // len(written)) if written else [], which)
    by_itself = np.array([shape.one_by_one for shape in shapes], np.bool_)[which]
    _fill_digits(parsed, block.data[is_digit], digit_counts, by_itself)
    _refuse_leading_zeros(parsed, digit_counts)
    _fill_by_itself(parsed, block, np.flatnonzero(by_itself), shapes, which)
    return parsed


def _from_shapes(shapes: list[Shape], blank: list[bool], which: npt.NDArray[np.int32]) -> ParsedAmounts:
    """What the shapes tell of their rows; `mantissa` holds the sign only."""
    sign = np.array([shape.sign for shape in shapes], np.int64)
    status = np.where(sign == 0, AmountStatus.UNREADABLE, AmountStatus.OK).astype(np.uint8)
    status[np.array(blank, np.bool_)] = AmountStatus.BLANK
    return ParsedAmounts(
        status[which],
        np.array([shape.proof for shape in shapes], np.uint8)[which],
        sign[which],
        np.array([shape.point_scale for shape in shapes], np.int8)[which],
        np.array([shape.comma_scale for shape in shapes], np.int8)[which],
        np.array([shape.mark for shape in shapes], np.int16)[which],
    )


def _fill_digits(parsed: ParsedAmounts, digits: texts.Bytes, counts: Rows, by_itself: Mask) -> None:
    """Multiply the signs in `mantissa` by the numbers that the rows' `digits` make, where they fit."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    numbers = texts.from_bytes(digits, starts)
    simple = (parsed.status == AmountStatus.OK) & ~by_itself
    if simple.all():
        np.multiply(parsed.mantissa, numbers.cast(pa.int64()).to_numpy(), out=parsed.mantissa)
        return
    rows = np.flatnonzero(simple)
    parsed.mantissa[rows] *= numbers.take(pa.array(rows)).cast(pa.int64()).to_numpy()


def _refuse_leading_zeros(parsed: ParsedAmounts, digit_counts: Rows) -> None:
    """`0.125` has no thousands: nobody groups a number that begins with zero."""
    rows = np.flatnonzero(parsed.proof == Proof.UNCLEAR)
    rows = rows[np.abs(parsed.mantissa[rows]) < _POWERS[digit_counts[rows] - 1]]
    has_comma = parsed.point_scale[rows] == 0
    parsed.proof[rows] = np.where(has_comma, Proof.SECOND, Proof.FIRST)
    parsed.point_scale[rows[has_comma]] = NOT_WRITTEN_SO
    parsed.comma_scale[rows[~has_comma]] = NOT_WRITTEN_SO


def _fill_by_itself(
    parsed: ParsedAmounts, block: Block, rows: Rows, shapes: list[Shape], which: npt.NDArray[np.int32]
) -> None:
    if not len(rows):
        return
    exact = [
        amount_shapes.exact(text, shapes[at])
        for text, at in zip(block.array.take(pa.array(rows)).to_pylist(), which[rows], strict=True)
    ]
    parsed.status[rows] = [AmountStatus.OK if one.fits else AmountStatus.TOO_LONG for one in exact]
    parsed.mantissa[rows] = [one.mantissa for one in exact]
    for scale in (parsed.point_scale, parsed.comma_scale):
        scale[rows] = np.where(scale[rows] == NOT_WRITTEN_SO, NOT_WRITTEN_SO, [one.scale for one in exact])


_POWERS = 10 ** np.arange(MOST_DIGITS + 1, dtype=np.int64)


def resolve(parsed: ParsedAmounts, mark: DecimalMark) -> Amounts:
    """The amounts under the decimal mark that holds for the column.

    AUTO means that nobody knows it: what can be read with either mark is UNCLEAR, the rest is read in its
    only way. POINT and COMMA hold for every text: what is not well formed so is UNREADABLE, and never read
    the other way.
    """
    if mark is DecimalMark.AUTO:
        comma = (parsed.proof == Proof.SECOND) & (parsed.comma_scale != NOT_WRITTEN_SO)
        scale = np.where(comma, parsed.comma_scale, parsed.point_scale)
    else:
        scale = (parsed.comma_scale if mark is DecimalMark.COMMA else parsed.point_scale).copy()
    status = parsed.status.copy()
    status[(scale == NOT_WRITTEN_SO) & (status != AmountStatus.BLANK)] = AmountStatus.UNREADABLE
    if mark is DecimalMark.AUTO:
        status[parsed.proof == Proof.UNCLEAR] = AmountStatus.UNCLEAR
    readable = status == AmountStatus.OK
    mantissa = np.where(readable, parsed.mantissa, 0)
    scale[~readable] = 0
    _drop_trailing_zeros(mantissa, scale)
    shown_mark = np.where(status == AmountStatus.UNREADABLE, np.int16(0), parsed.mark)
    return Amounts(status, mantissa, scale, shown_mark)


def _drop_trailing_zeros(mantissa: npt.NDArray[np.int64], scale: npt.NDArray[np.int8]) -> None:
    rows = np.flatnonzero(scale > 0)
    while len(rows):
        shorter = mantissa[rows] // 10
        exact = shorter * 10 == mantissa[rows]
        rows = rows[exact]
        mantissa[rows] = shorter[exact]
        scale[rows] -= 1
        rows = rows[scale[rows] > 0]


_NOTHING = pa.scalar("", pa.large_string())


def values(amounts: Amounts) -> npt.NDArray[np.float64]:
    """The amounts as float64, nan where there is none: near enough to compare and add, not to upload."""
    return np.where(amounts.status == AmountStatus.OK, amounts.mantissa / _POWERS[amounts.scale], np.nan)


def write(amounts: Amounts) -> pa.Array:
    """The amounts as `pa.large_string()`: digits with "." before the decimals, no grouping; "" unless OK."""
    readable = amounts.status == AmountStatus.OK
    size = np.abs(amounts.mantissa)
    rows_by_scale = [
        (int(scale), np.flatnonzero(readable & (amounts.scale == scale)))
        for scale in np.flatnonzero(np.bincount(amounts.scale[readable]))
    ]
    pieces = [_digits(size[rows], amounts.mantissa[rows] < 0, scale) for scale, rows in rows_by_scale]
    rows_by_scale.append((0, np.flatnonzero(~readable)))
    pieces.append(pa.repeat(_NOTHING, int((~readable).sum())))
    if len(pieces[0]) == len(amounts):
        return pieces[0]
    order = np.empty(len(amounts), np.int64)
    order[np.concatenate([rows for _, rows in rows_by_scale])] = np.arange(len(amounts))
    return pa.concat_arrays(pieces).take(pa.array(order))


def _digits(size: npt.NDArray[np.int64], negative: Mask, scale: int) -> pa.Array:
    """Amounts of one scale as text."""
    whole = pa.array(size // _POWERS[scale]).cast(pa.large_string())
    if scale:
        whole = pc.binary_join_element_wise(whole, _decimals(size % _POWERS[scale], scale), _NOTHING)
    if negative.any():
        sign = pa.array(["", "-"], pa.large_string()).take(pa.array(negative.astype(np.int8)))
        whole = pc.binary_join_element_wise(sign, whole, _NOTHING)
    return whole


def _decimals(fraction: npt.NDArray[np.int64], scale: int) -> pa.Array:
    """A point and `scale` digits each: the digits of 10 ** scale + fraction, the first made a point."""
    width = scale + 1
    text = texts.whole(pa.array(fraction + _POWERS[scale]).cast(pa.large_string()))
    data = text.data.reshape(-1, width).copy()
    data[:, 0] = ord(".")
    return texts.from_bytes(data.reshape(-1), np.arange(len(fraction) + 1, dtype=np.int64) * width)


def show(mantissa: int, scale: int) -> str:
    """One amount for people: "9,800.00", with grouping commas and at least two decimals."""
    return f"{Decimal(mantissa).scaleb(-scale):,.{max(scale, 2)}f}"

"""The columns of an offline conversion: the one place that knows each heading, kind and use.

Headings are those of Microsoft Advertising's bulk "Offline Conversion" record, to the letter: the service
silently ignores a column whose heading it does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from offconv_gui.core import heading_aliases
from offconv_gui.core.messages import QT_TRANSLATE_NOOP


class Kind(Enum):
    """How the values of a field are read."""

    TEXT = "text"
    TIME = "time"
    AMOUNT = "amount"
    CLICK_ID = "click ID"
    CURRENCY = "currency"
    HASH = "hash"
    ADJUSTMENT_TYPE = "adjustment type"
    CREDIT = "credit"
    LINK = "link"


class Field(Enum):
    """A column we know; the value is its exact heading, and the only key of a column."""

    CLICK_ID = "Microsoft Click Id"
    TIME = "Conversion Time"
    VALUE = "Conversion Value"
    CURRENCY = "Conversion Currency Code"
    NAME = "Conversion Name"
    CLIENT_ID = "Client Id"
    ADJUSTMENT_TYPE = "Adjustment Type"
    ADJUSTMENT_TIME = "Adjustment Time"
    ADJUSTMENT_VALUE = "Adjustment Value"
    ADJUSTMENT_CURRENCY = "Adjustment Currency Code"
    HASHED_EMAIL = "Hashed Email Address"
    HASHED_PHONE = "Hashed Phone Number"
    ATTRIBUTION_MODEL = "External Attribution Model"
    ATTRIBUTION_CREDIT = "External Attribution Credit"
    CLICK_TIME = "Click Time"
    LANDING_PAGE = "Landing Page"


class Need(Enum):
    """Whether an action needs a field."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    UNUSED = "unused"


@dataclass(frozen=True)
class Needs:
    """What each action makes of a field."""

    new: Need
    restate: Need
    retract: Need


@dataclass(frozen=True)
class FieldSpec:
    """What is known of one field.

    `aliases` are headings under which CRM and advertising systems export it, lower-case (see
    `core.mapping` for how they are compared). `exported` fields are columns of the upload file; the others
    only help to judge. `standing` fields are shown even where the file lacks them, for they can be typed.
    """

    field: Field
    kind: Kind
    help: str
    example: str
    needs: Needs
    aliases: tuple[str, ...] = ()
    exported: bool = True
    standing: bool = False

    @property
    def heading(self) -> str:
        return self.field.value


_REQUIRED = Needs(Need.REQUIRED, Need.REQUIRED, Need.REQUIRED)
_OPTIONAL = Needs(Need.OPTIONAL, Need.OPTIONAL, Need.OPTIONAL)
_NEW_ONLY = Needs(Need.OPTIONAL, Need.UNUSED, Need.UNUSED)
_ADJUSTMENT = Needs(Need.UNUSED, Need.REQUIRED, Need.REQUIRED)
_RESTATE = Needs(Need.UNUSED, Need.REQUIRED, Need.UNUSED)

FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        Field.CLICK_ID,
        Kind.CLICK_ID,
        QT_TRANSLATE_NOOP(
            "fields", "The ID Microsoft Advertising gave the click: 32 digits and letters a to f."
        ),
        "f894f652ea334e739002f7167ab8f8e3",
        _REQUIRED,
        aliases=heading_aliases.CLICK_ID,
        standing=True,
    ),
    FieldSpec(
        Field.TIME,
        Kind.TIME,
        QT_TRANSLATE_NOOP("fields", "When the deal was won: uploaded in UTC, at most 90 days old."),
        "2026-11-05 14:30",
        _REQUIRED,
        aliases=heading_aliases.TIME,
        standing=True,
    ),
    FieldSpec(
        Field.VALUE,
        Kind.AMOUNT,
        QT_TRANSLATE_NOOP("fields", "What the deal is worth. Where it is blank, the goal's value counts."),
        "1234.50",
        _NEW_ONLY,
        aliases=heading_aliases.VALUE,
        standing=True,
    ),
    FieldSpec(
        Field.CURRENCY,
        Kind.CURRENCY,
        QT_TRANSLATE_NOOP("fields", "The currency of the value, as a three-letter code."),
        "EUR",
        _NEW_ONLY,
        aliases=heading_aliases.CURRENCY,
        standing=True,
    ),
    FieldSpec(
        Field.NAME,
        Kind.TEXT,
        QT_TRANSLATE_NOOP("fields", "The conversion goal's name, exactly as in Microsoft Advertising."),
        "Closed deals",
        _REQUIRED,
        aliases=heading_aliases.NAME,
        standing=True,
    ),
    FieldSpec(
        Field.CLIENT_ID,
        Kind.TEXT,
        QT_TRANSLATE_NOOP("fields", "Your own reference for the row. It comes back in the results file."),
        "0066037287",
        _OPTIONAL,
        aliases=heading_aliases.CLIENT_ID,
        standing=True,
    ),
    FieldSpec(
        Field.ADJUSTMENT_TYPE,
        Kind.ADJUSTMENT_TYPE,
        QT_TRANSLATE_NOOP("fields", "Restate changes an earlier conversion's value, Retract takes it back."),
        "Restate",
        _ADJUSTMENT,
        aliases=heading_aliases.ADJUSTMENT_TYPE,
    ),
    FieldSpec(
        Field.ADJUSTMENT_TIME,
        Kind.TIME,
        QT_TRANSLATE_NOOP("fields", "When the conversion was changed or taken back."),
        "2026-11-09 10:00",
        _ADJUSTMENT,
        aliases=heading_aliases.ADJUSTMENT_TIME,
    ),
    FieldSpec(
        Field.ADJUSTMENT_VALUE,
        Kind.AMOUNT,
        QT_TRANSLATE_NOOP("fields", "The new value of a restated conversion."),
        "980.00",
        _RESTATE,
        aliases=heading_aliases.ADJUSTMENT_VALUE,
    ),
    FieldSpec(
        Field.ADJUSTMENT_CURRENCY,
        Kind.CURRENCY,
        QT_TRANSLATE_NOOP("fields", "The currency of the new value."),
        "EUR",
        Needs(Need.UNUSED, Need.OPTIONAL, Need.UNUSED),
        aliases=heading_aliases.ADJUSTMENT_CURRENCY,
    ),
    FieldSpec(
        Field.HASHED_EMAIL,
        Kind.HASH,
        QT_TRANSLATE_NOOP("fields", "The e-mail address as a SHA-256 hash of 64 digits and letters a to f."),
        "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602",
        _OPTIONAL,
        aliases=heading_aliases.HASHED_EMAIL,
    ),
    FieldSpec(
        Field.HASHED_PHONE,
        Kind.HASH,
        QT_TRANSLATE_NOOP("fields", "The phone number as a SHA-256 hash of 64 digits and letters a to f."),
        "c59475d96e9f01d7d18d06cfad84dd02333207f02c0c2c5663ef2782cda0390e",
        _OPTIONAL,
        aliases=heading_aliases.HASHED_PHONE,
    ),
    FieldSpec(
        Field.ATTRIBUTION_MODEL,
        Kind.TEXT,
        QT_TRANSLATE_NOOP("fields", "Your own attribution model's name, for externally attributed goals."),
        "Linear",
        _NEW_ONLY,
        aliases=heading_aliases.ATTRIBUTION_MODEL,
    ),
    FieldSpec(
        Field.ATTRIBUTION_CREDIT,
        Kind.CREDIT,
        QT_TRANSLATE_NOOP("fields", "This click's share of the conversion: more than 0, at most 1."),
        "0.5",
        _NEW_ONLY,
        aliases=heading_aliases.ATTRIBUTION_CREDIT,
    ),
    FieldSpec(
        Field.CLICK_TIME,
        Kind.TIME,
        QT_TRANSLATE_NOOP("fields", "When the ad was clicked. Used to check the conversion, never uploaded."),
        "2026-10-20 09:12",
        _OPTIONAL,
        aliases=heading_aliases.CLICK_TIME,
        exported=False,
    ),
    FieldSpec(
        Field.LANDING_PAGE,
        Kind.LINK,
        QT_TRANSLATE_NOOP("fields", "The address the click led to. Missing click IDs can be taken from it."),
        "https://www.example.com/?msclkid=f894f652ea334e739002f7167ab8f8e3",
        _OPTIONAL,
        aliases=heading_aliases.LANDING_PAGE,
        exported=False,
    ),
)

SPECS: dict[Field, FieldSpec] = {spec.field: spec for spec in FIELDS}
HASHED = (Field.HASHED_EMAIL, Field.HASHED_PHONE)
ADJUSTMENTS = (Field.ADJUSTMENT_TIME, Field.ADJUSTMENT_VALUE, Field.ADJUSTMENT_CURRENCY)
STANDING: tuple[Field, ...] = tuple(spec.field for spec in FIELDS if spec.standing)

"""The shared words that a provider uses."""

from retention.choices import GroundStatus, Unit

from ...choices import DataKind, MeasureKind, PurposeType, SpecialKind
from .base import Register, Text, Word


class DataCategory(Word, kw_only=True):
    kind: DataKind
    special_kind: SpecialKind | None = None
    telling: int = 5
    identity_document: Register[bool] = False


class DataSubjectCategory(Word, kw_only=True):
    own_people: Register[bool] = False
    vulnerable: Register[bool] = False


class Purpose(Word, kw_only=True):
    type: Register[PurposeType]


class SecurityMeasure(Word, kw_only=True):
    kind: Register[MeasureKind]
    explanation: Text = None


class ProcessingOperation(Word, kw_only=True):
    pass


class StatutoryGround(Word, kw_only=True):
    law: str
    status: Register[GroundStatus]
    amount: int | None = None
    unit: Unit | None = None
    start: Text = None

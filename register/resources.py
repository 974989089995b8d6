"""Spreadsheets of the shared vocabulary."""

from providers.spreadsheets.resource import resource_for

from .models import (
    DataCategory,
    DataSubjectCategory,
    ProcessingOperation,
    Purpose,
    SecurityMeasure,
)

CategoryResource = resource_for(DataCategory, "key", "name", "kind", "special_kind", "identity_document")
SubjectResource = resource_for(DataSubjectCategory, "key", "name", "vulnerable")
PurposeResource = resource_for(Purpose, "key", "name", "type")
MeasureResource = resource_for(SecurityMeasure, "key", "name", "kind", "explanation")
OperationResource = resource_for(ProcessingOperation, "key", "name")

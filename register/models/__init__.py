"""Rows that people edit; everything that is read is made from them through the Dossier."""

from .activity import ProcessingActivity, SubjectGroup
from .decision import FindingDecision
from .editorial import Door, FirstLayerAnswer, Highlight, PageText, ServiceGroup
from .facts import (
    ActivityOperation,
    ActivitySecurity,
    BreachProcedure,
    EmergencyCalls,
    Remark,
    RoleClaim,
    SharingPolicy,
    UsageLogging,
)
from .finding import DraftFindings, EditCount
from .publication import Publication, PublicationFile
from .review import Review
from .rights import ChangePolicy, Complaint, RequestHandling, StatedRight
from .rows import ActivitySystem, DataRow, Disclosure, LegalBasis, PurposeRow
from .statement_page import StatementPage
from .task import DocumentTask
from .website import AutomatedDecisions, Cookie, CookiePolicy, Report
from .words import (
    DataCategory,
    DataSubjectCategory,
    ProcessingOperation,
    Purpose,
    SecurityMeasure,
)

"""Rows that people edit; everything that is read is made from them through the Dossier."""

from .activity import ProcessingActivity, SubjectGroup
from .backup import BackupMade
from .bringing import BroughtTable, HeadingSet
from .drafts import DraftFindings, EditCount, FindingDecision, Review
from .editorial import Door, FirstLayerAnswer, Highlight, PageText, ServiceGroup
from .facts import (
    ActivityOperation,
    ActivitySecurity,
    BreachProcedure,
    EmergencyCalls,
    Minors,
    Remark,
    RoleClaim,
    SharingPolicy,
    StatementPage,
    UsageLogging,
)
from .publication import Publication, PublicationFile, Shielding
from .rights import ChangePolicy, Complaint, RequestHandling, StatedRight
from .rows import ActivitySystem, DataRow, Disclosure, GeneralBasis, GeneralPurpose, LegalBasis, PurposeRow
from .submission import Submission
from .task import DocumentTask
from .teamwork import Assignment, Comment, DigestWish
from .token import ApiToken
from .website import AutomatedDecisions, Cookie, CookiePolicy, Report
from .words import DataCategory, DataSubjectCategory, ProcessingOperation, Purpose, SecurityMeasure

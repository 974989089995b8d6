"""Art. 30 AVG: the register of processing activities as plain view data."""

from .changes import ChangeRow, section_title
from .register import ROLES, article30, elements_of, with_roles
from .selection import Selection, questions, selected
from .types import ActivityView, Annex, Block, FactTable, Field, Part, RegisterView, State

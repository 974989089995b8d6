"""What a text seems to say: proposals, each with its line, that become facts only when an officer takes them."""

from .proposing import Known, propose
from .types import Kind, Proposal, signature_of

__all__ = ["Kind", "Known", "Proposal", "propose", "signature_of"]

"""Words of the page itself."""

from ...choices import FirstLayer
from .base import Keys, Node, Register, Text


class PageText(Node, kw_only=True):
    tagline: Text = None
    audience: Text = None


class FirstLayerAnswer(Node, kw_only=True):
    question: FirstLayer
    text: str


class Highlight(Node, kw_only=True):
    sequence: Register[int]
    activity: Register[Text] = None
    text: str


class Door(Node, kw_only=True):
    sequence: Register[int]
    group: str
    other_groups: Keys = ()
    activities: Keys = ()
    heading: Text = None
    label: str


class ServiceGroup(Node, kw_only=True):
    key: str
    sequence: Register[int]
    name: str
    services: Keys = ()

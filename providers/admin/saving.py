"""Signals around a save on a page, for apps above this one that tell what it changed.

Both bring `request` and `row`: the first before anything of the form is stored, the second when all of it is.
"""

from django.dispatch import Signal

page_saving = Signal()
page_saved = Signal()

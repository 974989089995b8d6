"""The PDFs: the only place that knows the PDF library.

Imports nothing: worker processes load `rendering` from here without Django.
"""

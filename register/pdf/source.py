"""A chapter as the PDF library reads it."""

from xml.etree.ElementTree import ParseError, fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML

from .assets import defaults, fetcher


class Source(HTML):
    """HTML with the assets and defaults of the project.

    HTML that is also XML, as that of the register is, is read twenty times as fast; elsewhere the
    library reads it as browsers do.
    """

    def __init__(self, html: str) -> None:
        try:
            root = fromstring(html)  # noqa: S314  # of our own templates, which escape what people typed
        except ParseError:
            super().__init__(string=html, url_fetcher=fetcher())
        else:
            self.base_url, self.url_fetcher, self.media_type = None, fetcher(), "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    # The library has no public way to give it less than its whole sheet, which costs 15 % of a register.
    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [defaults()]

"""What was typed goes through another page and comes back the same."""

from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict

from register.typed import hidden_fields
from tests.forms import filled

TYPED = {"name": ["Eén & \"twee\" <b>'drie'</b>"], "text": ["a\r\n\r\n b "], "services": ["2", "1"], "empty": [""]}


def test_every_field_comes_back_as_it_was_typed():
    page = HttpResponse(hidden_fields(QueryDict(urlencode(TYPED, doseq=True))))
    assert filled(page) == TYPED


def test_passwords_and_the_token_stay_out():
    post = QueryDict("csrfmiddlewaretoken=a&password=b&password1=c&new_Password=d&username=e")
    assert hidden_fields(post) == '<input type="hidden" name="username" value="e">'

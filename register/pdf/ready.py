"""For the process that workers are forked from: fonts and style sheets are read once, not by each of them."""

from .jobs import Job
from .rendering import render

render(Job("<p>a<b>b</b></p>", ("page.css", "register.css")))

"""What programs with a token may read, by the API Design Rules of the Dutch government.

`resources.TABLE` is the one description: addresses, answers and openapi.json are made from it.
"""

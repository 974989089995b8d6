"""Pages for who the provider is; every list and form of the project is built from what stands beside them."""

from . import owned, provider

"""A client of the Redress API. Only Python's standard library is needed."""

from .client import Client, Tokens
from .documents import load_documents
from .errors import PASSING, RedressError
from .live import Update

__all__ = ["Client", "PASSING", "RedressError", "Tokens", "Update", "load_documents"]

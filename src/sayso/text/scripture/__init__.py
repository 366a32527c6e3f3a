"""Scripture as texts refer to it and spell it: chapters and verses, references, the forms of an Arabic word."""

from sayso.text.scripture.references import Found, Reference, find_references

__all__ = ["Found", "Reference", "find_references"]

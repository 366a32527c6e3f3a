"""sayso: on whose say-so? Who said each quotation of a document, when, and do the sources bear it out?"""

__version__ = "0.1.0"

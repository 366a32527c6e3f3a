"""Do the sources bear it out: search, alignment, judgement and the choice among places."""

from sayso.verification.judge import judge
from sayso.verification.query import parse_query
from sayso.verification.search import locate
from sayso.verification.verify import verify, verify_query

__all__ = ["judge", "locate", "parse_query", "verify", "verify_query"]

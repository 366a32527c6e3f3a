"""Do the sources bear it out: alignment, judgement and the choice among places."""

"""Who said it: from a document to its quotations and attributions."""

"""Readers, segmentation, folding and quotation marks: from files to `Document` and from text to pieces."""

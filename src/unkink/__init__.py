"""Unkink: a written exercise routine, one Markdown file, made into a coached, spoken session."""

__version__ = "0.1.0"

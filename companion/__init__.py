"""Sparringsrum: a confidential room for preparing a case between two meetings of a leader network."""

__version__ = "0.1.0"

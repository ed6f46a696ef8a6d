"""Tests of companion.brief."""

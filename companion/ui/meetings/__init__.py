"""The tools for whoever leads the next meeting, and the practice ground; one tool a file, `desk` puts them beside one another.

Nothing that is typed here is kept anywhere: the window sends its form along with every press and gets it back.
"""

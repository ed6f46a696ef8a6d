"""How many leaders at once: each finishes a case over HTTP, in the shared mode, beside an echo that is asked as often.

`python -m evals.load [--quick] [--out FILE.json]`. No leader pauses to think, so twenty here are far more than twenty at
work. Nothing leaves the machine; the leaders stand where the trusted proxy would.
"""

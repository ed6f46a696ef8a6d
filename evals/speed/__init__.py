"""How fast, how small: the room beside the plainest thing that could do the same, measured in one run.

`python -m evals.speed [--quick] [--out FILE.json]`. A figure without its baseline says more about the machine than
about the program, so ours and the baseline take turns, and the table gives both beside their ratio.
"""

"""Where cases live: encrypted checkpoints, listing, drafts, retention, deletion.

Set before LangGraph is first imported: only known types come back from a checkpoint, and nothing is traced.
"""

import os

from companion import confinement

os.environ |= confinement.UNTRACED

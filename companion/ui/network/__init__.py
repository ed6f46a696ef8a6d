"""HR's tools: setting a network up, following it by counts, and the papers for it; the desk is that of the meetings.

No tool here reaches a case, a draft, a receipt or an export; `access` says who may use them.
"""

"""Updates in: `polling.py` or `webhook.py` → decoding → `lanes.py` (order per chat) → `pipeline.py` → confirmation.

A plain message is screened and handed to group commit without a task of its own; everything else runs in the lane of
its chat. An update is confirmed to Telegram once its effects are committed, or once it is parked as a row.
"""

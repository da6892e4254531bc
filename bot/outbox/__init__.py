"""What must reach Telegram: effects as rows, written with their cause, sent after the commit, kept until done.

    await outbox.actions.put(tx, Send(chat_id=…, text=…), key="case:12:card")

`effects.py` says what there is, `buttons.py` how buttons name what they do, `bot/telegram/delivery.py` performs.
"""

"""How the weights of `bot/text/spam` are made: `python -m training.spam --data FOLDER`."""

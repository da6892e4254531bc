"""Languages: which one to speak (`negotiation.py`) and the words (`translator.py`, `locales/<language>/<capability>.ftl`)."""

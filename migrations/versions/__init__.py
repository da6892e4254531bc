"""One file per change, named `<date>_<slug>.py` like its revision."""

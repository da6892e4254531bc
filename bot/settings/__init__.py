"""Per-community settings: typed fields, changes with their log, YAML, and what every capability declares with `knob`."""

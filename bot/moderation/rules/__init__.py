"""Rules as data: what they look for, what they do, how they are compiled, stored as YAML and explained. Pure."""

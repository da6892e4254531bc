"""How the models that are shipped are made. Not part of the package."""

"""The glue of Warmline: settings, errors, database, logging, and the command line that starts it all."""

__version__ = "0.1.0"

"""Where orders come from: one protocol, over SQL or over HTTP."""

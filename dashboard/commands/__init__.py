"""The command line: one module per command. Results go to stdout, progress and messages to stderr."""

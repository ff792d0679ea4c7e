"""The command line, and the start-up path of the program."""

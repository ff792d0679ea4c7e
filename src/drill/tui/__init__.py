"""The Textual front end: paints steps, turns keys into intents, holds no rules."""

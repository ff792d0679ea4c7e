"""The judge: submissions run apart, and are judged from outside."""

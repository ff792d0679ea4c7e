"""Deep learning: layers, their memory and their arithmetic."""

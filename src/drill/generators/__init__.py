"""Questions made afresh each time they are asked, from reference models."""

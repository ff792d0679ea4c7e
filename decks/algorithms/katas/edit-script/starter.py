"""Edit distance, with the edits: fill in `edit_script`. Add functions as you like."""


def edit_script(old: str, new: str) -> list[list[str]]:
    """The steps that turn one text into another at the least cost."""
    raise NotImplementedError

"""Calls names, but neither groups nor the results of calls."""

from typing import Any, Literal, NamedTuple

Tree = str | list[Any]


class Operator(NamedTuple):
    """How tightly a binary operator binds, and how equals group."""

    level: int
    groups: Literal["left", "right", "never"]


BINARY = {
    "==": Operator(1, "never"),
    "<": Operator(1, "never"),
    "+": Operator(2, "left"),
    "-": Operator(2, "left"),
    "*": Operator(3, "left"),
    "/": Operator(3, "left"),
    "**": Operator(4, "right"),
}
LOOSEST = BINARY["=="].level
POWER = BINARY["**"].level
NONE = Operator(LOOSEST - 1, "never")
"""What stands for a token that is no binary operator."""
END = ""


class Parser:
    """The tokens and the place of the next one."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = [*tokens, END]
        self.at = 0

    @property
    def token(self) -> str:
        """The next token; END behind the last."""
        return self.tokens[self.at]

    def accept(self, token: str) -> bool:
        """Take the next token if it is this one."""
        if self.token != token:
            return False
        self.at += 1
        return True

    def expect(self, token: str) -> None:
        """Take the next token, which has to be this one."""
        if not self.accept(token):
            raise ValueError(f"{token!r} is missing before token {self.at}")

    def expression(self) -> Tree:
        """An expression of any kind."""
        condition = self.binary(LOOSEST)
        if not self.accept("?"):
            return condition
        then = self.expression()
        self.expect(":")
        return ["?", condition, then, self.expression()]

    def binary(self, least: int) -> Tree:
        """An expression of operators that bind at least so tightly."""
        left = self.prefix()
        while (operator := BINARY.get(self.token, NONE)).level >= least:
            token = self.token
            self.at += 1
            tighter = (
                operator.level if operator.groups == "right" else operator.level + 1
            )
            left = [token, left, self.binary(tighter)]
            if operator.groups == "never" and BINARY.get(self.token) == operator:
                raise ValueError(f"{token!r} and {self.token!r} do not group")
        return left

    def prefix(self) -> Tree:
        """An operand, or one behind a minus."""
        if self.accept("-"):
            return ["-", self.binary(POWER)]
        return self.called()

    def called(self) -> Tree:
        """An operand and the calls behind it."""
        tree = self.operand()
        if isinstance(tree, str) and self.accept("("):
            tree = ["call", tree]
            if not self.accept(")"):
                tree.append(self.expression())
                while self.accept(","):
                    tree.append(self.expression())
                self.expect(")")
        return tree

    def operand(self) -> Tree:
        """A name, a number or a group."""
        if self.accept("("):
            tree = self.expression()
            self.expect(")")
            return tree
        token = self.token
        if not (token[:1].isalnum() or token[:1] == "_"):
            raise ValueError(f"an operand is missing before token {self.at}")
        self.at += 1
        return token


def parse(tokens: list[str]) -> Tree:
    """The tree of an expression.

    Raises:
        ValueError: the tokens are no expression.
    """
    parser = Parser(tokens)
    tree = parser.expression()
    parser.expect(END)
    return tree

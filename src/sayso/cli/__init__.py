"""The `sayso` command: one module a command; only this layer prints and exits."""


def main() -> None:
    """Run the command line."""

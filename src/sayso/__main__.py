"""`python -m sayso`, for where the `sayso` command is not on the path."""

from sayso.cli import main

if __name__ == "__main__":
    main()

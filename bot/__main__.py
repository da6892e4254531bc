"""`qunguan`, or `python -m bot`."""


def main() -> None:
    """Run the command line. Exit status 0 success, 1 failure, 2 wrong usage."""
    from bot.command_line.application import application

    application()(prog_name="qunguan")


if __name__ == "__main__":
    main()

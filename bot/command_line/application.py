"""The commands by name. Their modules import little until they run: the start of the bot is timed."""

import typer

from bot.command_line import backups, classifying, examination, replaying, rules, running, schema, version


def application() -> typer.Typer:
    """The command line."""
    # Without rich: importing it for help and errors costs 0.1 s, and plain text reads well in a log.
    line = typer.Typer(
        help="群管 Qunguan: a Telegram bot that runs a community. Settings come from the environment and .env.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    line.command()(running.run)
    line.command()(running.demo)
    database = typer.Typer(help="The database's schema.", no_args_is_help=True, rich_markup_mode=None)
    database.command("upgrade")(schema.upgrade)
    database.command("revision")(schema.revision)
    line.add_typer(database, name="db")
    ruled = typer.Typer(help="Rules in a file, without a bot.", no_args_is_help=True, rich_markup_mode=None)
    ruled.command("check")(rules.check)
    ruled.command("explain")(rules.explain)
    line.add_typer(ruled, name="rules")
    classified = typer.Typer(help="What the bot makes of texts.", no_args_is_help=True, rich_markup_mode=None)
    classified.command("spam")(classifying.spam)
    line.add_typer(classified, name="classify")
    line.command()(backups.backup)
    line.command()(backups.restore)
    line.command()(examination.doctor)
    line.command()(replaying.replay)
    line.command()(version.version)
    return line

"""Click's own words in Chinese."""

from __future__ import annotations

import difflib

import click
from click.exceptions import (
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)


class ChineseCommand(click.Command):
    """A command whose help speaks Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to call it."""
        pieces = self.collect_usage_pieces(ctx)
        words = {
            "[OPTIONS]": "[选项]",
            "[COMMAND] [ARGS]...": "命令 …",
            "COMMAND [ARGS]...": "命令 …",
        }
        formatter.write_usage(ctx.command_path, " ".join(words.get(p, p) for p in pieces), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        rows = [r for r in (p.get_help_record(ctx) for p in self.get_params(ctx)) if r]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group whose help speaks Chinese."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options and commands."""
        ChineseCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; an unknown one is answered with the nearest."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], names, 1)
            advice = f"是不是“{close[0]}”？" if close else f"可用的命令：{'、'.join(names)}。"
            raise UsageError(f"没有“{args[0]}”这个命令。{advice}", ctx)
        return super().resolve_command(ctx, args)


def said(problem: click.ClickException) -> str:
    """A usage mistake as a Chinese sentence with the way to help."""
    text = _sentence(problem)
    context = getattr(problem, "ctx", None)
    path = context.command_path if context is not None else "gongkai"
    return f"{text}\n用法见：{path} --help"


def _sentence(problem: click.ClickException) -> str:
    if isinstance(problem, MissingParameter) and problem.param is not None:
        return f"缺少 {problem.param.make_metavar(problem.ctx) if problem.ctx else ''}。"
    if isinstance(problem, NoSuchOption):
        close = difflib.get_close_matches(problem.option_name, problem.possibilities or [], 1)
        return f"没有 {problem.option_name} 这个选项。" + (f"是不是 {close[0]}？" if close else "")
    if isinstance(problem, BadParameter) and problem.param is not None:
        said = _number(problem.param.type) or problem.message
        return f"{'/'.join(problem.param.opts)} 的值不对：{said}"
    message = problem.format_message()
    if "unexpected extra argument" in message:
        return f"多了参数：{message.split('(', 1)[-1].rstrip(')')}。"
    if "requires an argument" in message:
        name = message.split()[1].strip("'")
        return f"{name} 后面要有值。"
    if "does not take a value" in message:
        name = message.split()[1].strip("'")
        return f"{name} 后面不能有值。"
    return message


def _number(kind: object) -> str:
    """What a number must be; nothing of an option that is none."""
    if isinstance(kind, click.IntRange) and None not in (kind.min, kind.max):
        return f"应当是 {kind.min} 到 {kind.max} 的整数。"
    return "应当是整数。" if isinstance(kind, click.types.IntParamType) else ""

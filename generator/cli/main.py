"""The command `gongkai`."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.cli.chinese import ChineseGroup, said
from generator.cli.interruption import Written, interrupted
from generator.cli.streams import speaking

DONE, FAULTY, MISUSED, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130

# Command, and what it is for; the module of the same name holds it.
COMMANDS = {
    "build": "生成 Word 和 PDF",
    "check": "只检查，不生成",
    "diff": "对比两个年度或两个版本",
    "explain": "说明一个数从哪里来",
    "init": "新建一个项目文件夹",
    "new-year": "由上年的文件做出下一年的",
    "reasons": "列出增减的项目和科目，作为增减原因的底稿",
    "schema": "让编辑器边写边提示",
    "set": "改文件里的一个值，别处不动",
    "todo": "还有哪些要填、要核、要定",
    "verify": "核对手工改过的 Word 或 PDF",
    "watch": "一边改一边看：每次保存后更新",
}


class LazyGroup(ChineseGroup):
    """Commands are imported when called, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"generator.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each is for."""
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, no_args_is_help=False, invoke_without_command=True)
@click.option("--version", is_flag=True, help="显示版本。")
@click.pass_context
def gongkai(ctx: click.Context, version: bool) -> None:
    """部门预算信息公开：一份 YAML，生成完整的 Word 和 PDF。"""
    if version:
        click.echo(f"gongkai {__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run, and exit: 0 done, 1 mistakes in files, 2 wrong usage, 3 our own fault."""
    with speaking() as stream:
        status = _run(arguments)
        stream.flush()
        if stream.full is not None:
            from generator.read.files import why

            click.echo(f"要显示的内容没有显示完：{why(stream.full)}。", err=True)
            status = status or FAULTY
    sys.exit(status)


def _run(arguments: list[str] | None) -> int:
    written = Written()
    try:
        outcome: Any = gongkai.main(
            arguments, prog_name="gongkai", standalone_mode=False, obj=written
        )
    except click.ClickException as problem:
        click.echo(said(problem), err=True)
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo(interrupted(written), err=True)
        return INTERRUPTED
    except Exception as problem:  # a bug of ours must not look like a mistake of the user
        click.echo(f"程序内部出错：{type(problem).__name__}: {problem}", err=True)
        click.echo("这不是您的文件的问题。请把这条信息和所用的文件发给维护人员。", err=True)
        return BROKEN
    return outcome if isinstance(outcome, int) else DONE

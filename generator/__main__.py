"""The program gongkai, and python -m generator."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C counts from the beginning, while that is still imported."""
    try:
        from generator.cli.main import main as run

        run()
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()

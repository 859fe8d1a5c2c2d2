"""mapproof history: keeps the figures of each commit, and tells since which one something is slower.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import datetime
import json
import sys
from typing import Any, List, Tuple

from mapproof.commands import history_check
from mapproof.errors import YES, CannotRun
from mapproof.output import write_whole
from mapproof.result.reader import read
from mapproof.units import plural, time

_FORMATS = ("csv", "json", "github-action-benchmark", "bencher", "openmetrics")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand and its own."""
    parser = subparsers.add_parser("history", help="figures of many commits: since when is it slower")
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    _add_parser(actions)
    _check_parser(actions)
    _plot_parser(actions)
    _list_parser(actions)
    _export_parser(actions)
    _prune_parser(actions)


def action(actions: Any, name: str, about: str, run: Any) -> argparse.ArgumentParser:
    """A subcommand of history, with the options that all have."""
    parser: argparse.ArgumentParser = actions.add_parser(name, help=about)
    parser.add_argument("--db", metavar="FILE|URL", help="an SQLite file (default mapproof-history.sqlite), or postgresql://…")
    parser.add_argument("--wait", type=_seconds, default=60.0, metavar="SECONDS", help="how long to wait for other writers (default 60)")
    parser.set_defaults(run=run)
    return parser


def selecting(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """With the options that choose a part of a history."""
    for name, about in (("subject", "what was measured"), ("machine", "the fingerprint"), ("profile", "the profile"),
                        ("rows", "a row's name or label")):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="GLOB", help=f"only where {about} matches")
    return parser


def opened(arguments: argparse.Namespace) -> Any:
    """The history that the command is about."""
    from mapproof.history.database import USUAL, History

    return History(arguments.db or USUAL, arguments.wait)


def wanted(arguments: argparse.Namespace) -> Any:
    """The part of it that was chosen."""
    from mapproof.history.reading import Wanted

    return Wanted(arguments.subject, arguments.machine, arguments.profile, arguments.rows)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 86400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds from 0 to 86400")
    return value


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 100000:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of days")
    return int(text)


def _add_parser(actions: Any) -> None:
    parser = action(actions, "add", "keep benchmark results", _add)
    parser.add_argument("results", nargs="+", metavar="RESULT", help="files that `mapproof bench` wrote")
    parser.add_argument("--commit", metavar="NAME", help="the commit that was measured (default: what the CI service says, or the result)")
    parser.add_argument("--subject", metavar="NAME", help="what was measured (default: backend and target)")


def _add(arguments: argparse.Namespace) -> int:
    from mapproof.history.adding import add, measured, revision_of, subject_of

    # All are read first: one that is no result leaves the history as it was.
    results = [measured(read(path)) for path in arguments.results]
    named = [(revision_of(result, arguments.commit), subject_of(result, arguments.subject)) for result in results]
    with opened(arguments).writing() as connection:
        added = [add(connection, result, *names) for result, names in zip(results, named)]
    for result, (revision, subject), new in zip(results, named, added):
        what = f"{plural(len(result.measurements), 'row')} of {subject}" if new else "it is there already"
        print(f"{revision[:12]}  {result.path}: {what}")
    return YES


def _check_parser(actions: Any) -> None:
    history_check.options(selecting(action(actions, "check", "is it slower than it was, and since when", _check)))


def _check(arguments: argparse.Namespace) -> int:
    return history_check.tell(arguments, history_check.checked(arguments, *chosen(arguments, with_rulers=True)))


def _plot_parser(actions: Any) -> None:
    parser = selecting(action(actions, "plot", "a page of trends, levels and changes", _plot))
    parser.add_argument("-o", "--output", required=True, metavar="FILE.html", help="the page to write")
    history_check.questions(parser)


def _plot(arguments: argparse.Namespace) -> int:
    from mapproof.history import page

    runs, groups = chosen(arguments, with_rulers=True)
    result = history_check.checked(arguments, runs, groups)
    page.write(arguments.output, result, runs, history_check.last_line(result), history_check.ORDER)
    return YES


def _list_parser(actions: Any) -> None:
    parser = selecting(action(actions, "list", "the runs, or the rows, that are kept", _list))
    parser.add_argument("--series", action="store_true", help="the rows and their newest figures")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def _list(arguments: argparse.Namespace) -> int:
    runs, groups = chosen(arguments, with_series=arguments.series)
    if arguments.json:
        from mapproof.history.exporting import as_json

        sys.stdout.write(as_json(runs, groups))
        return YES
    for group, members in groups.items():
        for series in members:
            median = series.points[-1].median
            figure = series.points[-1].trouble if median is None else time(median)
            print(f"{plural(len(series.points), 'point')}  {figure}  {series.name}  ({', '.join(group)})")
    if not arguments.series:
        for run in runs:
            print(f"{run.revision[:12]:<12}  {run.started}  {run.machine}  {run.profile}  {run.subject}")
    counts = (len({run.revision for run in runs}), "commit"), (len({run.machine for run in runs}), "machine"), \
        (len({run.subject for run in runs}), "subject")
    print(f"{plural(len(runs), 'run')}: {', '.join(plural(*count) for count in counts)}")
    return YES


def chosen(arguments: argparse.Namespace, with_series: bool = True, with_rulers: bool = False) -> Tuple[List[Any], Any]:
    """The runs that were asked for, and their rows in groups; with the rulers of the others, if they are to be judged."""
    from mapproof.history.reading import runs_of, series_of

    asked = wanted(arguments)
    with opened(arguments).reading() as connection:
        runs = runs_of(connection, asked)
        groups = series_of(connection, runs) if with_series else {}
    kept = {group: [series for series in members if asked.takes_row(series.name) or (with_rulers and series.role != "row")]
            for group, members in groups.items()}
    if not runs or (with_series and not any(asked.takes_row(series.name) for members in kept.values() for series in members)):
        raise CannotRun("nothing in the history matches --subject, --machine, --profile and --rows: `mapproof history list` shows what is there.")
    return runs, {group: members for group, members in kept.items() if members}


def _export_parser(actions: Any) -> None:
    parser = selecting(action(actions, "export", "the figures, for other programs", _export))
    parser.add_argument("--format", choices=_FORMATS, default="csv",
                        help="csv and json have all points, the others the newest of each row (default csv)")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write (default: standard output)")


def _export(arguments: argparse.Namespace) -> int:
    from mapproof.history.exporting import FORMATS

    text = FORMATS[arguments.format](*chosen(arguments))
    if arguments.output:
        write_whole(arguments.output, text.encode())
    else:
        sys.stdout.write(text)
    return YES


def _prune_parser(actions: Any) -> None:
    parser = selecting(action(actions, "prune", "remove what is too old to matter", _prune))
    parser.add_argument("--older-than", type=_days, metavar="DAYS", help="runs that started before that")
    parser.add_argument("--commit", action="append", default=[], metavar="NAME", help="runs of this commit")
    parser.add_argument("--repetitions", action="store_true", help="only their repetitions: medians stay, and checks find the same")
    parser.add_argument("--dry-run", action="store_true", help="say what would be removed")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def _prune(arguments: argparse.Namespace) -> int:
    from mapproof.history.pruning import drop_repetitions, drop_runs
    from mapproof.history.reading import runs_of

    if arguments.rows:
        raise CannotRun("prune removes runs, not rows: leave out --rows.")
    if arguments.older_than is None and not arguments.commit:
        raise CannotRun("prune must be told what to remove: --older-than DAYS or --commit NAME.")
    history = opened(arguments)
    with history.reading() as connection:  # a history that is not there is not made
        runs_of(connection)
    with history.writing() as connection:
        runs = [run for run in runs_of(connection, wanted(arguments)) if _is_too_old(run, arguments)]
        if not arguments.dry_run:
            drop_repetitions(connection, runs) if arguments.repetitions else drop_runs(connection, runs)
    if runs and not arguments.dry_run:
        history.compact()
    done = {"runs": len(runs), "removed": not arguments.dry_run, "repetitions_only": bool(arguments.repetitions)}
    verb = "would remove" if arguments.dry_run else "removed"
    what = f"the repetitions of {plural(len(runs), 'run')}" if arguments.repetitions else plural(len(runs), "run")
    print(json.dumps({"schema": 1, **done}) if arguments.json else f"{verb} {what}")
    return YES


def _is_too_old(run: Any, arguments: argparse.Namespace) -> bool:
    if arguments.commit and run.revision not in arguments.commit:
        return False
    if arguments.older_than is None:
        return True
    limit = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=arguments.older_than)
    return bool(run.started < limit.strftime("%Y-%m-%dT%H:%M:%SZ"))

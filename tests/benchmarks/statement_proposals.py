"""How much of what is recorded of a text is proposed from it: python -m tests.benchmarks.statement_proposals FOLDER

FOLDER holds the texts, each named by the code of its document first. Per provider: facts of the kinds that can be
proposed, how many of those were proposed on one of their lines, proposals, and how many of them are recorded nowhere
with the provider; with --show each fact that was missed and each proposal that is wrong.
"""

import sys
from pathlib import Path

# Instead of the argument.
FOLDER = ""


def main() -> int:
    """Print a table."""
    from tests.benchmarks.setup import use_temporary_database

    use_temporary_database()
    from providers.facts.source_text import lines_of, one_line_end
    from providers.models import SourceDocument
    from register.loading import load
    from register.proposals import propose
    from register.proposals.recorded import known_words, recorded
    from tests.data import PROVIDER_FILES, VOCABULARY

    load([VOCABULARY, *PROVIDER_FILES])
    folder, show = Path(FOLDER or sys.argv[1]), "--show" in sys.argv
    print("aanbieder         feiten  voorgesteld        voorstellen  fout")  # noqa: T201
    for document in SourceDocument.objects.select_related("provider").order_by("code"):
        [path] = folder.glob(f"{document.code}_*")
        headings = {row.line: row.title for row in document.headings.all()}
        words, heading, proposals = known_words(document.provider), "", []
        for number, text in enumerate(lines_of(one_line_end(path.read_text())), start=1):
            heading = headings.get(number, heading)
            proposals += propose(number, text, heading, words)
        by_line = recorded(document)
        facts = {(*fact, line) for line, several in by_line.items() for fact in several}
        made = {(row.kind, row.signature, row.line) for row in proposals}
        distinct = {fact[:2] for fact in facts}
        hit = {fact[:2] for fact in facts & made}
        wrong = [row for row in proposals if (row.kind, row.signature) not in distinct]
        share = len(hit) / len(distinct) if distinct else 0
        counts = f"{len(distinct):7} {len(hit):6} {share:6.0%} {len(proposals):13} {len(wrong):7}"
        print(f"{document.provider.slug:16} {counts}")  # noqa: T201
        if show:
            for kind, signature in sorted(distinct - hit, key=str):
                lines = sorted(fact[2] for fact in facts if fact[:2] == (kind, signature))
                print("   gemist", kind.value, signature, lines[:4])  # noqa: T201
            for row in wrong:
                print("   fout", row.kind.value, row.line, row.words, row.signature)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())

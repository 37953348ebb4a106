"""Texts know where each of their characters stands, however they are joined and cut."""

from __future__ import annotations

from unkink.findings.text import Piece, gather, split_at

JOINED = gather([Piece.of("- needs: ball (sock", 3, 9), Piece.of("    or tin), wall", 4), Piece.of("\tand band", 5)])


def test_joined_lines_keep_the_place_of_every_word() -> None:
    assert JOINED.content == "ball (sock or tin), wall and band"
    for word, place in {"ball": (3, 10), "tin": (4, 8), "wall": (4, 14), "and": (5, 2), "band": (5, 6)}.items():
        assert JOINED.place(JOINED.content.index(word)) == place


def test_a_part_stands_where_it_stood_in_the_whole() -> None:
    ball, rest = split_at(JOINED, ",")
    assert (ball.content, ball.line, ball.column) == ("ball (sock or tin)", 3, 10)
    assert (rest.content, rest.line, rest.column) == ("wall and band", 4, 14)
    assert rest.place(rest.content.index("band")) == (5, 6)
    assert ball.place(ball.content.index("tin")) == (4, 8)


def test_a_mark_in_parentheses_parts_nothing() -> None:
    text = gather([Piece.of("a (b, c), d", 1)])
    assert [part.content for part in split_at(text, ",")] == ["a (b, c)", "d"]

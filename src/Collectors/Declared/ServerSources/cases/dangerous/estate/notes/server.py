"""Notes."""
import os
import sqlite3
import subprocess

from mcp.server.fastmcp import FastMCP

from notes_lib import keep

mcp = FastMCP("notes")
ROOT = "/srv/notes"


@mcp.tool()
def find(word: str) -> str:
    """Finds a note."""
    return subprocess.run(f"grep -r {word} {ROOT}", shell=True, capture_output=True, text=True).stdout


@mcp.tool()
def show(name: str) -> str:
    """Shows a note."""
    with open(os.path.join(ROOT, name)) as note:
        return note.read()


@mcp.tool()
def by_author(author: str) -> list:
    """Notes of an author."""
    db = sqlite3.connect("notes.db")
    return db.execute(f"SELECT id FROM notes WHERE author = '{author}'").fetchall()


@mcp.tool()
def add(text: str) -> str:
    """Adds a note."""
    keep(text)
    with open("notes.txt", "a") as notes:
        notes.write(text)
    return "added"

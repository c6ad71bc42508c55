"""quoteservice keys: makes, lists and revokes the keys to a service that others can reach."""

from __future__ import annotations

import sys

from quoteservice.bootstrap import open_keys
from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.domain.access import Key, Scope


def create(command: Command) -> int:
    """Prints the new key on standard output, so that a script can take it, and all else on standard error."""
    chosen = command.chosen
    with open_keys(command.config) as keys:
        new = keys.make(chosen.name, tuple(map(Scope, chosen.scope)))
    if chosen.json:
        print_json(_listed(new.key) | {"key": new.secret})
    else:
        print(new.secret)
        print(
            f"This is shown once. To revoke it: quoteservice keys revoke {new.key.id}",
            file=sys.stderr,
        )
    return exits.OK


def show(command: Command) -> int:
    """Lists every key, revoked ones too; never a secret, which is kept nowhere."""
    with open_keys(command.config) as keys:
        found = keys.all()
    if command.chosen.json:
        print_json({"keys": [_listed(key) for key in found]})
        return exits.OK
    for key in found:
        state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else f"made {key.made_at:%Y-%m-%d}"
        print(f"{key.id}  {state}  {', '.join(key.scopes)}  {key.name}")
    if not found:
        print("There are no keys.")
    return exits.OK


def revoke(command: Command) -> int:
    """Makes a key good for nothing from the next request on."""
    with open_keys(command.config) as keys:
        keys.revoke(command.chosen.id)
    print(f"Revoked {command.chosen.id}.")
    return exits.OK


def _listed(key: Key) -> dict[str, object]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": list(key.scopes),
        "made_at": key.made_at.isoformat(),
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
    }

# Copyright 2026 The Bulla Authors
# SPDX-License-Identifier: Apache-2.0

"""Does with sigstore-python what it is asked to: one request in JSON on each line that comes in, one answer on each that goes out."""

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from sigstore.dsse import Statement
from sigstore.models import Bundle, ClientTrustConfig, TrustedRoot
from sigstore.oidc import IdentityToken
from sigstore.sign import SigningContext
from sigstore.verify import Verifier
from sigstore.verify.policy import Identity

# The command keeps what is standard error when it is loaded.
SAID = StringIO()
with redirect_stderr(SAID):
    from sigstore import _cli


class CommandFailed(Exception):
    """With what it said."""


def _sign(ask, how):
    config = ClientTrustConfig.from_json(Path(ask["trustConfig"]).read_text())
    context = SigningContext.from_trust_config(config)
    with context.signer(IdentityToken(ask["token"])) as signer:
        bundle = how(signer, Path(ask["artifact"]).read_bytes())
    Path(ask["bundle"]).write_text(bundle.to_json())


def sign(ask):
    _sign(ask, lambda signer, content: signer.sign_artifact(content))


def attest(ask):
    _sign(ask, lambda signer, content: signer.sign_dsse(Statement(content)))


def verify(ask):
    verifier = Verifier(trusted_root=TrustedRoot.from_file(ask["trustedRoot"]))
    bundle = Bundle.from_json(Path(ask["bundle"]).read_bytes())
    policy = Identity(identity=ask["identity"], issuer=ask["issuer"])
    if bundle._dsse_envelope is None:
        verifier.verify_artifact(Path(ask["artifact"]).read_bytes(), bundle, policy)
    else:
        verifier.verify_dsse(bundle, policy)


def cli(ask):
    """The command itself, without the second that a process of its own takes to start."""
    sys.argv = ["sigstore", *ask["arguments"]]
    SAID.truncate(SAID.seek(0))
    try:
        with redirect_stdout(SAID), redirect_stderr(SAID):
            _cli.main()
    except SystemExit as e:
        if e.code not in (None, 0):
            raise CommandFailed(" ".join(SAID.getvalue().split())) from e


TODO = {"sign": sign, "attest": attest, "verify": verify, "cli": cli}

for line in sys.stdin:
    ask = json.loads(line)
    said = "done"
    try:
        TODO[ask["do"]](ask["with"])
    except Exception as e:
        said = " <- ".join(f"{type(x).__name__}: {x}" for x in (e, e.__cause__) if x)
    print(json.dumps(said), flush=True)

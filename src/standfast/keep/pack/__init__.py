"""The pack: a sealed selection of a case for one receiver, that verifies anywhere. See docs/formats/pack.md."""

from .front import readme, verify_page
from .left_out import LeftOut, left_out_bytes
from .log_lines import log_line
from .paths import safe_name
from .tags import FOLDER, FORMAT, fingerprint
from .verified import Held, Stamped, Verified
from .verify import Compare, verify
from .writer import DEFLATED, STORED, PackPart, PackWriter, Sink, Watch

__all__ = [
    "DEFLATED",
    "FOLDER",
    "FORMAT",
    "STORED",
    "Compare",
    "Held",
    "LeftOut",
    "PackPart",
    "PackWriter",
    "Sink",
    "Stamped",
    "Verified",
    "Watch",
    "fingerprint",
    "left_out_bytes",
    "log_line",
    "readme",
    "safe_name",
    "verify",
    "verify_page",
]

"""RFC 3161 time stamps: the bytes that go to a stamping server and what came back. Sending them is the door's, and only when asked.

What is stamped is the last ``hash`` of a log: 64 hexadecimal digits that tell the server nothing of the case.
"""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import TYPE_CHECKING

from attrs import frozen

from standfast.model import StampRefused

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

LARGEST_REPLY = 2**20
CERTIFICATES = 0xA0
"""Tag of the set of certificates in a SignedData."""
SHA256 = "2.16.840.1.101.3.4.2.1"


@frozen
class Stamp:
    """What a server says: this hash was there at this time."""

    time: str
    """ISO 8601 in UTC, by the server's clock."""
    serial: str
    """Decimal digits; with the server's name, it names the stamp."""
    server: str
    """Subject of the certificate that signed, as RFC 4514; empty where the reply carries none."""
    policy: str
    trusted: bool | None
    """Whether it leads to a root that was given; None where none was given, and then nothing of it is proved."""


def request(log_hash: str) -> bytes:
    """TimeStampReq in DER over the SHA-256 of the 64 ASCII characters of ``log_hash``, with a nonce, asking for the certificate."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder().data(_checked(log_hash)).hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()


def read_reply(reply: bytes, log_hash: str, roots_pem: bytes | None = None, asked: bytes = b"") -> Stamp:
    """What a reply (TimeStampResp, DER) says of ``log_hash``.

    ``roots_pem``: whom to trust. ``asked``: the request, where the reply must answer it.

    Raises StampRefused (``place`` says why): ``reply`` none that can be read, ``status`` the server refused, ``hash`` of another log,
    ``nonce`` an answer to another request, ``roots`` no certificate in the PEM.
    """
    from rfc3161_client import PKIStatus, decode_timestamp_response

    imprint = hashlib.sha256(_checked(log_hash)).digest()
    if len(reply) > LARGEST_REPLY:
        raise StampRefused(place="reply")
    try:
        response = decode_timestamp_response(_in_order(reply))
        if response.status != PKIStatus.GRANTED.value:
            raise StampRefused(place="status", status=str(response.status))
        told = response.tst_info
        if told.message_imprint.message != imprint or told.message_imprint.hash_algorithm.dotted_string != SHA256:
            raise StampRefused(place="hash")
        if asked and told.nonce != _nonce_of(asked):
            raise StampRefused(place="nonce")
        time = told.gen_time.astimezone(UTC).isoformat(timespec="seconds")
        policy = told.policy.dotted_string if told.policy else ""
        return Stamp(time, str(told.serial_number), _server(response), policy, _trusted(response, imprint, roots_pem))
    except StampRefused:
        raise
    except Exception as error:  # parsers of certificates raise classes of their own for bytes that a stranger wrote
        raise StampRefused(place="reply") from error


def _checked(log_hash: str) -> bytes:
    if len(log_hash) != 64 or not set(log_hash) <= set("0123456789abcdef"):
        raise StampRefused(place="hash")
    return log_hash.encode("ascii")


def _nonce_of(asked: bytes) -> int | None:
    from rfc3161_client._rust import parse_timestamp_request

    return parse_timestamp_request(asked).nonce


def _server(response: TimeStampResponse) -> str:
    """Whose certificate the signature names. Two that fit are refused: one could be checked and the other believed."""
    from cryptography.x509 import load_der_x509_certificate

    signers = {(signer.issuer, signer.serial_number) for signer in response.signed_data.signer_infos}
    held = [load_der_x509_certificate(der) for der in response.signed_data.certificates]
    found = [one for one in held if (one.issuer, one.serial_number) in signers]
    if len(signers) != 1 or len(found) > 1:
        raise StampRefused(place="reply")
    return found[0].subject.rfc4514_string() if found else ""


def _trusted(response: TimeStampResponse, imprint: bytes, roots: bytes | None) -> bool | None:
    if roots is None:
        return None
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        named = load_pem_x509_certificates(roots)
    except ValueError as error:
        raise StampRefused(place="roots") from error
    builder = VerifierBuilder()
    for root in named:
        builder = builder.add_root_certificate(root)
    try:
        return builder.build().verify(response, imprint)
    except VerificationError:
        return False


def _in_order(reply: bytes) -> bytes:
    """The same reply with its certificates in the order of DER: many servers write them as they come, and the parser refuses that.

    No signature covers that order. Anything that is not shaped as expected is left for the parser to refuse.
    """
    try:
        _, start, _ = _element(reply, 0)
        _, _, token = _element(reply, start)
        _, start, _ = _element(reply, token)
        _, _, content = _element(reply, start)
        _, start, _ = _element(reply, content)
        _, place, _ = _element(reply, start)
        for _ in range(3):  # version, digest algorithms, what is signed
            _, _, place = _element(reply, place)
        tag, start, end = _element(reply, place)
        if tag != CERTIFICATES:
            return reply
        held: list[bytes] = []
        while start < end:
            _, _, after = _element(reply, start)
            held.append(reply[start:after])
            start = after
    except IndexError:
        return reply
    whole = b"".join(sorted(held))
    return reply[: end - len(whole)] + whole + reply[end:] if start == end else reply


def _element(data: bytes, place: int) -> tuple[int, int, int]:
    """Tag, start of the content and end of one DER element. Raises IndexError where it is cut."""
    size, start = data[place + 1], place + 2
    if size >= 0x80:
        count = size - 0x80
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > len(data):
        raise IndexError
    return data[place], start, start + size

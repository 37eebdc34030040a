"""The smallest files that are films and captions, for tests."""

import struct

#: Where it was recorded, as telephones write it.
PLACE = b"+21.0285+105.8542/"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nM\xe1\xba\xb9 em \xc4\x91i ch\xe1\xbb\xa3.\n"
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 64


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def mp4(*, pictures: bytes = b"avc1", scenes: bytes = b"scene" * 40) -> bytes:
    """``pictures``: how they are written, a code of four letters."""
    rows = box(b"stsd", b"\0" * 7 + b"\1", box(pictures, b"\0" * 16))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", rows))))
    return b"".join(
        [
            box(b"ftyp", b"isom\0\0\2\0isomavc1"),
            box(b"moov", track, box(b"udta", box(b"\xa9xyz", PLACE))),
            struct.pack(">I4sQ", 1, b"mdat", 16 + len(scenes)) + scenes,
        ]
    )

"""Pictures that the people of the demo send, drawn on the spot."""

import struct
import zlib


def cup_of_tea(width: int = 320, height: int = 200) -> bytes:
    """A PNG: amber light in a cup."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)  # PNG: filter type none
        for x in range(width):
            across, down = (x - width / 2) / (height * 0.42), (y - height / 2) / (height * 0.42)
            depth = across * across + down * down
            if depth < 1.0:
                rows += bytes((int(214 - 60 * depth), int(128 - 66 * depth), int(42 - 24 * depth)))
            elif depth < 1.18:
                rows += b"\xf6\xf2\xea"
            else:
                rows += bytes((122 - y // 8, 98 - y // 8, 80 - y // 8))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d)) for kind, d in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body

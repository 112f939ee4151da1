"""Entries as docs/log_format.md gives them, byte by byte, decoded and made anew by hand."""

import dataclasses
import struct

HEADER = struct.Struct("<BQBq")
POSITION_KEY, TIME_KEY = 0x09, 0x11
ENTRY_BYTES_MAX = 60_000


class Malformed(Exception):
    """Bytes that are not what the format says."""


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data, at):
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise Malformed("a varint that does not end")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def fields_of(data):
    """(number, value) of each field: int, or bytes of what has a length."""
    at = 0
    while at < len(data):
        key, at = read_varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = read_varint(data, at)
        elif kind == 1:
            value, at = int.from_bytes(data[at : at + 8], "little"), at + 8
        elif kind == 2:
            length, at = read_varint(data, at)
            value, at = data[at : at + length], at + length
        elif kind == 5:
            value, at = int.from_bytes(data[at : at + 4], "little"), at + 4
        else:
            raise Malformed(f"wire type {kind}")
        if at > len(data):
            raise Malformed("cut short")
        yield number, value


@dataclasses.dataclass(slots=True)
class Event:
    """What a writer sends."""

    type: str
    tags: tuple = ()
    payload: bytes = b""
    event_id: bytes = b""
    schema: int = 1
    principal: str = ""
    request_id: str = ""
    request_digest: bytes = b""
    causation_id: bytes = b""
    trace_parent: str = ""

    def body(self):
        """Fields 3 to 12 in canonical form."""
        out = bytearray()

        def text(number, value):
            value = value.encode() if isinstance(value, str) else value
            if value:
                out.extend(varint(number << 3 | 2) + varint(len(value)) + value)

        text(3, self.event_id)
        text(4, self.type)
        for tag in self.tags:
            text(5, tag)
        if self.schema:
            out.extend(varint(6 << 3) + varint(self.schema))
        text(7, self.principal)
        text(8, self.request_id)
        text(9, self.request_digest)
        text(10, self.causation_id)
        text(11, self.trace_parent)
        text(12, self.payload)
        return bytes(out)


@dataclasses.dataclass(slots=True)
class Entry:
    """An event with its place in the log. `raw` is what is hashed."""

    position: int
    recorded_us: int
    event: Event
    raw: bytes


def decode_entry(raw):
    if len(raw) < HEADER.size or len(raw) > ENTRY_BYTES_MAX:
        raise Malformed(f"an entry of {len(raw)} bytes")
    position_key, position, time_key, recorded_us = HEADER.unpack_from(raw)
    if (position_key, time_key) != (POSITION_KEY, TIME_KEY):
        raise Malformed("an entry without its header")
    event = Event(type="", schema=0)
    tags = []
    for number, value in fields_of(raw[HEADER.size :]):
        if number == 3:
            event.event_id = value
        elif number == 4:
            event.type = value.decode()
        elif number == 5:
            tags.append(value.decode())
        elif number == 6:
            event.schema = value
        elif number == 7:
            event.principal = value.decode()
        elif number == 8:
            event.request_id = value.decode()
        elif number == 9:
            event.request_digest = value
        elif number == 10:
            event.causation_id = value
        elif number == 11:
            event.trace_parent = value.decode()
        elif number == 12:
            event.payload = value
        elif number < 3:
            raise Malformed(f"field {number} once more")
    event.tags = tuple(tags)
    return Entry(position, recorded_us, event, bytes(raw))


def encode_entry(position, recorded_us, event):
    return HEADER.pack(POSITION_KEY, position, TIME_KEY, recorded_us) + event.body()


@dataclasses.dataclass
class Page:
    """An answer of Read."""

    entries: list
    head: int
    more: bool
    next_position: int


def decode_page(data):
    page = Page([], 0, False, 0)
    for number, value in fields_of(data):
        if number == 1:
            page.entries.append(decode_entry(value))
        elif number == 2:
            page.head = value
        elif number == 3:
            page.more = bool(value)
        elif number == 4:
            page.next_position = value
    return page

#include "eventstore/entry_codec.h"

#include <fmt/format.h>

#include <optional>

#include "base/ensure.h"
#include "base/status_macros.h"
#include "eventstore/validate.h"

namespace debut::eventstore {
namespace {

// Field numbers of debut.eventlog.v1.Entry: never renumber.
enum Field : std::uint32_t {
  kPosition = 1,
  kRecordedTime = 2,
  kEventId = 3,
  kType = 4,
  kTags = 5,
  kSchema = 6,
  kPrincipal = 7,
  kRequestId = 8,
  kRequestDigest = 9,
  kCausationId = 10,
  kTraceParent = 11,
  kPayload = 12,
};
enum WireType : std::uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

constexpr char Key(Field field, WireType type) { return static_cast<char>(field << 3 | type); }

void PutVarint(std::uint64_t value, std::string& out) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

void PutBytes(Field field, std::string_view value, std::string& out) {
  out.push_back(Key(field, kBytes));
  PutVarint(value.size(), out);
  out.append(value);
}

void PutUnlessEmpty(Field field, std::string_view value, std::string& out) {
  if (!value.empty()) PutBytes(field, value, out);
}

void StoreLittleEndian(std::uint64_t value, char* out) {
  for (int i = 0; i < 8; ++i) out[i] = static_cast<char>(value >> (8 * i));
}

std::uint64_t LoadLittleEndian(const char* in) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(in[i])) << (8 * i);
  }
  return value;
}

// Reads wire fields off the front of what is left; nothing when the bytes end too early.
class WireReader {
 public:
  explicit WireReader(std::string_view rest) : rest_(rest) {}

  bool AtEnd() const { return rest_.empty(); }

  std::optional<std::uint64_t> Varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return std::nullopt;
  }

  std::optional<std::string_view> Take(std::uint64_t bytes) {
    if (bytes > rest_.size()) return std::nullopt;
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
  }

  std::optional<std::string_view> Bytes() {
    const auto bytes = Varint();
    return bytes ? Take(*bytes) : std::nullopt;
  }

  bool Skip(std::uint64_t wire_type) {
    switch (wire_type) {
      case kVarint:
        return Varint().has_value();
      case kFixed64:
        return Take(8).has_value();
      case kBytes:
        return Bytes().has_value();
      case kFixed32:
        return Take(4).has_value();
      default:
        return false;
    }
  }

 private:
  std::string_view rest_;
};

// Where a field of bytes goes, or null if it isn't one of the fields that hold one value.
std::string_view* Destination(std::uint64_t field, EntryView& view) {
  switch (field) {
    case kEventId:
      return &view.event_id;
    case kType:
      return &view.type;
    case kTags:
      return &view.tags.emplace_back();
    case kPrincipal:
      return &view.principal;
    case kRequestId:
      return &view.request_id;
    case kRequestDigest:
      return &view.request_digest;
    case kCausationId:
      return &view.causation_id;
    case kTraceParent:
      return &view.trace_parent;
    case kPayload:
      return &view.payload;
    default:
      return nullptr;
  }
}

bool ReadField(WireReader& reader, EntryView& view) {
  const auto key = reader.Varint();
  if (!key) return false;
  const std::uint64_t field = *key >> 3;
  const std::uint64_t wire_type = *key & 7;
  if (field == kSchema && wire_type == kVarint) {
    const auto schema = reader.Varint();
    if (!schema) return false;
    view.schema = static_cast<std::uint32_t>(*schema);
    return true;
  }
  if (field <= kPayload && wire_type == kBytes) {
    if (std::string_view* destination = Destination(field, view)) {
      const auto value = reader.Bytes();
      if (value) *destination = *value;
      return value.has_value();
    }
  }
  // A second header would contradict the first.
  return field > kPayload && reader.Skip(wire_type);
}

}  // namespace

std::string EncodeEntry(const Event& event) {
  std::string entry;
  entry.reserve(EntryBytes(event));
  AppendEncodedEntry(event, entry);
  return entry;
}

void AppendEncodedEntry(const Event& event, std::string& entry) {
  entry.append(kEntryHeaderBytes, '\0');
  PutUnlessEmpty(kEventId, event.event_id, entry);
  PutUnlessEmpty(kType, event.type, entry);
  for (const std::string& tag : event.tags) PutBytes(kTags, tag, entry);
  if (event.schema != 0) {
    entry.push_back(Key(kSchema, kVarint));
    PutVarint(event.schema, entry);
  }
  PutUnlessEmpty(kPrincipal, event.principal, entry);
  PutUnlessEmpty(kRequestId, event.request_id, entry);
  PutUnlessEmpty(kRequestDigest, event.request_digest, entry);
  PutUnlessEmpty(kCausationId, event.causation_id, entry);
  PutUnlessEmpty(kTraceParent, event.trace_parent, entry);
  PutUnlessEmpty(kPayload, event.payload, entry);
}

void PlaceEntry(Position position, std::int64_t recorded_time_us, std::span<char> entry) {
  ENSURE(entry.size() >= kEntryHeaderBytes, "an entry without room for its header");
  entry[0] = Key(kPosition, kFixed64);
  StoreLittleEndian(position.value, entry.data() + 1);
  entry[9] = Key(kRecordedTime, kFixed64);
  StoreLittleEndian(static_cast<std::uint64_t>(recorded_time_us), entry.data() + 10);
}

absl::StatusOr<EntryHeader> DecodeEntryHeader(std::string_view entry) {
  if (entry.size() < kEntryHeaderBytes || entry[0] != Key(kPosition, kFixed64) ||
      entry[9] != Key(kRecordedTime, kFixed64)) {
    return absl::DataLossError("the bytes don't begin with an entry's header");
  }
  return EntryHeader{{LoadLittleEndian(entry.data() + 1)},
                     static_cast<std::int64_t>(LoadLittleEndian(entry.data() + 10))};
}

absl::StatusOr<EntryView> ViewEntry(std::string_view entry) {
  EntryView view;
  ASSIGN_OR_RETURN(view.header, DecodeEntryHeader(entry));
  WireReader reader(entry.substr(kEntryHeaderBytes));
  while (!reader.AtEnd()) {
    if (!ReadField(reader, view)) {
      return absl::DataLossError(
          fmt::format("the entry at position {} is malformed", view.header.position.value));
    }
  }
  return view;
}

absl::StatusOr<SequencedEvent> DecodeEntry(std::string_view entry) {
  ASSIGN_OR_RETURN(const EntryView view, ViewEntry(entry));
  SequencedEvent result{.position = view.header.position,
                        .recorded_time = absl::FromUnixMicros(view.header.recorded_time_us),
                        .event = {}};
  Event& event = result.event;
  event.type = view.type;
  event.tags.assign(view.tags.begin(), view.tags.end());
  event.payload = view.payload;
  event.schema = view.schema;
  event.event_id = view.event_id;
  event.principal = view.principal;
  event.request_id = view.request_id;
  event.request_digest = view.request_digest;
  event.causation_id = view.causation_id;
  event.trace_parent = view.trace_parent;
  return result;
}

}  // namespace debut::eventstore

// Entries of the log: as stored, hashed and exported. What the reader by hand says of them is
// compared with what Protocol Buffers say.
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "eventstore/conversion.h"
#include "eventstore/entry_codec.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

using eventstore::Event;
using eventstore::SequencedEvent;

std::string Encoded(const SequencedEvent& event) {
  std::string entry = eventstore::EncodeEntry(event.event);
  eventstore::PlaceEntry(event.position, absl::ToUnixMicros(event.recorded_time), entry);
  return entry;
}

void CompareWithProtobuf(std::string_view entry, const SequencedEvent& event) {
  eventlog::v1::Entry proto;
  if (!proto.ParseFromArray(entry.data(), static_cast<int>(entry.size()))) return;
  if (proto.position() == 0) return;
  const auto other = eventstore::FromProto(std::move(proto));
  ENSURE(other.ok() && *other == event, "two readers understand an entry differently");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  const std::string_view entry = fuzz::TextOf(bytes, size);
  const auto view = eventstore::ViewEntry(entry);
  const auto event = eventstore::DecodeEntry(entry);
  ENSURE(view.ok() == event.ok(), "an entry can be viewed and not decoded");
  if (!event.ok()) return 0;
  const std::string canonical = fuzz::Encoded(*event);
  const auto again = eventstore::DecodeEntry(canonical);
  ENSURE(again.ok() && *again == *event, "an entry isn't what was encoded");
  ENSURE(fuzz::Encoded(*again) == canonical, "an entry has two canonical forms");
  fuzz::CompareWithProtobuf(entry, *event);
  fuzz::CompareWithProtobuf(canonical, *event);
  return 0;
}

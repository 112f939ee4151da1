// Payloads of events: the name of a type, a zero, and bytes, as tests/golden has them.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "debut/options/v1/options.pb.h"
#include "decision/fact_codec.h"
#include "sealing/sealed_fields.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  const std::string_view text = fuzz::TextOf(bytes, size);
  const auto zero = text.find('\0');
  if (zero == std::string_view::npos) return 0;
  eventstore::Event event;
  event.type = text.substr(0, zero);
  event.payload = text.substr(zero + 1);
  ENSURE(!decision::TextOf(event).empty(), "an event has no text");
  const auto sealed = sealing::SealedFieldsIn(event);
  ENSURE(sealed.ok() || absl::IsDataLoss(sealed.status()), "a bad payload has another code");
  using google::protobuf::DescriptorPool;
  const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(event.type);
  if (type == nullptr || type->options().GetExtension(options::v1::fact) == 0) return 0;
  const std::unique_ptr<google::protobuf::Message> fact(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  if (!fact->ParseFromString(event.payload)) return 0;
  const eventstore::Event encoded = decision::EncodeFact(*fact);
  ENSURE(encoded.type == event.type, "a fact is encoded as another");
  ENSURE(fact->ParseFromString(encoded.payload), "an encoded fact doesn't parse");
  ENSURE(decision::EncodeFact(*fact) == encoded, "a fact has two forms");
  return 0;
}

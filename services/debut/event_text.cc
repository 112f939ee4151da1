#include "services/debut/event_text.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>

#include "decision/fact_codec.h"

namespace debut::cli {

using google::protobuf::FieldDescriptor;

EventSummary SummaryOf(const eventstore::Event& event) {
  EventSummary summary{.fact = event.type.substr(event.type.rfind('.') + 1),
                       .date = {},
                       .text = decision::TextOf(event)};
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(event.type);
  if (type == nullptr) return summary;
  const std::unique_ptr<google::protobuf::Message> fact(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  if (!fact->ParseFromString(event.payload)) return summary;
  const google::protobuf::Reflection& reflection = *fact->GetReflection();
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor& field = *type->field(i);
    if (field.is_repeated()) continue;
    if (field.name() == "amount_fen") summary.amount_fen = reflection.GetInt64(*fact, &field);
    const bool is_date =
        field.type() == FieldDescriptor::TYPE_STRING && field.name().ends_with("_date");
    if (is_date && summary.date.empty()) summary.date = reflection.GetString(*fact, &field);
  }
  return summary;
}

std::string RecordedText(const eventstore::SequencedEvent& event) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", event.recorded_time, absl::UTCTimeZone());
}

}  // namespace debut::cli

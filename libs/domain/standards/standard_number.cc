#include "domain/standards/standard_number.h"

#include <fmt/format.h>

#include "base/typed_text.h"
#include "debut/standards/v1/standards_events.pb.h"
#include "decision/fact_codec.h"
#include "transparency/hash.h"

namespace debut::standards {
namespace {

// Neither a number nor an id has a line feed: no two texts look the same.
std::string KeyOf(std::string_view kind, const std::string& what, const std::string& drafter_id) {
  const std::string text = fmt::format("{}\n{}", what, drafter_id);
  return fmt::format("{}/{}", kind, transparency::ToHex(transparency::Sha256(text)).substr(0, 32));
}

}  // namespace

std::string NumberKey(const std::string& number) { return base::NormaliseNumber(number); }

std::string DraftingKey(const std::string& number_key, const std::string& drafter_id) {
  return KeyOf("standard", number_key, drafter_id);
}

std::string SeriesKey(const std::string& series_id, const std::string& drafter_id) {
  return KeyOf("standard_series", series_id, drafter_id);
}

eventstore::Query NumberHolder::Selects() const {
  if (number_key.empty()) return {};
  return {{{.types = decision::TypesOf<v1::StandardPublished, v1::StandardRevised>(),
            .tags = {decision::Tag("standard_number", number_key)}}}};
}

void NumberHolder::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::StandardPublished>(event,
                                      [&](const auto& fact) { standard_id = fact.standard_id(); });
  decision::On<v1::StandardRevised>(event,
                                    [&](const auto& fact) { standard_id = fact.standard_id(); });
}

}  // namespace debut::standards

#include "domain/financing/record_other_financing.h"

#include "base/ensure.h"
#include "decision/fact_codec.h"
#include "domain/financing/guards.h"

namespace debut::financing {

eventstore::Query OtherFinancingFile::Selects() const {
  if (financing_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::OtherFinancingRecorded>(),
            .tags = {decision::Tag("financing", financing_id)}}}};
}

void OtherFinancingFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::OtherFinancingRecorded>(event,
                                           [&](const auto&) { recorded = event.event.payload; });
}

v1::OtherFinancingRecorded OtherFinancingFile::Fact() const {
  v1::OtherFinancingRecorded fact;
  ENSURE(fact.ParseFromString(recorded), "a recorded financing does not parse");
  return fact;
}

std::tuple<OtherFinancingFile, registry::EnterpriseFile> RecordOtherFinancing::Reads() const {
  return {OtherFinancingFile{financing.financing_id()},
          registry::EnterpriseFile{financing.enterprise_id()}};
}

decision::Decision RecordOtherFinancing::Decide(const OtherFinancingFile& file,
                                                const registry::EnterpriseFile& enterprise) const {
  if (!enterprise.registered) return RejectEnterpriseUnknown(financing.enterprise_id());
  if (file.recorded.empty()) return decision::Record(financing);
  if (file.recorded == decision::EncodeFact(financing).payload) return decision::Nothing();
  return decision::RejectAlreadyExists(
      kFinancingAlreadyRecorded,
      fmt::format("{} is recorded with another content", file.financing_id),
      {{"financing_id", file.financing_id}});
}

}  // namespace debut::financing

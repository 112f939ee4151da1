#include "domain/grants/statement.h"

#include "decision/fact_codec.h"

namespace debut::grants {

eventstore::Query StatementFile::Selects() const {
  if (digest.empty()) return {};
  return {{{.types = decision::TypesOf<v1::StatementRecorded>(),
            .tags = {decision::Tag("statement", digest)}}}};
}

void StatementFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::StatementRecorded>(event, [&](const v1::StatementRecorded& fact) {
    recorded = std::make_shared<const v1::StatementRecorded>(fact);
  });
}

decision::Decision RecordStatement::Decide(const StatementFile& file) const {
  if (file.recorded != nullptr) return decision::Nothing();
  return decision::Record(results);
}

}  // namespace debut::grants

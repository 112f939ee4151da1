#pragma once

#include <memory>
#include <string>
#include <tuple>

#include "debut/financing/v1/financing_events.pb.h"
#include "decision/command.h"
#include "decision/view.h"
#include "domain/registry/enterprise_file.h"

namespace debut::financing {

// A guarantee or a lease. It is on record, and no money follows from it.
struct OtherFinancingFile {
  std::string financing_id;
  std::string recorded = {};  // The fact's bytes; empty: there is none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  v1::OtherFinancingRecorded Fact() const;
  bool operator==(const OtherFinancingFile&) const = default;
};

struct RecordOtherFinancing {
  v1::OtherFinancingRecorded financing;  // Complete.

  std::tuple<OtherFinancingFile, registry::EnterpriseFile> Reads() const;
  // Nothing if it is recorded so.
  decision::Decision Decide(const OtherFinancingFile& file,
                            const registry::EnterpriseFile& enterprise) const;
};

static_assert(decision::View<OtherFinancingFile> && decision::Command<RecordOtherFinancing>);

}  // namespace debut::financing

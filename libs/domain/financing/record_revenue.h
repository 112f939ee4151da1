#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/financing/revenue_file.h"
#include "domain/registry/enterprise_file.h"
#include "money/fen.h"

namespace debut::financing {

// What an enterprise earned in a calendar year; another figure for the year corrects it. Requires
// an amount of at least 0.
struct RecordRevenue {
  std::string enterprise_id;
  std::uint32_t year = 0;
  money::Fen revenue;
  std::string document;

  std::tuple<registry::EnterpriseFile, RevenueFile> Reads() const;
  // Nothing if it is recorded so.
  decision::Decision Decide(const registry::EnterpriseFile& enterprise,
                            const RevenueFile& file) const;
};

static_assert(decision::Command<RecordRevenue>);

}  // namespace debut::financing

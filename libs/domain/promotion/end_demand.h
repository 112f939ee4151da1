#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/promotion/demand_file.h"

// The two ways in which a demand ends.
namespace debut::promotion {

// The demander has what it looked for, or looks no more; what was done for it by then stays.
struct CloseDemand {
  std::string demand_id;
  absl::CivilDay closed_date;
  std::string grounds;

  std::tuple<DemandFile> Reads() const;
  // Nothing if it was closed on that very date.
  decision::Decision Decide(const DemandFile& demand) const;
};

// The demand should not have been published: it takes no more facts, whatever their date.
struct WithdrawDemand {
  std::string demand_id;
  absl::CivilDay withdrawn_date;
  std::string grounds;

  std::tuple<DemandFile> Reads() const;
  // Nothing if it was withdrawn on that very date.
  decision::Decision Decide(const DemandFile& demand) const;
};

static_assert(decision::Command<CloseDemand> && decision::Command<WithdrawDemand>);

}  // namespace debut::promotion

#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/standards/standard_file.h"
#include "domain/standards/standard_number.h"

namespace debut::standards {

// The standard is out, with a number and with those who drafted it.
struct PublishStandard {
  std::string standard_id;
  std::string number;
  std::string publisher;
  absl::CivilDay published_date;

  std::tuple<StandardFile, NumberHolder> Reads() const;
  // Nothing if it was published so.
  decision::Decision Decide(const StandardFile& standard, const NumberHolder& holder) const;
};

// A new edition, under a new number.
struct ReviseStandard {
  std::string standard_id;
  std::string number;
  absl::CivilDay revised_date;
  std::string document;

  std::tuple<StandardFile, NumberHolder> Reads() const;
  // Nothing if it was revised so.
  decision::Decision Decide(const StandardFile& standard, const NumberHolder& holder) const;
};

static_assert(decision::Command<PublishStandard> && decision::Command<ReviseStandard>);

}  // namespace debut::standards

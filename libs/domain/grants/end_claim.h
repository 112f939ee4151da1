#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// How a claim ends before it is paid: the office refuses it, or the claimant withdraws it. Whatever
// it holds under the cap, of the budget and as evidence is released in the same append, so that it
// can happen once only: a claim that has ended can't end again. Not while a payment is on its way.

struct RefuseClaim {
  std::string claim_id;
  std::string grounds;
  absl::CivilDay refused_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was refused on that date on these grounds.
  decision::Decision Decide(const ClaimFile& file) const;
};

struct WithdrawClaim {
  std::string claim_id;
  std::string grounds;
  absl::CivilDay withdrawn_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was withdrawn on that date on these grounds.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<RefuseClaim> && decision::Command<WithdrawClaim>);

}  // namespace debut::grants

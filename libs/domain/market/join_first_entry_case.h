#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "calendar/working_calendar.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"
#include "domain/market/contract_file.h"
#include "domain/market/first_entry_case.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::market {

// Another contract of the same first entry: with the same end user, a related group counting as
// one, signed on or after the earliest contract's day and within the policy's joining period of it.
// The period's last day moves to the next working day. Keys as in OpenFirstEntryCase, and the
// case's end user.
struct JoinFirstEntryCase {
  std::string contract_id;
  std::string product_id;
  absl::CivilDay joined_date;
  std::string family_id;
  registry::Party maker{""};
  registry::Party buyer{""};
  registry::Party end_user{""};
  registry::Party case_end_user{""};
  const calendar::WorkingCalendar* calendar = &calendar::StateCouncilCalendar();

  std::tuple<ContractFile, certification::ProductFile, FirstEntryCase, registry::Party,
             registry::Party, registry::Party, registry::Party, policy::PolicyInForce>
  Reads() const;
  // Nothing if it has joined already. Stale if the keys don't fit.
  decision::Decision Decide(const ContractFile& contract, const certification::ProductFile& product,
                            const FirstEntryCase& entry, const registry::Party& maker_file,
                            const registry::Party& buyer_file, const registry::Party& end_user_file,
                            const registry::Party& case_end_user_file,
                            const policy::PolicyInForce& policy) const;

 private:
  std::optional<decision::Decision> RefusalOfPeriod(const ContractFile& contract,
                                                    const FirstEntryCase& entry,
                                                    const policy::AdoptedPolicy& policy) const;
};

static_assert(decision::Command<JoinFirstEntryCase>);

}  // namespace debut::market

#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"
#include "domain/promotion/cooperation_file.h"
#include "domain/promotion/demand_file.h"
#include "domain/promotion/hold_launch.h"
#include "domain/promotion/outcomes.h"
#include "domain/registry/party.h"

namespace debut::promotion {

// What has led to a contract: exactly one of the ids is not empty.
struct Origin {
  std::string demand_id;
  std::string launch_id;
  std::string activity_id;

  bool operator==(const Origin&) const = default;
};

// Promotion has led to a contract of the market. Its buyer or end user is the demander, or related
// to it on the signing date; of an activity the partner, or registered in its region. It was signed
// on or after the day of what has led to it.
struct RecordOutcome {
  std::string outcome_id;
  std::string contract_id;
  std::string product_id;
  Origin origin;
  absl::CivilDay recorded_date;
  // The keys that follow from the above. Parties are unread, keyed with all their members.
  std::string cooperation_id;       // Of the activity; else empty.
  registry::Party counterpart{""};  // The demander or the partner; else nobody.
  registry::Party buyer{""};
  registry::Party end_user{""};

  std::tuple<OutcomeFile, ContractOutcomes, market::ContractFile, DemandFile, LaunchFile,
             ActivityFile, CooperationFile, registry::Party, registry::Party, registry::Party>
  Reads() const;
  // Stale if the keys don't fit.
  decision::Decision Decide(const OutcomeFile& file, const ContractOutcomes& of_contract,
                            const market::ContractFile& contract, const DemandFile& demand,
                            const LaunchFile& launch, const ActivityFile& activity,
                            const CooperationFile& cooperation,
                            const registry::Party& counterpart_file,
                            const registry::Party& buyer_file,
                            const registry::Party& end_user_file) const;

 private:
  std::optional<decision::Decision> RefusalOfContract(const market::ContractFile& contract) const;
  std::optional<decision::Decision> RefusalOfOrigin(const market::ContractFile& contract,
                                                    const DemandFile& demand,
                                                    const LaunchFile& launch,
                                                    const ActivityFile& activity) const;
  std::optional<decision::Decision> RefusalOfBuyer(absl::CivilDay signed_date,
                                                   const CooperationFile& cooperation,
                                                   const registry::Party& counterpart_file,
                                                   const registry::Party& buyer_file,
                                                   const registry::Party& end_user_file) const;
};

// The outcome was recorded by mistake.
struct WithdrawOutcome {
  std::string outcome_id;
  absl::CivilDay withdrawn_date;
  std::string grounds;

  std::tuple<OutcomeFile> Reads() const;
  // Nothing if it was withdrawn on that very date.
  decision::Decision Decide(const OutcomeFile& file) const;
};

static_assert(decision::Command<RecordOutcome> && decision::Command<WithdrawOutcome>);

}  // namespace debut::promotion

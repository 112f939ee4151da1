#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "calendar/date.h"
#include "domain/grants/first_market_entry.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"
#include "domain/grants/standing.h"
#include "policy/first_market_entry.h"

// When a step of a claim of measure 3 is refused, and what the claim is worth.
namespace debut::grants {
namespace {

using calendar::FormatDate;
using market::ContractFile;
using money::Fen;
using money::Ratio;

Ratio RatioOf(const policy::v1::RatioFigure& figure) {
  return {figure.numerator(), figure.denominator()};
}

}  // namespace

std::optional<RateRule> FirstMarketEntry::RateRuleIn(const policy::v1::PolicyVersion& policy) {
  return RateRule{RatioOf(policy.first_market_entry().rate_max())};
}

Refusal FirstMarketEntry::RefusalAt(const Occasion& occasion, const Rules& rules,
                                    const registry::Party& claimant) const {
  const policy::v1::FirstMarketEntryRules& entry = rules.policy.first_market_entry();
  if (occasion.stage == Stage::kSubmission) {
    if (auto refusal = RefusalOfClaimant(claimant, occasion.date, entry.claimant_in_zone(),
                                         entry.claimant_is_sme())) {
      return refusal;
    }
  }
  if (auto refusal = RefusalOfProduct(occasion, claimant)) return refusal;
  if (occasion.stage == Stage::kClawback) return {};
  if (auto refusal = RefusalOfContracts(occasion)) return refusal;
  if (occasion.stage == Stage::kPayment) return RefusalOfPaidInShare(occasion, entry);
  return {};
}

Refusal FirstMarketEntry::RefusalOfProduct(const Occasion& occasion,
                                           const registry::Party& claimant) const {
  const std::string& id = basis_.product_id;
  if (!product_.submitted) {
    return RefuseNotFound(kProductUnknown, fmt::format("there is no product {}", id),
                          {{"product_id", id}});
  }
  if (!claimant.Contains(product_.enterprise_id)) {
    return Refuse(kProductOfAnotherMaker,
                  fmt::format("{} makes {}, not {}", product_.enterprise_id, id, claimant.id()),
                  {{"product_id", id}, {"maker_id", product_.enterprise_id}});
  }
  if (auto refusal = RefusalOfDelisting(product_, occasion)) return refusal;
  if (occasion.stage != Stage::kSubmission) return {};
  if (!product_.CertifiedOn(occasion.date)) {
    return Refuse(kProductNotCertified,
                  fmt::format("{} is not certified on {}", id, FormatDate(occasion.date)),
                  {{"product_id", id}});
  }
  if (!product_.ListedOn(occasion.date)) {
    return Refuse(kProductNotListed,
                  fmt::format("{} is in no catalogue on {}", id, FormatDate(occasion.date)),
                  {{"product_id", id}});
  }
  return {};
}

Refusal FirstMarketEntry::RefusalOfContracts(const Occasion& occasion) const {
  if (occasion.stage == Stage::kSubmission) {
    if (!case_.opened) {
      return RefuseNotFound(kFirstEntryCaseUnknown,
                            fmt::format("{} has no first-entry case", basis_.family_id),
                            {{"family_id", basis_.family_id}});
    }
    if (basis_.contract_ids.size() > kContractsMax) {
      return Refuse(kContractsTooMany,
                    fmt::format("a claim carries {} contracts at most", kContractsMax),
                    {{"contracts_max", std::to_string(kContractsMax)}});
    }
    if (basis_.contract_ids.empty()) {
      return Refuse(kContractNotInCase,
                    fmt::format("no contract joined the case with {}", basis_.product_id),
                    {{"product_id", basis_.product_id}});
    }
    for (const std::string& id : basis_.contract_ids) {
      const auto member = case_.members.find(id);
      if (member != case_.members.end() && member->second.product_id == basis_.product_id) continue;
      return Refuse(
          kContractNotInCase,
          fmt::format("contract {} has not joined the case with {}", id, basis_.product_id),
          {{"contract_id", id}, {"product_id", basis_.product_id}});
    }
  }
  for (const auto& [id, contract] : contracts_) {
    if (!contract.terminated_date.has_value()) continue;
    return Refuse(
        kContractTerminated,
        fmt::format("contract {} was terminated on {}", id, FormatDate(*contract.terminated_date)),
        {{"contract_id", id}});
  }
  return {};
}

Refusal FirstMarketEntry::RefusalOfPaidInShare(
    const Occasion& occasion, const policy::v1::FirstMarketEntryRules& rules) const {
  Fen price;
  Fen received;
  for (const auto& [id, contract] : contracts_) {
    price += contract.LineOf(basis_.product_id);
    received += contract.ReceivedBy(occasion.date);
  }
  const Ratio share = RatioOf(rules.paid_in_share_min());
  if (price <= Fen(0) || Ratio(received.count, price.count) >= share) return {};
  // The least amount whose share of the price is enough.
  const Fen required = -money::FloorMul(-price, share);
  return Refuse(kPaidInShareTooLow,
                fmt::format("{} fen of {} have been received, {} are needed", received.count,
                            price.count, required.count),
                {{"received_fen", std::to_string(received.count)},
                 {"required_fen", std::to_string(required.count)}});
}

certification::v1::Level FirstMarketEntry::LevelThatCounts(
    const policy::v1::FirstMarketEntryRules& rules, const Occasion& occasion) const {
  const absl::CivilDay date = rules.cap_level_on() == policy::v1::CAP_LEVEL_BASIS_SUBMISSION_DATE
                                  ? occasion.submitted_date
                                  : case_.earliest_signed_date;
  const auto level = product_.LevelOn(date);
  if (level != certification::v1::LEVEL_UNSPECIFIED) return level;
  ENSURE(!product_.levels.empty(), "a claim for a product that was never certified");
  return product_.levels.begin()->second;
}

void FirstMarketEntry::Calculate(const Rules& rules, Fen cap_used, const Occasion& occasion,
                                 policy::Calculation& calculation) const {
  const policy::v1::FirstMarketEntryRules& entry = rules.policy.first_market_entry();
  policy::FirstMarketEntryInputs inputs{.contracts = {},
                                        .product_id = basis_.product_id,
                                        .level = LevelThatCounts(entry, occasion),
                                        .level_positions = product_.level_positions,
                                        .rate = rules.round.rate.value(),
                                        .cap_used = cap_used};
  for (const auto& [id, contract] : contracts_) {
    const bool void_of_ground =
        occasion.stage == Stage::kClawback && contract.terminated_date.has_value();
    const Fen amount = void_of_ground ? Fen() : contract.LineOf(basis_.product_id);
    inputs.contracts.push_back({id, amount, contract.agreed_positions});
  }
  policy::CalculateFirstMarketEntry(entry, inputs, calculation);
}

}  // namespace debut::grants

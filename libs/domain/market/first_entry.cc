#include "domain/market/first_entry.h"

#include "domain/market/guards.h"

namespace debut::market {
namespace {

using decision::Decision;
using decision::Reject;

// From which day on a contract can be a product's first (policy: first_contract_earliest).
absl::CivilDay EarliestDate(const certification::ProductFile& product,
                            policy::v1::FirstContractBasis basis) {
  switch (basis) {
    case policy::v1::FIRST_CONTRACT_BASIS_ACCEPTANCE_DATE:
      return product.accepted_date;
    case policy::v1::FIRST_CONTRACT_BASIS_LISTING_DATE:
      return product.listings.begin()->first;
    default:
      return *product.certified_date;
  }
}

std::optional<Decision> RefusalOfProduct(const EntryFacts& facts, absl::CivilDay date) {
  const certification::ProductFile& product = facts.product;
  const std::string& id = product.product_id;
  if (!product.submitted) {
    return decision::RejectNotFound(kProductUnknown, fmt::format("no product {}", id),
                                    {{"product_id", id}});
  }
  if (!facts.contract.lines.contains(id)) {
    return Reject(kProductNotInContract,
                  fmt::format("{} has no line for {}", facts.contract.contract_id, id),
                  {{"product_id", id}});
  }
  if (!product.ListedOn(date)) {
    return Reject(kProductNotListed,
                  fmt::format("{} is not in the catalogue on {}", id, calendar::FormatDate(date)),
                  {{"product_id", id}});
  }
  if (facts.policy.InForce() == nullptr) {
    return Reject(kPolicyNotInForce,
                  fmt::format("no policy is in force on {}", calendar::FormatDate(date)));
  }
  const auto& rules = facts.policy.InForce()->version.first_market_entry();
  const absl::CivilDay earliest = EarliestDate(product, rules.first_contract_earliest());
  if (facts.contract.signed_date < earliest) {
    return Reject(
        kContractTooEarly,
        fmt::format("first contracts of {} count from {} on (article {})", id,
                    calendar::FormatDate(earliest), rules.first_contract_earliest_article()),
        {{"earliest_date", calendar::FormatDate(earliest)},
         {"article", rules.first_contract_earliest_article()}});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Decision> RefusalOfEntry(const EntryFacts& facts, absl::CivilDay date) {
  const ContractFile& contract = facts.contract;
  if (!contract.recorded) return RejectContractUnknown(contract.contract_id);
  if (contract.terminated_date.has_value()) return RejectTerminated(contract);
  if (auto refusal = RefusalOfProduct(facts, date)) return refusal;
  for (const registry::Party* party : {&facts.buyer, &facts.end_user}) {
    if (!facts.maker.IsOrIsRelatedToOn(*party, contract.signed_date)) continue;
    return Reject(kBuyerRelatedToMaker,
                  fmt::format("{} was related to the maker {} when {} was signed", party->id(),
                              facts.maker.id(), contract.contract_id),
                  {{"related_id", party->id()}});
  }
  if (!contract.EndUserAccepted()) {
    return Reject(kEndUserAcceptanceMissing,
                  fmt::format("{} bought as a trader; {} has not accepted", contract.buyer_id,
                              contract.end_user_id),
                  {{"end_user_id", contract.end_user_id}});
  }
  return std::nullopt;
}

}  // namespace debut::market

#include "domain/market/join_first_entry_case.h"

#include "domain/market/first_entry.h"
#include "domain/market/guards.h"

namespace debut::market {

std::tuple<ContractFile, certification::ProductFile, FirstEntryCase, registry::Party,
           registry::Party, registry::Party, registry::Party, policy::PolicyInForce>
JoinFirstEntryCase::Reads() const {
  return {ContractFile{contract_id},
          certification::ProductFile{product_id},
          FirstEntryCase{family_id},
          maker,
          buyer,
          end_user,
          case_end_user,
          policy::PolicyInForce{joined_date}};
}

decision::Decision JoinFirstEntryCase::Decide(
    const ContractFile& contract, const certification::ProductFile& product,
    const FirstEntryCase& entry, const registry::Party& maker_file,
    const registry::Party& buyer_file, const registry::Party& end_user_file,
    const registry::Party& case_end_user_file, const policy::PolicyInForce& policy) const {
  if (product.family_id != family_id || contract.seller_id != maker.id() ||
      contract.buyer_id != buyer.id() || contract.end_user_id != end_user.id() ||
      entry.end_user_id != case_end_user.id() || !maker_file.Complete() || !buyer_file.Complete() ||
      !end_user_file.Complete() || !case_end_user_file.Complete()) {
    return decision::Stale{};
  }
  const EntryFacts facts{contract, product, maker_file, buyer_file, end_user_file, policy};
  if (auto refusal = RefusalOfEntry(facts, joined_date)) return *std::move(refusal);
  if (!entry.opened) return RejectCaseUnknown(family_id);
  if (entry.members.contains(contract_id)) return decision::Nothing();
  if (!case_end_user_file.IsOrIsRelatedToOn(end_user_file, contract.signed_date)) {
    return decision::Reject(kEndUserDiffers,
                            fmt::format("{} entered the market with {}; {} is not of its group",
                                        family_id, entry.end_user_id, contract.end_user_id),
                            {{"end_user_id", entry.end_user_id}});
  }
  if (auto refusal = RefusalOfPeriod(contract, entry, *policy.InForce())) return *refusal;

  v1::FirstEntryContractJoined fact;
  fact.set_family_id(family_id);
  fact.set_contract_id(contract_id);
  fact.set_product_id(product_id);
  fact.set_signed_date(calendar::FormatDate(contract.signed_date));
  fact.set_joined_date(calendar::FormatDate(joined_date));
  return decision::Record(fact);
}

std::optional<decision::Decision> JoinFirstEntryCase::RefusalOfPeriod(
    const ContractFile& contract, const FirstEntryCase& entry,
    const policy::AdoptedPolicy& policy) const {
  if (contract.signed_date < entry.earliest_signed_date) {
    const std::string earliest = calendar::FormatDate(entry.earliest_signed_date);
    return decision::Reject(
        kContractBeforeEarliest,
        fmt::format("the case began with a contract of {}; {} is older", earliest, contract_id),
        {{"earliest_signed_date", earliest}});
  }
  const auto& period = policy.version.first_market_entry().joining_period_months();
  const absl::CivilDay nominal =
      calendar::AddMonths(entry.earliest_signed_date, static_cast<int>(period.value()));
  // A later working day can only be meant if the period was over without it: so a year whose
  // holidays are not published yet holds up nobody who is in time.
  if (contract.signed_date <= nominal) return std::nullopt;
  const auto last = calendar->SameOrNextWorkingDay(nominal);
  if (!last.ok()) {
    return decision::Reject(kCalendarYearUnknown, std::string(last.status().message()));
  }
  if (contract.signed_date <= *last) return std::nullopt;
  const std::string last_date = calendar::FormatDate(*last);
  return decision::Reject(
      kJoiningPeriodOver,
      fmt::format("contracts could join until {} (article {})", last_date, period.article()),
      {{"last_date", last_date}, {"article", period.article()}});
}

}  // namespace debut::market

#include "domain/market/open_first_entry_case.h"

#include "domain/market/first_entry.h"
#include "domain/market/guards.h"

namespace debut::market {

std::tuple<ContractFile, certification::ProductFile, FirstEntryCase, registry::Party,
           registry::Party, registry::Party, policy::PolicyInForce>
OpenFirstEntryCase::Reads() const {
  return {ContractFile{contract_id},
          certification::ProductFile{product_id},
          FirstEntryCase{family_id},
          maker,
          buyer,
          end_user,
          policy::PolicyInForce{opened_date}};
}

decision::Decision OpenFirstEntryCase::Decide(const ContractFile& contract,
                                              const certification::ProductFile& product,
                                              const FirstEntryCase& entry,
                                              const registry::Party& maker_file,
                                              const registry::Party& buyer_file,
                                              const registry::Party& end_user_file,
                                              const policy::PolicyInForce& policy) const {
  if (product.family_id != family_id || contract.seller_id != maker.id() ||
      contract.buyer_id != buyer.id() || contract.end_user_id != end_user.id() ||
      !maker_file.Complete() || !buyer_file.Complete() || !end_user_file.Complete()) {
    return decision::Stale{};
  }
  const EntryFacts facts{contract, product, maker_file, buyer_file, end_user_file, policy};
  if (auto refusal = RefusalOfEntry(facts, opened_date)) return *std::move(refusal);
  if (entry.members.contains(contract_id)) return decision::Nothing();
  if (entry.opened) {
    return decision::RejectAlreadyExists(
        kFirstEntryCaseAlreadyOpen,
        fmt::format("{} entered the market with {}, by a contract of {}", family_id,
                    entry.end_user_id, calendar::FormatDate(entry.earliest_signed_date)),
        {{"end_user_id", entry.end_user_id}});
  }

  const std::string signed_date = calendar::FormatDate(contract.signed_date);
  v1::FirstEntryCaseOpened opened;
  opened.set_family_id(family_id);
  opened.set_enterprise_id(product.enterprise_id);
  opened.set_end_user_id(contract.end_user_id);
  opened.set_earliest_signed_date(signed_date);
  opened.set_opened_date(calendar::FormatDate(opened_date));
  v1::FirstEntryContractJoined joined;
  joined.set_family_id(family_id);
  joined.set_contract_id(contract_id);
  joined.set_product_id(product_id);
  joined.set_signed_date(signed_date);
  joined.set_joined_date(calendar::FormatDate(opened_date));
  return decision::Record(opened, joined);
}

}  // namespace debut::market

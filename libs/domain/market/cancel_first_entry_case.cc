#include "domain/market/cancel_first_entry_case.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/market/guards.h"

namespace debut::market {

eventstore::Query FamilyClaim::Selects() const {
  if (family_id.empty()) return {};
  return {{{.types = decision::TypesOf<grants::v1::ClaimSubmitted>(),
            .tags = {decision::Tag("product_family", family_id)}}}};
}

void FamilyClaim::Apply(const eventstore::SequencedEvent& event) {
  decision::On<grants::v1::ClaimSubmitted>(event, [&](const auto& fact) {
    if (claim_id.empty()) claim_id = fact.claim_id();
  });
}

std::tuple<FirstEntryCase, FamilyClaim> CancelFirstEntryCase::Reads() const {
  return {FirstEntryCase{family_id}, FamilyClaim{family_id}};
}

decision::Decision CancelFirstEntryCase::Decide(const FirstEntryCase& entry,
                                                const FamilyClaim& claim) const {
  if (!entry.opened) return RejectCaseUnknown(family_id);
  if (cancelled_date < entry.opened_date) {
    const std::string opened = calendar::FormatDate(entry.opened_date);
    return decision::Reject(kDateBeforeOpening,
                            fmt::format("the case of {} was opened on {}", family_id, opened),
                            {{"opened_date", opened}});
  }
  if (!claim.claim_id.empty()) {
    return decision::Reject(kFirstEntryCaseClaimed,
                            fmt::format("{} was submitted for {}", claim.claim_id, family_id),
                            {{"claim_id", claim.claim_id}});
  }

  v1::FirstEntryCaseCancelled fact;
  fact.set_family_id(family_id);
  fact.set_cancelled_date(calendar::FormatDate(cancelled_date));
  fact.set_document(document);
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::market

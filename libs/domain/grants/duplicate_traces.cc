#include "domain/grants/duplicate_traces.h"

#include <algorithm>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {
namespace {

using decision::On;
using decision::Tag;
using decision::TypesOf;

void Remember(std::vector<DigestTraces::Claimant>& claimants, const v1::AttachmentsFiled& fact) {
  const DigestTraces::Claimant found{fact.claim_id(), fact.enterprise_id()};
  if (claimants.size() < kTracesMax && std::ranges::count(claimants, found) == 0) {
    claimants.push_back(found);
  }
}

}  // namespace

eventstore::Query DigestTraces::Selects() const {
  eventstore::Query query;
  const auto add = [&](const std::string& tag) {
    query.items.push_back({.types = TypesOf<v1::AttachmentsFiled>(), .tags = {tag}});
  };
  for (const std::string& digest : file_digests) add(Tag("file_digest", digest));
  if (!account_digest.empty()) add(Tag("account_digest", account_digest));
  return query;
}

void DigestTraces::Apply(const eventstore::SequencedEvent& event) {
  On<v1::AttachmentsFiled>(event, [&](const v1::AttachmentsFiled& fact) {
    if (fact.claim_id() == claim_id) return;
    for (const std::string& digest : fact.attachments().file_digests()) {
      if (std::ranges::binary_search(file_digests, digest)) Remember(files[digest], fact);
    }
    const bool same_account =
        !account_digest.empty() && fact.attachments().account_digest() == account_digest;
    if (same_account && fact.enterprise_id() != enterprise_id) Remember(accounts, fact);
  });
}

eventstore::Query AmountTraces::Selects() const {
  eventstore::Query query;
  if (amount == money::Fen(0)) return query;
  for (const std::string& id : enterprise_ids) {
    query.items.push_back({.types = TypesOf<v1::AwardProposed>(), .tags = {Tag("enterprise", id)}});
  }
  return query;
}

void AmountTraces::Apply(const eventstore::SequencedEvent& event) {
  On<v1::AwardProposed>(event, [&](const v1::AwardProposed& fact) {
    if (fact.claim_id() == claim_id || fact.amount_fen() != amount.count) return;
    std::erase_if(awards, [&](const Award& award) { return award.claim_id == fact.claim_id(); });
    if (awards.size() == kTracesMax) awards.erase(awards.begin());
    awards.push_back({fact.claim_id(), decision::RecordedDate(fact.proposed_date())});
  });
}

}  // namespace debut::grants

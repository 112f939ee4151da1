#include "domain/grants/round_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {
namespace {

using decision::On;
using decision::Tag;
using decision::TypesOf;
using eventstore::Query;
using eventstore::SequencedEvent;

template <typename Fact>
Query OfRound(const std::string& round_id) {
  if (round_id.empty()) return {};
  return {{{.types = TypesOf<Fact>(), .tags = {Tag("round", round_id)}}}};
}

}  // namespace

Query RoundFile::Selects() const { return OfRound<v1::RoundOpened>(round_id); }

void RoundFile::Apply(const SequencedEvent& event) {
  On<v1::RoundOpened>(event, [&](const v1::RoundOpened& fact) {
    opened = true;
    measure = fact.measure();
    round_year = fact.round_year();
    budget_id = fact.budget_id();
    budget_year = fact.budget_year();
    if (fact.rate_denominator() > 0) {
      rate = money::Ratio(fact.rate_numerator(), fact.rate_denominator());
    }
    notice_working_days = fact.notice_working_days();
    opens_date = decision::RecordedDate(fact.opens_date());
    closes_date = decision::RecordedDate(fact.closes_date());
    policy_version_id = fact.policy_version_id();
    policy_digest = fact.policy_digest();
    guide = GuideIn(fact);
    reduction_mode = fact.reduction_mode();
    document = fact.document();
    meeting_required = fact.meeting_required();
    position = event.position;
  });
}

Query RoundAcceptances::Selects() const { return OfRound<v1::ClaimAccepted>(round_id); }

void RoundAcceptances::Apply(const SequencedEvent& event) {
  On<v1::ClaimAccepted>(event, [&](const auto& fact) { last_number = fact.acceptance_number(); });
}

Query RoundClaims::Selects() const { return OfRound<v1::ClaimSubmitted>(round_id); }

void RoundClaims::Apply(const SequencedEvent& event) {
  On<v1::ClaimSubmitted>(event, [&](const auto&) { ++claims_count; });
}

}  // namespace debut::grants

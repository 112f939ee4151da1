#include "redecision/decide_again.h"

#include <optional>

#include "base/ensure.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/command.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "domain/grants/adjust_award.h"
#include "domain/grants/compute_award.h"
#include "domain/grants/decide_reduction.h"
#include "domain/grants/grant_subsidy.h"
#include "domain/grants/propose_award.h"
#include "domain/grants/propose_clawback.h"

namespace debut::redecision {
namespace {

using decision::Decision;
using decision::On;
using decision::RecordedDate;
namespace v1 = grants::v1;

template <decision::Command C>
absl::StatusOr<Decision> DecideOver(const C& command, const Past& past) {
  ASSIGN_OR_RETURN(const auto views, past.All(command.Reads()));
  return decision::DecideOn(command, views);
}

template <decision::Command C>
absl::StatusOr<Decision> DecideOnClaim(C command, const std::string& claim_id, const Past& past) {
  ASSIGN_OR_RETURN(command.claim, grants::KeysOfClaim(claim_id, past));
  return DecideOver(command, past);
}

absl::StatusOr<Decision> ReduceAgain(const v1::RoundReduced& fact, const Past& past) {
  grants::DecideReduction asked;
  asked.round_id = fact.round_id();
  asked.budget_asked = money::Fen(fact.budget_fen());
  asked.document = fact.document();
  asked.decided_date = RecordedDate(fact.decided_date());
  ASSIGN_OR_RETURN(const auto command, grants::Prepared(asked, past));
  return DecideOver(command, past);
}

}  // namespace

eventstore::Query Redecidable() {
  return {
      {{.types = decision::TypesOf<v1::AwardComputed, v1::AwardProposed, v1::AwardAdjusted,
                                   v1::ClawbackProposed, v1::RoundReduced, v1::SubsidyGranted>(),
        .tags = {}}}};
}

absl::StatusOr<Decision> DecideAgain(const eventstore::SequencedEvent& recorded, const Past& past) {
  std::optional<absl::StatusOr<Decision>> decision;
  const std::string& by = recorded.event.principal;
  On<v1::AwardComputed>(recorded, [&](const auto& fact) {
    decision = DecideOnClaim(grants::ComputeAward{.claim = {}, .by = by}, fact.claim_id(), past);
  });
  // A date that doesn't parse throws, so it is read first: where a later initialiser of a braced
  // list throws, GCC 12 destroys twice what the default initialisers of `claim` have made.
  On<v1::AwardProposed>(recorded, [&](const auto& fact) {
    const absl::CivilDay date = RecordedDate(fact.proposed_date());
    decision = DecideOnClaim(grants::ProposeAward{.claim = {}, .by = by, .proposed_date = date},
                             fact.claim_id(), past);
  });
  On<v1::AwardAdjusted>(recorded, [&](const auto& fact) {
    const absl::CivilDay date = RecordedDate(fact.adjusted_date());
    decision = DecideOnClaim(
        grants::AdjustAward{
            .claim = {}, .by = by, .grounds = fact.grounds(), .adjusted_date = date},
        fact.claim_id(), past);
  });
  On<v1::ClawbackProposed>(recorded, [&](const auto& fact) {
    const absl::CivilDay date = RecordedDate(fact.proposed_date());
    decision = DecideOnClaim(
        grants::ProposeClawback{
            .claim = {}, .by = by, .grounds = fact.grounds(), .proposed_date = date},
        fact.claim_id(), past);
  });
  On<v1::SubsidyGranted>(recorded, [&](const auto& fact) {
    const absl::CivilDay date = RecordedDate(fact.granted_date());
    decision = DecideOnClaim(grants::GrantSubsidy{.claim = {},
                                                  .by = by,
                                                  .grant_id = fact.grant_id(),
                                                  .granted_date = date,
                                                  .document = fact.document()},
                             fact.claim_id(), past);
  });
  On<v1::RoundReduced>(recorded, [&](const auto& fact) { decision = ReduceAgain(fact, past); });
  ENSURE(decision.has_value(), "asked to decide what is not decided again");
  return *std::move(decision);
}

}  // namespace debut::redecision

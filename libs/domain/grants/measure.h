#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/policy/v1/policy.pb.h"
#include "decision/view.h"
#include "domain/grants/evidence_users.h"
#include "domain/grants/guide.h"
#include "domain/grants/rate_rule.h"
#include "domain/grants/refusal.h"
#include "domain/grants/round_file.h"
#include "domain/registry/party.h"
#include "policy/calculation.h"

namespace debut::grants {

// The steps at which a measure looks at its facts again.
// At a clawback a refusal means that nothing is due any more, and Calculate() leaves out what has
// lost its ground since the payment.
enum class Stage { kSubmission, kAcceptance, kComputation, kProposal, kGrant, kPayment, kClawback };

struct Occasion {
  Stage stage = Stage::kSubmission;
  // Of the step; a computation has none of its own and takes that of the step before it.
  absl::CivilDay date;
  absl::CivilDay submitted_date;
};

// What decides about a claim besides its facts: the round's own terms, and the policy that the
// round has pinned.
struct Rules {
  const policy::v1::PolicyVersion& policy;
  const RoundFile& round;
};

// What a round's guide says to a measure; std::monostate: the policy says all.
template <typename M>
struct GuideOfMeasure {
  using Type = std::monostate;
};
template <typename M>
requires requires { typename M::Guide; }
struct GuideOfMeasure<M> {
  using Type = typename M::Guide;
};

// A measure, as the one mechanism of claims sees it: the view of all facts that decide about a
// claim of it, and what they mean. Everything else (rounds, budgets, caps, notices, payments, who
// checks whom) does not know which measure it handles. measures.h lists them; docs/adding_a_rule.md
// shows how to add one.
//
// A measure whose amounts are the round's guide's names it as M::Guide, one of guide.h: its rounds
// are opened with that guide, and those of others without any.
template <typename M>
concept Measure = decision::View<M> && std::equality_comparable<typename M::Basis> &&
    requires(const M& facts, const typename M::Basis& basis, v1::ClaimSubmitted& submitted,
             const policy::v1::PolicyVersion& policy, const Rules& rules, const Occasion& occasion,
             const registry::Party& claimant, policy::Calculation& calculation) {
  { M::kMeasure } -> std::convertible_to<policy::v1::Measure>;

  // What a claim is about, in a submitted claim's oneof, and back.
  { M::BasisIn(submitted) } -> std::same_as<std::optional<typename M::Basis>>;
  { M::WriteBasis(basis, submitted) } -> std::same_as<void>;
  // What the policy says about the rate of its rounds; nothing: they have none.
  { M::RateRuleIn(policy) } -> std::same_as<std::optional<RateRule>>;

  // The view of a basis that a recorded claim has, keyed with what the basis names.
  M(basis);
  { facts.basis() } -> std::same_as<const typename M::Basis&>;
  // Whether the facts name nothing that the view should have been keyed with but was not.
  { facts.Complete() } -> std::same_as<bool>;
  // The empty view keyed with what these facts name: with the same keys if they are complete.
  { facts.Widened() } -> std::same_as<M>;

  // The following require Complete().

  // The first reason against the step, or nothing.
  { facts.RefusalAt(occasion, rules, claimant) } -> std::same_as<Refusal>;
  // What is claimed for: a round has one claim of it under way.
  { facts.SubjectKey() } -> std::same_as<std::string>;
  // The calendar year whose limit is used up; 0: for life.
  { facts.LimitYear() } -> std::same_as<std::uint32_t>;
  // The keys under which the cap is counted, the claim's own first; none: no cap.
  { facts.CapKeys(claimant, rules.round) } -> std::same_as<std::vector<std::string>>;
  { facts.EvidenceUsed() } -> std::same_as<std::vector<Evidence>>;
  // Whether all facts that a sheet refers to have their place in the log.
  { facts.InLog() } -> std::same_as<bool>;
  // Inputs and steps up to the room under the cap, of which the amount given was used by others
  // than this claim: what the claim is worth now, whether or not it has an award. Requires InLog().
  { facts.Calculate(rules, money::Fen(), occasion, calculation) } -> std::same_as<void>;
};

}  // namespace debut::grants

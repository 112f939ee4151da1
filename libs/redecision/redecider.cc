#include "redecision/redecider.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/broken_invariant.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/round_reduction.h"
#include "domain/privacy/subject_file.h"
#include "policy/policy_text.h"
#include "policy/sheet_check.h"
#include "redecision/decide_again.h"
#include "sealing/sealed_fields.h"

namespace debut::redecision {
namespace {

using decision::Decision;
using eventstore::Position;
using policy::v1::CalculationSheet;

struct Finding {
  Verdict verdict;
  std::string explanation;
};
using MaybeFinding = std::optional<Finding>;

// The adoption of a version as the log has it, whether or not its text can still be read.
struct Adoption {
  std::string version_id;
  Position position = {};  // Zero: there is none.
  std::string digest = {};
  std::string digest_of_text = {};

  eventstore::Query Selects() const { return policy::PolicyByVersion{version_id}.Selects(); }
  void Apply(const eventstore::SequencedEvent& event) {
    decision::On<policy::v1::PolicyAdopted>(event, [&](const auto& fact) {
      position = event.position;
      digest = fact.digest();
      digest_of_text = policy::PolicyDigest(fact.text());
    });
  }
  bool operator==(const Adoption&) const = default;
};

MaybeFinding FindingOfPolicy(const grants::RoundFile& round, const Adoption& adoption,
                             const std::optional<CalculationSheet>& sheet) {
  if (adoption.position.value == 0) {
    return Finding{Verdict::kPolicyMissing,
                   fmt::format("round {} has pinned policy {}, and the log has not adopted it",
                               round.round_id, round.policy_version_id)};
  }
  if (adoption.digest != adoption.digest_of_text) {
    return Finding{Verdict::kWrongPolicy,
                   fmt::format("the text of policy {} at {} is not the one of its digest",
                               adoption.version_id, adoption.position.value)};
  }
  if (adoption.digest != round.policy_digest) {
    return Finding{Verdict::kWrongPolicy,
                   fmt::format("round {} has pinned another text of policy {} than that at {}",
                               round.round_id, adoption.version_id, adoption.position.value)};
  }
  if (sheet && (sheet->policy_version_id() != adoption.version_id ||
                sheet->policy_digest() != adoption.digest ||
                sheet->policy_position() != adoption.position.value)) {
    return Finding{Verdict::kWrongPolicy,
                   fmt::format("the sheet is of policy {} at {}, and the round has pinned {} at {}",
                               sheet->policy_version_id(), sheet->policy_position(),
                               adoption.version_id, adoption.position.value)};
  }
  return std::nullopt;
}

// What keeps a decision on a claim from being made at all.
absl::StatusOr<MaybeFinding> FindingOfGround(const DecidedFact& recorded, const Past& past) {
  if (recorded.claim_id.empty()) return MaybeFinding();
  ASSIGN_OR_RETURN(const auto file, past(grants::ClaimFile{recorded.claim_id}));
  if (!file.Known()) {
    return Finding{Verdict::kInputMissing,
                   fmt::format("the submission of claim {} is not in the log", recorded.claim_id)};
  }
  ASSIGN_OR_RETURN(const auto round, past(grants::RoundFile{file.terms.round_id}));
  if (!round.opened) {
    return Finding{Verdict::kInputMissing,
                   fmt::format("the opening of round {} is not in the log", round.round_id)};
  }
  ASSIGN_OR_RETURN(const auto adoption, past(Adoption{round.policy_version_id}));
  return FindingOfPolicy(round, adoption, recorded.sheet);
}

absl::StatusOr<std::optional<eventstore::SequencedEvent>> EventAt(const Past& past,
                                                                  std::uint64_t position) {
  std::optional<eventstore::SequencedEvent> found;
  if (position == 0 || position > past.up_to().value) return found;
  ASSIGN_OR_RETURN([[maybe_unused]] const Position head,
                   past.log().Read({}, {.after = {position - 1}, .up_to = {{position}}},
                                   [&](const eventstore::SequencedEvent& event) {
                                     found = event;
                                     return false;
                                   }));
  return found;
}

// The first sealed text in a fact that the recorded sheet names, whose subject was erased since:
// what was decided on it can't be decided again.
absl::StatusOr<MaybeFinding> ErasedInput(const DecidedFact& recorded, const Past& past) {
  if (!recorded.sheet) return MaybeFinding();
  for (const policy::v1::SheetInput& input : recorded.sheet->inputs()) {
    for (const std::uint64_t position : input.positions()) {
      ASSIGN_OR_RETURN(const auto event, EventAt(past, position));
      if (!event) continue;
      ASSIGN_OR_RETURN(const auto sealed, sealing::SealedFieldsIn(event->event));
      for (const sealing::SealedField& each : sealed) {
        ASSIGN_OR_RETURN(const auto subject,
                         decision::Load(past.log(), privacy::SubjectFile{each.subject}));
        if (!subject.view.erasure_requested) continue;
        return Finding{Verdict::kErasedInput,
                       fmt::format("the sheet takes {} {} from position {}, and the {} there was "
                                   "erased at {}",
                                   input.name(), input.subject(), position, each.field->name(),
                                   subject.view.erasure_position)};
      }
    }
  }
  return MaybeFinding();
}

// The first fact that the recorded sheet names, and that is not where it says.
absl::StatusOr<MaybeFinding> MissingInput(const DecidedFact& recorded, const Past& past) {
  if (!recorded.sheet) return MaybeFinding();
  ASSIGN_OR_RETURN(const auto keys, grants::KeysOfClaim(recorded.claim_id, past));
  eventstore::Query facts = keys.facts.Selects();
  const auto reductions =
      grants::ReductionOfClaim{keys.terms.round_id, recorded.claim_id}.Selects();
  std::ranges::copy(reductions.items, std::back_inserter(facts.items));
  for (const policy::v1::SheetInput& input : recorded.sheet->inputs()) {
    for (const std::uint64_t position : input.positions()) {
      bool found = false;
      if (position > 0 && position <= past.up_to().value) {
        ASSIGN_OR_RETURN([[maybe_unused]] const Position head,
                         past.log().Read(facts, {.after = {position - 1}, .up_to = {{position}}},
                                         [&](const auto&) {
                                           found = true;
                                           return false;
                                         }));
      }
      if (!found) {
        return Finding{Verdict::kInputMissing,
                       fmt::format("the sheet takes {} {} from position {}, where no such fact is",
                                   input.name(), input.subject(), position)};
      }
    }
  }
  return MaybeFinding();
}

std::vector<int> KindsIn(const CalculationSheet& sheet) {
  std::vector<int> kinds;
  for (const auto& step : sheet.steps()) kinds.push_back(step.kind());
  return kinds;
}

// Both add up over the same inputs, but by other steps: no figure was altered, the formula was.
bool OtherFormula(const CalculationSheet& recorded, const CalculationSheet& decided) {
  const auto inputs = [](const CalculationSheet& sheet) {
    CalculationSheet only;
    *only.mutable_inputs() = sheet.inputs();
    return only.SerializeAsString();
  };
  return KindsIn(recorded) != KindsIn(decided) && inputs(recorded) == inputs(decided) &&
         policy::MisstepIn(recorded).empty();
}

Finding CompareFacts(const eventstore::Event& recorded_event, const DecidedFact& recorded,
                     const eventstore::Event& decided_event, const DecidedFact& decided) {
  if (recorded_event.type == decided_event.type &&
      recorded_event.payload == decided_event.payload) {
    return {Verdict::kSame, ""};
  }
  const std::string misstep = recorded.sheet ? policy::MisstepIn(*recorded.sheet) : "";
  if (recorded.sheet && decided.sheet && OtherFormula(*recorded.sheet, *decided.sheet)) {
    return {Verdict::kEngineDiff, "the same inputs were calculated by other steps"};
  }
  if (recorded.amount != decided.amount) {
    return {Verdict::kAmountDiff,
            fmt::format("{} fen were recorded, and {} are due{}{}", recorded.amount.count,
                        decided.amount.count, misstep.empty() ? "" : "; ", misstep)};
  }
  if (recorded.sheet && decided.sheet &&
      recorded.sheet->SerializeAsString() != decided.sheet->SerializeAsString()) {
    return {Verdict::kSheetDiff, misstep.empty() ? "the sheet is not the one that was decided on"
                                                 : "the sheet does not add up: " + misstep};
  }
  return {Verdict::kOutcomeDiff, "the amount agrees, and the fact says something else besides it"};
}

Finding Compare(const eventstore::Event& recorded_event, const DecidedFact& recorded,
                const Decision& decision, money::Fen& amount) {
  if (const auto* refusal = std::get_if<decision::Rejection>(&decision)) {
    return {Verdict::kOutcomeDiff,
            fmt::format("it would be refused: {}, {}", refusal->reason, refusal->explanation)};
  }
  const auto* events = std::get_if<std::vector<eventstore::Event>>(&decision);
  if (events == nullptr) {
    return {Verdict::kEngineDiff, "this program cannot prepare the decision from the log"};
  }
  if (events->empty()) return {Verdict::kOutcomeDiff, "nothing was left to decide"};
  const DecidedFact decided = DecidedFactIn(events->front());
  amount = decided.amount;
  return CompareFacts(recorded_event, recorded, events->front(), decided);
}

}  // namespace

absl::StatusOr<Redecision> Redecider::Redecide(const eventstore::SequencedEvent& recorded) {
  const base::ThrowingEnsures throwing;
  Redecision result{.position = recorded.position,
                    .type = recorded.event.type,
                    .recorded = {},
                    .amount = money::Fen()};
  try {
    result.recorded = DecidedFactIn(recorded.event);
  } catch (const base::BrokenInvariant& broken) {
    result.verdict = Verdict::kOutcomeDiff;
    result.explanation = fmt::format("the recorded fact is damaged: {}", broken.what());
    return result;
  }
  const auto damaged = [&](std::string_view how) {
    result.verdict = Verdict::kInputMissing;
    result.explanation = fmt::format("what it was decided on is damaged: {}", how);
    return result;
  };
  try {
    const auto compared = DecideAndCompare(recorded, result);
    // An id that names something no log can have.
    if (absl::IsInvalidArgument(compared.status())) {
      return damaged(std::string(compared.status().message()));
    }
    return compared;
  } catch (const base::BrokenInvariant& broken) {
    views_.emplace(log_);  // One may be half folded.
    return damaged(broken.what());
  }
}

absl::StatusOr<Redecision> Redecider::DecideAndCompare(const eventstore::SequencedEvent& recorded,
                                                       Redecision result) {
  const Position before{recorded.position.value - 1};
  const Past past(*views_, before, known_at_ == KnownAt::kNow ? std::max(head_, before) : before);
  const auto found = [&](const Finding& finding) {
    result.verdict = finding.verdict;
    result.explanation = finding.explanation;
    return result;
  };
  ASSIGN_OR_RETURN(const MaybeFinding ground, FindingOfGround(result.recorded, past));
  if (ground) return found(*ground);
  absl::StatusOr<Decision> decision = DecideAgain(recorded, past);
  // Without its facts a command has no keys, and asks what no log can be asked.
  if (absl::IsInvalidArgument(decision.status())) decision = decision::Stale{};
  RETURN_IF_ERROR(decision.status());
  const Finding finding = Compare(recorded.event, result.recorded, *decision, result.amount);
  if (finding.verdict == Verdict::kSame) return result;
  ASSIGN_OR_RETURN(const MaybeFinding erased, ErasedInput(result.recorded, past));
  if (erased) return found(*erased);
  ASSIGN_OR_RETURN(const MaybeFinding missing, MissingInput(result.recorded, past));
  return found(missing.value_or(finding));
}

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kSame:
      return "SAME";
    case Verdict::kAmountDiff:
      return "AMOUNT_DIFF";
    case Verdict::kOutcomeDiff:
      return "OUTCOME_DIFF";
    case Verdict::kSheetDiff:
      return "SHEET_DIFF";
    case Verdict::kWrongPolicy:
      return "WRONG_POLICY";
    case Verdict::kPolicyMissing:
      return "POLICY_MISSING";
    case Verdict::kInputMissing:
      return "INPUT_MISSING";
    case Verdict::kErasedInput:
      return "ERASED_INPUT";
    case Verdict::kEngineDiff:
      return "ENGINE_DIFF";
  }
  return "";
}

}  // namespace debut::redecision

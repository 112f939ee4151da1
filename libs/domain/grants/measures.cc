#include "domain/grants/measures.h"

#include "base/ensure.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

constexpr char kNoMeasure[] = "asked about a claim of no measure";

// Calls `then.operator()<M>()` for the measure of that number. False: this program has none.
template <Measure... Ms, typename Then>
bool ForMeasure(MeasureList<Ms...>, policy::v1::Measure measure, Then&& then) {
  return ((measure == Ms::kMeasure ? (then.template operator()<Ms>(), true) : false) || ...);
}

template <Measure... Ms, typename Then>
void ForEachMeasure(MeasureList<Ms...>, Then&& then) {
  (then.template operator()<Ms>(), ...);
}

template <typename T>
constexpr bool kIsNone = std::is_same_v<std::decay_t<T>, std::monostate>;

// The answer of the measure that there is.
template <typename Facts, typename Ask>
auto Asked(const Facts& facts, Ask&& ask) {
  using Answer = decltype(ask(std::get<1>(facts)));
  return std::visit(
      [&](const auto& measure) -> Answer {
        if constexpr (kIsNone<decltype(measure)>) {
          ENSURE(false, kNoMeasure);
        } else {
          return ask(measure);
        }
      },
      facts);
}

}  // namespace

Basis BasisIn(const v1::ClaimSubmitted& submitted) {
  Basis basis;
  ForEachMeasure(Measures(), [&]<typename M>() {
    if (auto found = M::BasisIn(submitted)) basis = *std::move(found);
  });
  return basis;
}

void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted) {
  ForEachMeasure(Measures(), [&]<typename M>() {
    if (const auto* held = std::get_if<typename M::Basis>(&basis)) M::WriteBasis(*held, submitted);
  });
}

policy::v1::Measure MeasureOf(const Basis& basis) {
  auto measure = policy::v1::MEASURE_UNSPECIFIED;
  ForEachMeasure(Measures(), [&]<typename M>() {
    if (std::holds_alternative<typename M::Basis>(basis)) measure = M::kMeasure;
  });
  return measure;
}

bool MeasureSupported(policy::v1::Measure measure) {
  return ForMeasure(Measures(), measure, []<typename M>() {});
}

Refusal RefusalOfGuide(policy::v1::Measure measure, const Guide& guide) {
  bool fits = false;
  bool wanted = false;
  const bool supported = ForMeasure(Measures(), measure, [&]<typename M>() {
    using Wanted = typename GuideOfMeasure<M>::Type;
    fits = std::holds_alternative<Wanted>(guide);
    wanted = !std::is_same_v<Wanted, std::monostate>;
  });
  ENSURE(supported, "asked for the guide of a measure that is not supported");
  if (fits) return {};
  const decision::RejectionMetadata metadata = {{"measure", policy::v1::Measure_Name(measure)}};
  if (wanted && std::holds_alternative<std::monostate>(guide)) {
    return Refuse(kGuideMissing, "the round's guide has to say what the measure gives", metadata);
  }
  return Refuse(kGuideUnfit, "the guide is not one of the round's measure", metadata);
}

std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion& policy,
                                   policy::v1::Measure measure) {
  std::optional<RateRule> rule;
  const bool supported =
      ForMeasure(Measures(), measure, [&]<typename M>() { rule = M::RateRuleIn(policy); });
  ENSURE(supported, "asked for the rate of a measure that is not supported");
  return rule;
}

MeasureFacts::MeasureFacts(const grants::Basis& basis) {
  ForEachMeasure(Measures(), [&]<typename M>() {
    if (const auto* held = std::get_if<typename M::Basis>(&basis)) facts_ = M(*held);
  });
}

eventstore::Query MeasureFacts::Selects() const {
  return std::visit(
      [](const auto& facts) -> eventstore::Query {
        if constexpr (kIsNone<decltype(facts)>) {
          return {};
        } else {
          return facts.Selects();
        }
      },
      facts_);
}

void MeasureFacts::Apply(const eventstore::SequencedEvent& event) {
  std::visit(
      [&](auto& facts) {
        if constexpr (!kIsNone<decltype(facts)>) facts.Apply(event);
      },
      facts_);
}

Basis MeasureFacts::basis() const {
  return Asked(facts_, [](const auto& facts) { return grants::Basis(facts.basis()); });
}

bool MeasureFacts::Complete() const {
  if (std::holds_alternative<std::monostate>(facts_)) return true;
  return Asked(facts_, [](const auto& facts) { return facts.Complete(); });
}

MeasureFacts MeasureFacts::Widened() const {
  return Asked(facts_, [](const auto& facts) { return MeasureFacts(facts.Widened()); });
}

Refusal MeasureFacts::RefusalAt(const Occasion& occasion, const Rules& rules,
                                const registry::Party& claimant) const {
  return Asked(facts_,
               [&](const auto& facts) { return facts.RefusalAt(occasion, rules, claimant); });
}

std::string MeasureFacts::SubjectKey() const {
  return Asked(facts_, [](const auto& facts) { return facts.SubjectKey(); });
}

std::uint32_t MeasureFacts::LimitYear() const {
  return Asked(facts_, [](const auto& facts) { return facts.LimitYear(); });
}

std::vector<std::string> MeasureFacts::CapKeys(const registry::Party& claimant,
                                               const RoundFile& round) const {
  return Asked(facts_, [&](const auto& facts) { return facts.CapKeys(claimant, round); });
}

std::vector<Evidence> MeasureFacts::EvidenceUsed() const {
  return Asked(facts_, [](const auto& facts) { return facts.EvidenceUsed(); });
}

bool MeasureFacts::InLog() const {
  return Asked(facts_, [](const auto& facts) { return facts.InLog(); });
}

void MeasureFacts::Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                             policy::Calculation& calculation) const {
  Asked(facts_, [&](const auto& facts) {
    facts.Calculate(rules, cap_used, occasion, calculation);
    return true;
  });
}

}  // namespace debut::grants

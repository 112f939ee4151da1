#include "redecision/supposed_log.h"

#include <fmt/format.h>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/grants/measures.h"
#include "policy/policy_text.h"

namespace debut::redecision {

using eventstore::Position;
using eventstore::SequencedEvent;

absl::StatusOr<std::unique_ptr<SupposedLog>> SupposedLog::Make(const eventstore::EventStore& log,
                                                               const std::string& policy_text) {
  policy::PolicyReading reading = policy::ReadPolicy(policy_text);
  if (!reading.ok()) {
    std::string problems;
    for (const policy::PolicyProblem& each : reading.problems) {
      problems += fmt::format("{}{}", problems.empty() ? "" : "; ", each.ToText());
    }
    return absl::InvalidArgumentError(fmt::format("the policy: {}", problems));
  }
  return std::unique_ptr<SupposedLog>(
      new SupposedLog(log, policy_text, std::move(reading.version)));
}

SupposedLog::SupposedLog(const eventstore::EventStore& log, std::string text,
                         policy::v1::PolicyVersion version)
    : log_(log),
      text_(std::move(text)),
      digest_(policy::PolicyDigest(text_)),
      version_(std::move(version)) {}

SequencedEvent SupposedLog::Supposed(const SequencedEvent& event) const {
  SequencedEvent supposed = event;
  const auto replaced = replaced_.find(event.position.value);
  if (replaced != replaced_.end()) supposed.event.payload = replaced->second;
  decision::On<policy::v1::PolicyAdopted>(event, [&](policy::v1::PolicyAdopted fact) {
    fact.set_text(text_);
    fact.set_digest(digest_);
    supposed.event.payload = fact.SerializeAsString();
  });
  decision::On<grants::v1::RoundOpened>(event, [&](grants::v1::RoundOpened fact) {
    fact.set_policy_digest(digest_);
    if (grants::MeasureSupported(fact.measure()) && fact.rate_denominator() > 0) {
      const auto rule = grants::RateRuleIn(version_, fact.measure());
      const money::Ratio rate(fact.rate_numerator(), fact.rate_denominator());
      if (rule && (rule->exact || rate > rule->rate)) {
        fact.set_rate_numerator(rule->rate.num());
        fact.set_rate_denominator(rule->rate.den());
      }
    }
    supposed.event.payload = fact.SerializeAsString();
  });
  return supposed;
}

absl::StatusOr<Position> SupposedLog::Read(const eventstore::Query& query,
                                           const eventstore::ReadOptions& options,
                                           Visitor visit) const {
  return log_.Read(query, options,
                   [&](const SequencedEvent& event) { return visit(Supposed(event)); });
}

absl::StatusOr<eventstore::AppendResult> SupposedLog::Append(
    std::vector<eventstore::Event>, std::optional<eventstore::AppendCondition>) {
  return absl::FailedPreconditionError("nothing is recorded in a supposed log");
}

absl::Status SupposedLog::Subscribe(const eventstore::Query&, const eventstore::SubscribeOptions&,
                                    std::stop_token, Subscriber) const {
  return absl::FailedPreconditionError("nobody follows a supposed log");
}

}  // namespace debut::redecision

#include "redecision/run.h"

#include <fmt/format.h>

#include <algorithm>

#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "redecision/decide_again.h"

namespace debut::redecision {
namespace {

using eventstore::Position;

constexpr std::size_t kPageEvents = 500;

}  // namespace

std::uint64_t Tally::Total() const {
  std::uint64_t total = 0;
  for (const auto& [verdict, count] : counts) total += count;
  return total;
}

std::uint64_t Tally::Findings() const {
  const auto same = counts.find(Verdict::kSame);
  return Total() - (same == counts.end() ? 0 : same->second);
}

absl::StatusOr<std::string> ClaimIdOf(const eventstore::EventStore& log, const std::string& id) {
  const eventstore::Query query{{{.types = decision::TypesOf<grants::v1::SubsidyGranted>(),
                                  .tags = {decision::Tag("grant", id)}},
                                 {.types = decision::TypesOf<grants::v1::ClaimSubmitted>(),
                                  .tags = {decision::Tag("claim", id)}}}};
  ASSIGN_OR_RETURN(const auto found, eventstore::ReadAll(log, query, {.limit = 1}));
  if (found.events.empty()) {
    return absl::NotFoundError(fmt::format("there is no claim and no grant {}", id));
  }
  std::string claim_id = id;
  decision::On<grants::v1::SubsidyGranted>(found.events.front(),
                                           [&](const auto& fact) { claim_id = fact.claim_id(); });
  return claim_id;
}

absl::StatusOr<Tally> RedecideAll(const eventstore::EventStore& log, const Scope& scope,
                                  KnownAt known_at, const RunObserver& observer) {
  Tally tally;
  ASSIGN_OR_RETURN(tally.head, log.Head());
  const Position last = scope.to.value == 0 ? tally.head : std::min(scope.to, tally.head);
  eventstore::Query query = Redecidable();
  if (!scope.claim_id.empty()) {
    query.items.front().tags.push_back(decision::Tag("claim", scope.claim_id));
  }
  Redecider redecider(log, known_at, tally.head);
  Position done{std::max<std::uint64_t>(scope.from.value, 1) - 1};
  while (done < last) {
    ASSIGN_OR_RETURN(
        const auto page,
        eventstore::ReadAll(log, query, {.after = done, .up_to = last, .limit = kPageEvents}));
    for (const eventstore::SequencedEvent& event : page.events) {
      ASSIGN_OR_RETURN(const Redecision result, redecider.Redecide(event));
      ++tally.counts[result.verdict];
      observer.on_decision(result);
      if (observer.on_progress) observer.on_progress(event.position, last);
    }
    done = page.events.size() < kPageEvents ? last : page.events.back().position;
  }
  if (observer.on_progress) observer.on_progress(last, last);
  return tally;
}

}  // namespace debut::redecision

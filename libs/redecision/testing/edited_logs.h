#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "decision/fact_codec.h"
#include "domain/grants/first_market_entry.h"
#include "domain/grants/testing/desk.h"
#include "eventstore/in_memory_event_store.h"
#include "redecision/decide_again.h"
#include "redecision/redecider.h"

// Logs of decisions, what an operator with an editor makes of them, and what comes of it.
namespace debut::redecision::testing {

using eventstore::Event;
using eventstore::SequencedEvent;

inline std::vector<Event> LogOf(const eventstore::EventStore& store) {
  std::vector<Event> events;
  const auto all = eventstore::ReadAll(store, {});
  for (const SequencedEvent& each : all.value().events) {
    events.push_back(each.event);
  }
  return events;
}

// A claim of measure 3 from its submission to its payment, by the domain's own commands.
inline const std::vector<Event>& PaidClaim() {
  static const std::vector<Event> log = [] {
    grants::testing::Desk desk(
        grants::testing::Facts() +
        grants::testing::Of(grants::testing::Budget(money::Fen(1'000'000'000)),
                            grants::testing::Received(grants::testing::kPrice)));
    EXPECT_EQ(desk.Submit("CL-1", "R-1",
                          grants::MeasureFacts(grants::FirstMarketEntry::ClaimFor("P-1", {}))),
              "");
    EXPECT_EQ(desk.Lead("CL-1", grants::v1::CLAIM_STATE_PAID), "");
    return LogOf(desk.store());
  }();
  return log;
}

// The log with every fact of a kind changed: what an operator with an editor leaves behind.
template <typename Fact>
std::vector<Event> Altered(std::vector<Event> log, const std::function<void(Fact&)>& change) {
  bool found = false;
  for (Event& event : log) {
    if (event.type != decision::TypeOf<Fact>()) continue;
    Fact fact;
    EXPECT_TRUE(fact.ParseFromString(event.payload));
    change(fact);
    event.payload = fact.SerializeAsString();
    found = true;
  }
  EXPECT_TRUE(found) << decision::TypeOf<Fact>();
  return log;
}

// The log with a fact of a kind taken out, and something else in its place.
template <typename Fact>
std::vector<Event> Without(std::vector<Event> log) {
  for (Event& event : log) {
    if (event.type != decision::TypeOf<Fact>()) continue;
    event = grants::testing::Of(grants::testing::Budget(
        money::Fen(1), {.claim_id = "CL-9", .round_id = "R-9", .budget_id = "7/2031"}))[0];
  }
  return log;
}

inline std::vector<Redecision> Redecide(std::vector<Event> events,
                                        KnownAt known_at = KnownAt::kRecorded) {
  eventstore::InMemoryEventStore log;
  const auto appended = log.Append(std::move(events), std::nullopt);
  EXPECT_TRUE(appended.ok()) << appended.status();
  Redecider redecider(log, known_at, log.Head().value());
  std::vector<Redecision> results;
  const auto decisions = eventstore::ReadAll(log, Redecidable());
  for (const SequencedEvent& each : decisions.value().events) {
    const auto result = redecider.Redecide(each);
    EXPECT_TRUE(result.ok()) << result.status();
    if (result.ok()) results.push_back(*result);
  }
  return results;
}

}  // namespace debut::redecision::testing

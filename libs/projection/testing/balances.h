#pragma once

#include <google/protobuf/wrappers.pb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/ensure.h"
#include "eventstore/event_store.h"
#include "projection/projector.h"

namespace debut::projection::testing {

inline constexpr Table<google::protobuf::Int64Value> kBalances{'b'};

// "account:A" gets `amount`; zero closes the account.
inline eventstore::Event Deposited(const std::string& account, std::int64_t amount) {
  return {.type = "test.Deposited",
          .tags = {"account:" + account},
          .payload = std::to_string(amount),
          .event_id = {},
          .principal = {},
          .request_id = {},
          .request_digest = {},
          .causation_id = {},
          .trace_parent = {}};
}

// Something that no balance depends on.
inline eventstore::Event Chatted() {
  eventstore::Event event = Deposited("nobody", 0);
  event.type = "test.Chatted";
  return event;
}

inline void AppendAll(eventstore::EventStore& log, std::vector<eventstore::Event> events) {
  const auto appended = log.Append(std::move(events), std::nullopt);
  ENSURE(appended.ok(), appended.status().ToString());
}

// The smallest projector: a balance per account.
class BalancesProjector final : public Projector {
 public:
  explicit BalancesProjector(std::uint32_t version = 1) : version_(version) {}

  std::string name() const override { return "balances"; }
  std::uint32_t version() const override { return version_; }
  eventstore::Query Selects() const override {
    return {{{.types = {"test.Deposited"}, .tags = {}}}};
  }
  void Apply(const eventstore::SequencedEvent& event, Rows& rows) const override {
    const std::string account = event.event.tags.at(0).substr(8);
    const std::int64_t amount = std::stoll(event.event.payload);
    if (amount == 0) return rows.Erase(kBalances, account);
    rows.Update(kBalances, account, [&](google::protobuf::Int64Value& balance) {
      balance.set_value(balance.value() + amount);
    });
  }

 private:
  std::uint32_t version_;
};

}  // namespace debut::projection::testing

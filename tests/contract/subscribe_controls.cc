#include "eventstore/contract_suite.h"
#include "tests/contract/controls.h"

namespace debut::eventstore {
namespace {

// `change` gives the messages that go out in place of one.
using Messages = std::vector<SubscriptionMessage>;
BrokenStore::SubscribeHook ChangedMessages(std::function<Messages(SubscriptionMessage)> change) {
  return [change](const EventStore& good, const Query& query, const SubscribeOptions& options,
                  std::stop_token stop, EventStore::Subscriber subscriber) {
    return good.Subscribe(query, options, std::move(stop), [&](SubscriptionMessage message) {
      for (SubscriptionMessage& changed : change(std::move(message))) {
        if (!subscriber(std::move(changed))) return false;
      }
      return true;
    });
  };
}

BrokenStore::SubscribeHook ChangedSubscribe(std::function<void(Query&, SubscribeOptions&)> change) {
  return [change](const EventStore& good, Query query, SubscribeOptions options,
                  std::stop_token stop, EventStore::Subscriber subscriber) {
    change(query, options);
    return good.Subscribe(query, options, std::move(stop), subscriber);
  };
}

BrokenStore::SubscribeHook ChangedEnd(std::function<absl::Status(absl::Status)> change) {
  return [change](const EventStore& good, const Query& query, const SubscribeOptions& options,
                  std::stop_token stop, EventStore::Subscriber subscriber) {
    return change(good.Subscribe(query, options, std::move(stop), subscriber));
  };
}

void DeliversBatchesTwice(BrokenStore& s) {
  s.subscribe = ChangedMessages([](SubscriptionMessage message) -> Messages {
    if (!std::holds_alternative<Batch>(message)) return {message};
    return {message, message};
  });
}

void MistakesCheckpointForCaughtUp(BrokenStore& s) {
  s.subscribe = ChangedMessages([](SubscriptionMessage message) -> Messages {
    if (const auto* at = std::get_if<Checkpoint>(&message)) return {CaughtUp{at->position}};
    if (const auto* at = std::get_if<CaughtUp>(&message)) return {Checkpoint{at->position}};
    return {message};
  });
}

void SaysCaughtUpAfterEveryBatch(BrokenStore& s) {
  s.subscribe = ChangedMessages([](SubscriptionMessage message) -> Messages {
    const auto* batch = std::get_if<Batch>(&message);
    if (batch == nullptr) return {message};
    return {message, CaughtUp{batch->events.back().position}};
  });
}

void BeatsWithoutAPosition(BrokenStore& s) {
  s.subscribe = ChangedMessages([](SubscriptionMessage message) -> Messages {
    if (auto* beat = std::get_if<Heartbeat>(&message)) beat->position = {};
    return {message};
  });
}

void StartsOneEarlier(BrokenStore& s) {
  s.subscribe = ChangedSubscribe(
      [](auto&, SubscribeOptions& options) { options.after.value -= options.after.value > 0; });
}

void FillsBatchesByHalf(BrokenStore& s) {
  s.subscribe = ChangedSubscribe([](auto&, SubscribeOptions& options) {
    options.batch_bytes_max -= options.batch_bytes_max / 2;
  });
}

void CallsAStopSuccess(BrokenStore& s) {
  s.subscribe = ChangedEnd(
      [](absl::Status status) { return absl::IsCancelled(status) ? absl::OkStatus() : status; });
}

void SubscribesToAnything(BrokenStore& s) {
  s.subscribe = ChangedEnd([](absl::Status status) {
    return absl::IsInvalidArgument(status) ? absl::OkStatus() : status;
  });
}

void DoesNotHeedTheSubscriber(BrokenStore& s) {
  s.subscribe = [](const EventStore& good, const Query& query, const SubscribeOptions& options,
                   std::stop_token stop, EventStore::Subscriber subscriber) {
    bool enough = false;
    return good.Subscribe(query, options, std::move(stop), [&](SubscriptionMessage message) {
      if (enough) return subscriber(std::move(message));
      enough = !subscriber(std::move(message));
      return true;
    });
  };
}

}  // namespace

// These never lose a message for good: a check that waits for it would wait for ever.
std::vector<Control> SubscribeControls() {
  return {
      {"DeliversBatchesTwice",
       DeliversBatchesTwice,
       {"CatchesUpThenFollows", "DropsNoSlowSubscriber", "DeliversEachEventOnceWhileOthersAppend"}},
      {"MistakesCheckpointForCaughtUp",
       MistakesCheckpointForCaughtUp,
       {"FollowsAnEmptyLog", "GivesACheckpointForARangeWithoutAMatch"}},
      {"SaysCaughtUpAfterEveryBatch",
       SaysCaughtUpAfterEveryBatch,
       {"SaysCaughtUpOncePerCatchingUp"}},
      {"BeatsWithoutAPosition", BeatsWithoutAPosition, {"SendsHeartbeatsWhenNothingHappens"}},
      {"StartsOneEarlier",
       StartsOneEarlier,
       {"StartsAfterThePosition", "RefusesToStartBeyondTheHead"}},
      {"FillsBatchesByHalf", FillsBatchesByHalf, {"BatchesByBytes"}},
      {"CallsAStopSuccess", CallsAStopSuccess, {"StopsWhenItIsTold"}},
      {"SubscribesToAnything",
       SubscribesToAnything,
       {"RefusesASubscriptionOutsideTheLimits", "RefusesAQueryOutsideTheLimits"}},
      {"DoesNotHeedTheSubscriber", DoesNotHeedTheSubscriber, {"EndsWhenTheSubscriberHasEnough"}},
  };
}

}  // namespace debut::eventstore

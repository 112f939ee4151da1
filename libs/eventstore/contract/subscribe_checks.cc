#include <algorithm>
#include <latch>
#include <thread>

#include "eventstore/contract/verdict.h"
#include "eventstore/contract_suite.h"

namespace debut::eventstore {
namespace {

// What a subscription delivered, told in short: "1 2 | cp5 cu5" for a batch of the events 1 and 2,
// a checkpoint at 5 and caught-up at 5. Heartbeats are left out: they depend on the machine's
// speed.
std::string Told(const std::vector<SubscriptionMessage>& messages) {
  std::string told;
  const auto tell = [&](const std::string& word) { told += (told.empty() ? "" : " ") + word; };
  for (const SubscriptionMessage& message : messages) {
    if (const auto* batch = std::get_if<Batch>(&message)) {
      for (const auto& event : batch->events) tell(std::to_string(event.position.value));
      tell("|");
    } else if (const auto* checkpoint = std::get_if<Checkpoint>(&message)) {
      tell("cp" + std::to_string(checkpoint->position.value));
    } else if (const auto* caught_up = std::get_if<CaughtUp>(&message)) {
      tell("cu" + std::to_string(caught_up->position.value));
    }
  }
  return told;
}

// Collects until `count` messages that aren't heartbeats have come; after each of them `then` runs,
// on the same thread: what is appended there comes next, without any waiting in the check.
absl::StatusOr<std::string> Follow(
    EventStore& store, const Query& query, const SubscribeOptions& options, std::size_t count,
    absl::FunctionRef<void(std::size_t)> then = [](std::size_t) {}) {
  std::vector<SubscriptionMessage> messages;
  const absl::Status status = store.Subscribe(query, options, {}, [&](SubscriptionMessage message) {
    if (std::holds_alternative<Heartbeat>(message)) return true;
    messages.push_back(std::move(message));
    then(messages.size());
    return messages.size() < count;
  });
  if (!status.ok()) return status;
  return Told(messages);
}

Verdict CatchesUpThenFollows(EventStore& store) {
  MUST_OK(AddMany(store, 3));
  absl::Status added;
  const auto told = Follow(store, {}, {}, 4, [&](std::size_t received) {
    if (received >= 2) added.Update(Add(store, MakeEvent("test.Noted", {})).status());
  });
  MUST_OK(told);
  MUST_OK(added);
  MUST_EQ(*told, std::string("1 2 3 | cu3 4 | 5 |"));
  return testing::AssertionSuccess();
}

Verdict FollowsAnEmptyLog(EventStore& store) {
  const auto told = Follow(store, {{Tags({"a:1"})}}, {}, 2, [&](std::size_t received) {
    if (received == 1) std::ignore = Add(store, MakeEvent("test.Noted", {"a:1"}));
  });
  MUST_OK(told);
  MUST_EQ(*told, std::string("cu0 1 |"));
  return testing::AssertionSuccess();
}

Verdict StartsAfterThePosition(EventStore& store) {
  MUST_OK(AddMany(store, 5, {"a:1"}));
  SubscribeOptions options;
  options.after = {3};
  MUST_EQ(*Follow(store, {{Tags({"a:1"})}}, options, 2), std::string("4 5 | cu5"));
  options.after = {5};
  MUST_EQ(*Follow(store, {}, options, 1), std::string("cu5"));
  return testing::AssertionSuccess();
}

Verdict RefusesToStartBeyondTheHead(EventStore& store) {
  MUST_OK(AddMany(store, 2));
  SubscribeOptions options;
  options.after = {3};
  const auto status = Follow(store, {}, options, 1).status();
  MUST_EQ(status.code(), absl::StatusCode::kOutOfRange);
  return testing::AssertionSuccess();
}

Verdict BatchesByBytes(EventStore& store) {
  const Event kilobyte = MakeEvent("test.Noted", {}, std::string(1'000, 'x'));
  const Event big = MakeEvent("test.Noted", {}, std::string(10'000, 'x'));
  MUST_OK(store.Append({kilobyte, kilobyte, kilobyte, big, kilobyte, kilobyte}, {}));
  SubscribeOptions options;
  options.batch_bytes_max = 2'500;
  MUST_EQ(*Follow(store, {}, options, 5), std::string("1 2 | 3 | 4 | 5 6 | cu6"));
  options.batch_bytes_max = 1;
  MUST_EQ(*Follow(store, {}, options, 7), std::string("1 | 2 | 3 | 4 | 5 | 6 | cu6"));
  return testing::AssertionSuccess();
}

Verdict GivesACheckpointForARangeWithoutAMatch(EventStore& store) {
  MUST_OK(AddMany(store, 2, {"a:1"}));
  MUST_OK(AddMany(store, 3, {"b:1"}));
  absl::Status added;
  const auto told = Follow(store, {{Tags({"a:1"})}}, {}, 6, [&](std::size_t received) {
    if (received == 3) added.Update(AddMany(store, 1, {"b:1"}));
    if (received == 4) {
      const std::vector<Event> mixed{MakeEvent("test.Noted", {"a:1"}),
                                     MakeEvent("test.Noted", {"b:1"})};
      added.Update(store.Append(mixed, {}).status());
    }
  });
  MUST_OK(told);
  MUST_OK(added);
  MUST_EQ(*told, std::string("1 2 | cp5 cu5 cp6 7 | cp8"));
  return testing::AssertionSuccess();
}

Verdict SaysCaughtUpOncePerCatchingUp(EventStore& store) {
  const Event kilobyte = MakeEvent("test.Noted", {}, std::string(1'000, 'x'));
  MUST_OK(Add(store, kilobyte));
  SubscribeOptions options;
  options.batch_bytes_max = 2'500;
  const auto told = Follow(store, {}, options, 6, [&](std::size_t received) {
    if (received == 2) std::ignore = Add(store, kilobyte);
    if (received == 3) std::ignore = store.Append({kilobyte, kilobyte, kilobyte}, {});
  });
  MUST_OK(told);
  MUST_EQ(*told, std::string("1 | cu1 2 | 3 4 | 5 | cu5"));
  return testing::AssertionSuccess();
}

Verdict SendsHeartbeatsWhenNothingHappens(EventStore& store) {
  MUST_OK(AddMany(store, 2));
  SubscribeOptions options;
  options.heartbeat_interval = absl::Milliseconds(1);
  std::vector<Heartbeat> beats;
  MUST_OK(store.Subscribe({}, options, {}, [&](const SubscriptionMessage& message) {
    if (const auto* beat = std::get_if<Heartbeat>(&message)) beats.push_back(*beat);
    return beats.size() < 3;
  }));
  for (const Heartbeat& beat : beats) {
    MUST_EQ(beat.position, Position{2});
    MUST(beat.time > absl::UnixEpoch());
  }
  MUST(beats[0].time <= beats[2].time);
  return testing::AssertionSuccess();
}

Verdict StopsWhenItIsTold(EventStore& store) {
  // Idle for an hour but for the stop.
  SubscribeOptions options;
  options.heartbeat_interval = absl::Hours(1);
  for (const bool before_it_starts : {true, false}) {
    std::latch start(1), caught_up(1);
    absl::Status ended;
    std::jthread follower([&](const std::stop_token& stop) {
      start.wait();
      ended = store.Subscribe({}, options, stop, [&](const SubscriptionMessage& message) {
        if (std::holds_alternative<CaughtUp>(message)) caught_up.count_down();
        return true;
      });
    });
    if (before_it_starts) follower.request_stop();
    start.count_down();
    if (!before_it_starts) caught_up.wait();
    follower.request_stop();
    follower.join();
    MUST_EQ(ended.code(), absl::StatusCode::kCancelled);
    MUST(!before_it_starts || !caught_up.try_wait());
  }
  return testing::AssertionSuccess();
}

Verdict EndsWhenTheSubscriberHasEnough(EventStore& store) {
  MUST_OK(AddMany(store, 3));
  int calls = 0;
  MUST_OK(store.Subscribe({}, {}, {}, [&](const SubscriptionMessage&) {
    ++calls;
    return false;
  }));
  MUST_EQ(calls, 1);
  return testing::AssertionSuccess();
}

Verdict DropsNoSlowSubscriber(EventStore& store) {
  MUST_OK(Add(store, MakeEvent("test.Noted", {})));
  const std::vector<Event> much(50, MakeEvent("test.Noted", {}, std::string(50'000, 'x')));
  std::latch first(1), appended(1);
  std::vector<std::uint64_t> received;
  bool started = false;
  absl::Status ended;
  std::thread follower([&] {
    ended = store.Subscribe({}, {}, {}, [&](const SubscriptionMessage& message) {
      if (!std::exchange(started, true)) {
        first.count_down();
        appended.wait();
      }
      if (const auto* batch = std::get_if<Batch>(&message)) {
        for (const auto& event : batch->events) received.push_back(event.position.value);
      }
      return received.size() < 151;
    });
  });
  first.wait();
  absl::Status status;
  for (int i = 0; i < 3; ++i) status.Update(store.Append(much, {}).status());
  appended.count_down();
  follower.join();
  MUST_OK(status);
  MUST_OK(ended);
  MUST_EQ(received, Numbers(1, 151));
  return testing::AssertionSuccess();
}

}  // namespace

std::vector<ContractCheck> SubscribeChecks() {
  return {{"CatchesUpThenFollows", CatchesUpThenFollows},
          {"FollowsAnEmptyLog", FollowsAnEmptyLog},
          {"StartsAfterThePosition", StartsAfterThePosition},
          {"RefusesToStartBeyondTheHead", RefusesToStartBeyondTheHead},
          {"BatchesByBytes", BatchesByBytes},
          {"GivesACheckpointForARangeWithoutAMatch", GivesACheckpointForARangeWithoutAMatch},
          {"SaysCaughtUpOncePerCatchingUp", SaysCaughtUpOncePerCatchingUp},
          {"SendsHeartbeatsWhenNothingHappens", SendsHeartbeatsWhenNothingHappens},
          {"StopsWhenItIsTold", StopsWhenItIsTold},
          {"EndsWhenTheSubscriberHasEnough", EndsWhenTheSubscriberHasEnough},
          {"DropsNoSlowSubscriber", DropsNoSlowSubscriber}};
}

}  // namespace debut::eventstore

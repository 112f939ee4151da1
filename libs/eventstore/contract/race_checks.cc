#include <algorithm>
#include <atomic>
#include <barrier>
#include <thread>

#include "base/status_macros.h"
#include "eventstore/contract/verdict.h"
#include "eventstore/contract_suite.h"

namespace debut::eventstore {
namespace {

constexpr int kThreads = 4;

// Runs `work` on kThreads threads with their numbers; the first error that one of them returns.
absl::Status InParallel(const std::function<absl::Status(int)>& work) {
  std::vector<absl::Status> results(kThreads);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] { results[static_cast<std::size_t>(i)] = work(i); });
    }
  }
  absl::Status first;
  for (const absl::Status& result : results) first.Update(result);
  return first;
}

const Query& Hot() {
  static const Query query{{Tags({"budget:2026"})}};
  return query;
}

// All racers decide on one head, again and again, and start together.
Verdict LetsOneOfManyWinEachHead(EventStore& store) {
  constexpr int kRounds = 30;
  std::barrier start(kThreads);
  std::vector<std::atomic<int>> wins(kRounds);
  std::atomic<int> misnamed = 0;
  MUST_OK(InParallel([&](int) -> absl::Status {
    absl::Status error;
    for (int round = 0; round < kRounds; ++round) {
      const auto head = store.Head();
      error.Update(head.status());
      start.arrive_and_wait();
      const auto result = AddIf(store, MakeEvent("test.Awarded", {"budget:2026"}), Hot(),
                                head.value_or(Position{}));
      const auto conflict = ConflictOf(result.status());
      if (result.ok()) ++wins[static_cast<std::size_t>(round)];
      if (conflict && conflict->position.value != head->value + 1) ++misnamed;
      if (!result.ok() && !conflict) error.Update(result.status());
      start.arrive_and_wait();
    }
    return error;
  }));
  for (const std::atomic<int>& count : wins) MUST_EQ(count.load(), 1);
  MUST_EQ(misnamed.load(), 0);
  MUST_ASSIGN(const auto positions, PositionsOf(store, Hot()));
  MUST_EQ(positions, Numbers(1, kRounds));
  return testing::AssertionSuccess();
}

// Racers at their own pace, which read, count and append: an update would be lost if two of them
// decided on the same count.
Verdict LosesNoUpdateOfStaggeredWriters(EventStore& store) {
  constexpr int kAppends = 25;
  MUST_OK(InParallel([&](int thread) -> absl::Status {
    for (int done = 0; done < kAppends;) {
      for (int i = 0; i < thread * 3; ++i) std::this_thread::yield();
      ASSIGN_OR_RETURN(const ReadResult read, ReadAll(store, Hot()));
      Event event = MakeEvent("test.Counted", {"budget:2026"}, std::to_string(read.events.size()));
      const auto result = AddIf(store, std::move(event), Hot(), read.head);
      if (result.ok()) ++done;
      if (!result.ok() && !absl::IsAborted(result.status())) return result.status();
    }
    return absl::OkStatus();
  }));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, Hot()));
  MUST_EQ(read.events.size(), std::size_t{kThreads * kAppends});
  for (std::size_t i = 0; i < read.events.size(); ++i) {
    MUST_EQ(read.events[i].event.payload, std::to_string(i));
  }
  return testing::AssertionSuccess();
}

Verdict KeepsGroupsTogether(EventStore& store) {
  constexpr std::size_t kGroup = 3;
  constexpr int kAppends = 20;
  MUST_OK(InParallel([&](int thread) -> absl::Status {
    for (int i = 0; i < kAppends; ++i) {
      const std::string name = std::to_string(thread) + "/" + std::to_string(i);
      const std::vector<Event> group(kGroup, MakeEvent("test.Noted", {}, name));
      ASSIGN_OR_RETURN(const AppendResult result, store.Append(group, std::nullopt));
      if (result.last.value + 1 - result.first.value != kGroup) {
        return absl::InternalError("the answer is not the group's");
      }
    }
    return absl::OkStatus();
  }));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, {}));
  MUST_EQ(read.events.size(), kGroup * kAppends * kThreads);
  for (std::size_t i = 0; i < read.events.size(); ++i) {
    MUST_EQ(read.events[i].event.payload, read.events[i / kGroup * kGroup].event.payload);
  }
  return testing::AssertionSuccess();
}

// A reader beside the writers: every snapshot is a prefix of the log, as long as its head says, and
// what was acknowledged is in it.
Verdict ShowsReadersAGaplessPrefix(EventStore& store) {
  constexpr std::size_t kGroup = 2;
  std::atomic<std::uint64_t> acknowledged = 0;
  std::atomic<bool> writing = true;
  absl::Status written;
  std::jthread writers([&] {
    written = InParallel([&](int) -> absl::Status {
      for (int i = 0; i < 25; ++i) {
        const std::vector<Event> group(kGroup, MakeEvent("test.Noted", {"a:1"}));
        ASSIGN_OR_RETURN(const AppendResult result, store.Append(group, std::nullopt));
        std::uint64_t known = acknowledged;
        while (known < result.last.value &&
               !acknowledged.compare_exchange_weak(known, result.last.value)) {
        }
      }
      return absl::OkStatus();
    });
    writing = false;
  });
  const auto look = [&](const Query& query) -> Verdict {
    const std::uint64_t durable = acknowledged;
    MUST_ASSIGN(const ReadResult read, ReadAll(store, query));
    MUST(read.head.value >= durable);
    MUST_EQ(read.head.value % kGroup, std::uint64_t{0});
    MUST_EQ(read.events.size(), std::size_t{read.head.value});
    for (std::size_t i = 0; i < read.events.size(); ++i) {
      MUST_EQ(read.events[i].position, Position{i + 1});
    }
    return testing::AssertionSuccess();
  };
  while (writing) {
    for (const Query& query : {Query{}, Query{{Tags({"a:1"})}}}) {
      if (const Verdict verdict = look(query); !verdict) return verdict;
    }
  }
  writers.join();
  MUST_OK(written);
  return look({});
}

Verdict DeliversEachEventOnceWhileOthersAppend(EventStore& store) {
  constexpr std::size_t kEvents = kThreads * 100;
  SubscribeOptions options;
  options.batch_bytes_max = 1'000;
  std::vector<std::uint64_t> received;
  std::vector<std::uint64_t> looked_at;
  absl::Status written;
  std::jthread writers([&] {
    written = InParallel(
        [&](int thread) { return AddMany(store, 100, {thread % 2 == 0 ? "even:1" : "odd:1"}); });
  });
  const Query query{{Tags({"even:1"}), Tags({"odd:1"})}};
  MUST_OK(store.Subscribe(query, options, {}, [&](const SubscriptionMessage& message) {
    if (const auto* batch = std::get_if<Batch>(&message)) {
      for (const auto& event : batch->events) received.push_back(event.position.value);
    }
    if (const auto* caught_up = std::get_if<CaughtUp>(&message)) {
      looked_at.push_back(caught_up->position.value);
    }
    return received.size() < kEvents;
  }));
  writers.join();
  MUST_OK(written);
  MUST_EQ(received, Numbers(1, kEvents));
  MUST(std::ranges::is_sorted(looked_at));
  return testing::AssertionSuccess();
}

}  // namespace

std::vector<ContractCheck> RaceChecks() {
  return {{"LetsOneOfManyWinEachHead", LetsOneOfManyWinEachHead},
          {"LosesNoUpdateOfStaggeredWriters", LosesNoUpdateOfStaggeredWriters},
          {"KeepsGroupsTogether", KeepsGroupsTogether},
          {"ShowsReadersAGaplessPrefix", ShowsReadersAGaplessPrefix},
          {"DeliversEachEventOnceWhileOthersAppend", DeliversEachEventOnceWhileOthersAppend}};
}

}  // namespace debut::eventstore

#include <algorithm>

#include "eventstore/contract_suite.h"
#include "tests/contract/controls.h"

namespace debut::eventstore {
namespace {

BrokenStore::ReadHook ChangedRead(std::function<void(Query&, ReadOptions&)> change) {
  return [change](const EventStore& good, Query query, ReadOptions options,
                  EventStore::Visitor visit) {
    change(query, options);
    return good.Read(query, options, visit);
  };
}

BrokenStore::ReadHook ChangedEvents(std::function<void(SequencedEvent&)> change) {
  return [change](const EventStore& good, const Query& query, const ReadOptions& options,
                  EventStore::Visitor visit) {
    return good.Read(query, options, [&](SequencedEvent event) {
      change(event);
      return visit(event);
    });
  };
}

void SkipsAPosition(BrokenStore& s) {
  s.read = ChangedEvents([](SequencedEvent& e) { e.position.value += e.position.value > 2; });
}

void LosesAPosting(BrokenStore& s) {
  s.read = ChangedRead([](Query& query, auto&) {
    for (QueryItem& item : query.items) {
      if (!item.tags.empty()) item.after = std::max(item.after, Position{2});
    }
  });
}

void RecordsTimesInSeconds(BrokenStore& s) {
  s.read = ChangedEvents([](SequencedEvent& e) {
    e.recorded_time = absl::FromUnixSeconds(absl::ToUnixSeconds(e.recorded_time));
  });
}

void MakesNoEventIds(BrokenStore& s) {
  s.read = ChangedEvents([](SequencedEvent& e) { e.event.event_id.clear(); });
}

void FailsOnAnEmptyLog(BrokenStore& s) {
  s.read = [](const EventStore& good, const Query& query, const ReadOptions& options,
              EventStore::Visitor visit) -> absl::StatusOr<Position> {
    if (*good.Head() == Position{}) return absl::NotFoundError("empty");
    return good.Read(query, options, visit);
  };
}

void IgnoresBounds(BrokenStore& s) {
  s.read = ChangedRead([](auto&, ReadOptions& options) { options.up_to.reset(); });
}

void IgnoresTheLimit(BrokenStore& s) {
  s.read = ChangedRead([](auto&, ReadOptions& options) { options.limit = 0; });
}

void IgnoresTheRecordedTime(BrokenStore& s) {
  s.read = ChangedRead([](auto&, ReadOptions& o) { o.up_to_recorded_time.reset(); });
}

void GivesTheLastPositionThatItRead(BrokenStore& s) {
  s.read = [](const EventStore& good, const Query& query, const ReadOptions& options,
              EventStore::Visitor visit) {
    auto head = good.Read(query, options, visit);
    if (head.ok() && options.up_to) head = std::min(*head, *options.up_to);
    return head;
  };
}

void GivesTheHeadAfterTheRead(BrokenStore& s) {
  s.read = [](const EventStore& good, const Query& query, const ReadOptions& options,
              EventStore::Visitor visit) {
    const auto head = good.Read(query, options, visit);
    return head.ok() ? good.Head() : head;
  };
}

void DoesNotHeedTheVisitor(BrokenStore& s) {
  s.read = [](const EventStore& good, const Query& query, const ReadOptions& options,
              EventStore::Visitor visit) {
    return good.Read(query, options, [&](const SequencedEvent& event) {
      visit(event);
      return true;
    });
  };
}

}  // namespace

std::vector<Control> ReadControls() {
  return {
      {"SkipsAPosition",
       SkipsAPosition,
       {"GivesPositionsFromOneWithoutGaps", "ShowsReadersAGaplessPrefix",
        "ReadsWhatAnItemMatches"}},
      {"LosesAPosting",
       LosesAPosting,
       {"FindsChineseTagsAndPayloads", "ReadsWhatAnItemMatches", "LetsOneOfManyWinEachHead"}},
      {"RecordsTimesInSeconds", RecordsTimesInSeconds, {"RecordsStrictlyIncreasingTimes"}},
      {"MakesNoEventIds", MakesNoEventIds, {"MakesAnEventIdWhereThereIsNone"}},
      {"FailsOnAnEmptyLog", FailsOnAnEmptyLog, {"ReadsAnEmptyLog"}},
      {"IgnoresBounds", IgnoresBounds, {"ReadsWithinBounds"}},
      {"IgnoresTheLimit", IgnoresTheLimit, {"ReadsAtMostTheLimit", "ReadsOneSnapshot"}},
      {"IgnoresTheRecordedTime", IgnoresTheRecordedTime, {"ReadsUpToARecordedTime"}},
      {"GivesTheLastPositionThatItRead",
       GivesTheLastPositionThatItRead,
       {"GivesTheHeadWhateverTheBounds"}},
      {"GivesTheHeadAfterTheRead", GivesTheHeadAfterTheRead, {"ReadsOneSnapshot"}},
      {"DoesNotHeedTheVisitor", DoesNotHeedTheVisitor, {"StopsWhenTheVisitorHasEnough"}},
  };
}

}  // namespace debut::eventstore

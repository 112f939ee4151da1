#include "tests/simulation/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/rejection_status.h"
#include "domain/grants/testing/auditor.h"
#include "eventstore/entry_codec.h"
#include "projection/row_digest.h"
#include "services/readmodels/model_kinds.h"
#include "tests/simulation/log_as_of.h"
#include "transparency/frontier.h"
#include "transparency/hash.h"

namespace debut::simulation {

using eventstore::Event;
using eventstore::Position;
using eventstore::SequencedEvent;

namespace {

// As it was decided: without what Stamp() adds.
Event Unstamped(Event event) {
  Event bare;
  bare.type = std::move(event.type);
  bare.schema = event.schema;
  bare.payload = std::move(event.payload);
  std::ranges::copy_if(event.tags, std::back_inserter(bare.tags), [](const std::string& tag) {
    return !tag.starts_with("request:") && !tag.starts_with("via:");
  });
  return bare;
}

std::string Describe(const absl::StatusOr<std::vector<Event>>& decided) {
  if (!decided.ok()) return decided.status().ToString();
  std::string text = "[";
  for (const Event& event : *decided) text += decision::TextOf(event) + " ";
  return text + "]";
}

}  // namespace

Checks::Checks(const SimulatedLog& log, std::vector<std::string>& findings) : findings_(findings) {
  transparency::Frontier frontier;
  const auto head = log.ReadRaw({}, {}, [&](Position position, std::string_view entry) {
    auto event = eventstore::DecodeEntry(entry);
    if (!event.ok() || event->position != position || position.value != events_.size() + 1) {
      Find(fmt::format("position {} follows {}", position.value, events_.size()));
      return false;
    }
    if (!events_.empty() && event->recorded_time <= events_.back().recorded_time) {
      Find(fmt::format("{} isn't later than its predecessor", position.value));
    }
    frontier.Append(transparency::LeafHash(entry));
    events_.push_back(*std::move(event));
    return true;
  });
  if (!head.ok() || head->value != events_.size()) Find("the log can't be read to its head");
  if (frontier.Root() != log.root()) Find("the tree isn't that of the entries");
}

void Checks::LookAtMoney(std::map<std::string, std::int64_t> caps) {
  grants::testing::Auditor auditor(std::move(caps));
  auditor.DemandEntitlements();
  for (const SequencedEvent& event : events_) auditor.Look(event);
  for (const std::string& finding : auditor.findings()) Find("auditor: " + finding);
}

std::map<std::string, Checks::Block> Checks::FindBlocks(const Ledger& ledger, std::uint64_t given) {
  std::map<std::string, Block> blocks;
  for (std::uint64_t i = given; i < events_.size(); ++i) {
    const Event& event = events_[i].event;
    if (event.type == decision::TypeOf<closing::v1::DayClosed>()) continue;
    if (!ledger.asked().contains(event.request_id)) {
      Find(fmt::format("nobody asked for what is at {}: {}", i + 1, decision::TextOf(event)));
      continue;
    }
    Block& block = blocks[event.request_id];
    if (block.first != 0 && block.last != i) {
      Find(fmt::format("{} is recorded at {} and again at {}", event.request_id, block.first,
                       i + 1));
    }
    if (block.first == 0) block.first = i + 1;
    block.last = i + 1;
  }
  return blocks;
}

void Checks::LookAtAnswers(const Ledger& ledger, std::uint64_t given) {
  const auto blocks = FindBlocks(ledger, given);
  for (const auto& [request_id, asked] : ledger.asked()) {
    const auto found = blocks.find(request_id);
    const Block block = found == blocks.end() ? Block{} : found->second;
    if (block.first > 0) LookAtRecorded(*asked.question, block);
    for (const Ledger::Entry& entry : asked.answers) LookAtAnswer(*asked.question, entry, block);
  }
}

void Checks::LookAtRecorded(const Question& question, const Block& block) {
  auto decided = DecideOn(LogAsOf(events_, block.first - 1), question);
  if (decided.ok()) {
    for (Event& event : *decided) event = Unstamped(std::move(event));
  }
  std::vector<Event> recorded;
  for (std::uint64_t at = block.first; at <= block.last; ++at) {
    recorded.push_back(Unstamped(events_[at - 1].event));
  }
  if (decided.ok() && *decided == recorded) return;
  Find(fmt::format("{} recorded {} at {}; decided there again it gives {}",
                   question.context.request_id, Describe(recorded), block.first,
                   Describe(decided)));
}

void Checks::LookAtAnswer(const Question& question, const Ledger::Entry& entry,
                          const Block& block) {
  const std::string& id = question.context.request_id;
  if (!IsDefinite(entry.answer)) {
    const absl::Status status = entry.answer.status();
    const bool unknown =
        absl::IsUnavailable(status) || absl::IsAborted(status) || absl::IsDeadlineExceeded(status);
    if (!unknown) Find(fmt::format("{} is answered {}", id, status.ToString()));
    return;
  }
  if (entry.answer.ok() && !entry.answer->recorded.empty()) {
    const auto& recorded = entry.answer->recorded;
    const bool there = block.first == recorded.front().position.value &&
                       block.last == recorded.back().position.value;
    if (!there) {
      return Find(fmt::format("{} is acknowledged at {}, and recorded at {}", id,
                              recorded.front().position.value, block.first));
    }
    for (const SequencedEvent& event : recorded) {
      if (event.event == events_[event.position.value - 1].event) continue;
      Find(fmt::format("{} is acknowledged with another event at {}", id, event.position.value));
    }
    return;
  }
  // Before its own events: afterwards it would have been answered with them.
  std::uint64_t last = std::min<std::uint64_t>(entry.shown_after, events_.size());
  if (block.first > 0) last = std::min(last, block.first - 1);
  std::string decided_last;
  for (std::uint64_t at = last + 1; at-- > entry.shown_before;) {
    const auto decided = DecideOn(LogAsOf(events_, at), question);
    // Not the statuses: the bytes of a rejection's metadata have no order.
    const bool same = entry.answer.ok() ? decided.ok() && decided->empty()
                                        : decision::RejectionOf(decided.status()) ==
                                              decision::RejectionOf(entry.answer.status());
    if (same) return;
    if (decided_last.empty()) decided_last = Describe(decided);
  }
  Find(
      fmt::format("{} is answered \"{}\", which it is nowhere from {} to {} (recorded at {}); at "
                  "the end {}",
                  id, entry.answer.ok() ? "nothing" : entry.answer.status().ToString(),
                  entry.shown_before, last, block.first, decided_last));
}

void Checks::LookAtDays(std::uint64_t choice) {
  std::vector<closing::v1::DayClosed> closed;
  for (const SequencedEvent& event : events_) {
    decision::On<closing::v1::DayClosed>(event, [&](const auto& fact) { closed.push_back(fact); });
  }
  if (closed.empty()) return;
  for (const auto& fact : closed) {
    const absl::Time end = calendar::StartInShanghai(*calendar::ParseDate(fact.day()) + 1);
    const auto next = std::ranges::partition_point(
        events_, [&](const SequencedEvent& event) { return event.recorded_time < end; });
    const auto last = static_cast<std::uint64_t>(next - events_.begin());
    if (last != fact.position()) {
      Find(fmt::format("{} closed at {}, and ends at {}", fact.day(), fact.position(), last));
    }
  }
  const auto& fact = closed[choice % closed.size()];
  const LogAsOf log(events_, events_.size());
  for (const auto& kind : readmodels::AllModelKinds()) {
    for (const auto& model : fact.models()) {
      if (model.model() != kind.projector->name()) continue;
      const auto rows = projection::RowsAt(log, *kind.projector, Position{fact.position()});
      const bool same =
          rows.ok() &&
          absl::HexStringToBytes(projection::DigestOf(rows->changes()).hex) == model.digest();
      if (!same) Find(fmt::format("{} closed with another {}", fact.day(), model.model()));
    }
  }
}

}  // namespace debut::simulation

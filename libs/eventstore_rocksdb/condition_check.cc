#include "eventstore_rocksdb/condition_check.h"

#include <algorithm>

#include "base/status_macros.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/group.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/query_cursor.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {

absl::StatusOr<std::optional<eventstore::AppendConflict>> ConditionCheck::FirstConflict(
    const eventstore::AppendCondition& condition, const Log& log) {
  std::optional<eventstore::AppendConflict> first;
  const auto& items = condition.fail_if_matches.items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::uint64_t after = std::max(items[i].after, condition.after).value;
    // Nothing behind `after`, or nothing there that would come before what was found.
    if (after >= log.head || (first && after + 1 >= first->position.value)) continue;
    if (!MayMatch(items[i], after, log)) continue;
    const auto match = FirstMatch(items[i], after, log);
    if (match && (!first || *match < first->position.value)) {
      first = eventstore::AppendConflict{{*match}, i};
    }
  }
  if (postings_) {
    absl::Status status = postings_->status();
    if (!status.ok()) {
      postings_.reset();
      return status;
    }
  }
  return first;
}

void ConditionCheck::Placed(std::uint64_t position, std::uint32_t type_id,
                            const eventstore::Event& event) {
  for (const std::string& tag : event.tags) last_of_tag_.Update(tag, position);
  if (type_id < last_of_type_.size() && last_of_type_[type_id]) last_of_type_[type_id] = position;
}

PostingReader& ConditionCheck::Postings(const Log& log) {
  if (!postings_) {
    postings_ = std::make_unique<PostingReader>(database_);
  } else if (postings_durable_ < log.durable) {
    postings_->Refresh();
  }
  postings_durable_ = log.durable;
  return *postings_;
}

std::uint64_t ConditionCheck::LastOfTag(std::string_view tag, const Log& log) {
  if (const auto known = last_of_tag_.Find(tag)) return *known;
  PostingReader& postings = Postings(log);
  std::uint64_t last = postings.Last(TagPostingPrefix(tag));
  for (const Group* group : log.groups) last = std::max(last, group->LastOfTag(tag));
  if (postings.status().ok()) last_of_tag_.Put(tag, last);
  return last;
}

std::uint64_t ConditionCheck::LastOfType(std::uint32_t type_id, const Log& log) {
  if (type_id >= last_of_type_.size()) last_of_type_.resize(type_id + 1);
  std::optional<std::uint64_t>& known = last_of_type_[type_id];
  if (known) return *known;
  PostingReader& postings = Postings(log);
  std::uint64_t last = postings.Last(TypePostingPrefix(type_id));
  for (const Group* group : log.groups) last = std::max(last, group->LastOfType(type_id));
  if (postings.status().ok()) known = last;
  return last;
}

bool ConditionCheck::MayMatch(const eventstore::QueryItem& item, std::uint64_t after,
                              const Log& log) {
  const bool tags_may = std::ranges::all_of(
      item.tags, [&](const std::string& tag) { return LastOfTag(tag, log) > after; });
  if (!tags_may || item.types.empty()) return tags_may;
  return std::ranges::any_of(item.types, [&](const std::string& type) {
    const auto id = types_.Find(type);
    return id && LastOfType(*id, log) > after;
  });
}

std::optional<std::uint64_t> ConditionCheck::FirstMatch(const eventstore::QueryItem& item,
                                                        std::uint64_t after, const Log& log) {
  if (item.tags.empty() && item.types.empty()) return after + 1;
  PostingReader& postings = Postings(log);
  const auto cursor = NewItemCursor(item, types_, eventstore::Direction::kForwards, postings);
  if (cursor != nullptr) {
    if (const auto found = cursor->Seek(after + 1)) return found;
  }
  for (const Group* group : log.groups) {
    if (const auto found = group->FirstMatch(item, after)) return found;
  }
  return std::nullopt;
}

}  // namespace debut::eventstore_rocksdb

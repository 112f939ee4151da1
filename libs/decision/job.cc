#include "decision/job.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "base/status_macros.h"
#include "decision/request.h"
#include "eventstore/validate.h"

namespace debut::decision {
namespace {

std::size_t Mixed(std::size_t seed, std::size_t hash) {
  return (seed ^ hash) * std::size_t{0x9E3779B97F4A7C15};
}

std::size_t HashOf(std::type_index type, const eventstore::Query& query) {
  std::size_t hash = type.hash_code();
  for (const eventstore::QueryItem& item : query.items) {
    hash = Mixed(hash, item.after.value);
    for (const std::string& text : item.types) hash = Mixed(hash, std::hash<std::string>{}(text));
    for (const std::string& text : item.tags) hash = Mixed(hash, std::hash<std::string>{}(text));
  }
  return hash;
}

}  // namespace

KeyedView::KeyedView(std::unique_ptr<AnyView> initial_view)
    : view(std::move(initial_view)), query(view->Selects()), hash(HashOf(view->Type(), query)) {}

Job::Job(std::unique_ptr<AnyCommand> command_to_decide, const CommandContext& command_context,
         absl::Time answer_deadline)
    : command(std::move(command_to_decide)), context(command_context), deadline(answer_deadline) {
  for (auto& view : command->Reads())
    reads.push_back(std::make_shared<const KeyedView>(std::move(view)));
  if (!context.request_id.empty()) {
    reads.push_back(std::make_shared<const KeyedView>(
        std::make_unique<BoxedView<RequestHistory>>(RequestHistory{context.request_id, {}})));
  }
  for (const auto& read : reads) items += read->query.items.size();
}

absl::Status Job::Validate() const {
  eventstore::Query boundary;
  for (const auto& read : reads) {
    std::ranges::copy(read->query.items, std::back_inserter(boundary.items));
  }
  return base::Annotate(eventstore::ValidateQuery(boundary), "what the command reads");
}

}  // namespace debut::decision

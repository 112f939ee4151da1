#include "services/certification/queries.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "base/status_macros.h"
#include "calendar/date.h"
#include "decision/execute.h"
#include "decision/rejection_status.h"
#include "domain/certification/edition_diff.h"
#include "domain/certification/guards.h"
#include "domain/certification/product_files.h"
#include "domain/certification/reasons.h"
#include "services/certification/answers.h"

namespace debut::certification {
namespace {

using eventstore::EventStore;

absl::StatusOr<EditionEntries> LoadEdition(const EventStore& store, const std::string& edition_id,
                                           eventstore::Position head) {
  ASSIGN_OR_RETURN(auto edition,
                   decision::Load(store, EditionEntries{edition_id}, {.up_to = head}));
  if (edition.view.published) return std::move(edition.view);
  return decision::RejectionStatus(
      decision::RejectNotFound(kEditionUnknown,
                               fmt::format("there is no edition of {}", edition_id),
                               {{"edition_id", edition_id}}),
      kDomain);
}

v1::CatalogueChange ChangeOf(const std::string& product_id, const EditionEntry& entry) {
  v1::CatalogueChange change;
  change.set_product_id(product_id);
  change.set_enterprise_id(entry.enterprise_id);
  change.set_name(entry.name);
  change.set_field(entry.field);
  return change;
}

v1::CatalogueChange RemovalOf(const ProductFile& product, const EditionEntry& entry) {
  v1::CatalogueChange change = ChangeOf(product.product_id, entry);
  change.set_from_level(entry.level);
  if (const Delisting* delisting = product.DelistingOn(absl::CivilDay::max())) {
    change.set_delisting_kind(delisting->kind);
    change.set_delisted_date(calendar::FormatDate(delisting->effective_date));
  }
  return change;
}

}  // namespace

absl::StatusOr<v1::GetProductResponse> Answer(const EventStore& store, const ProductAsked& asked) {
  ASSIGN_OR_RETURN(const auto product, decision::Load(store, ProductFile{asked.product_id}));
  if (const auto refusal = RefusalOfUnknown(product.view))
    return decision::RejectionStatus(*refusal, kDomain);
  v1::GetProductResponse answer;
  *answer.mutable_product() = ProductOn(product.view, asked.as_of_date);
  answer.set_position(product.head.value);
  return answer;
}

absl::StatusOr<v1::GetLaboratoryResponse> Answer(const EventStore& store,
                                                 const LaboratoryAsked& asked) {
  ASSIGN_OR_RETURN(const auto laboratory,
                   decision::Load(store, LaboratoryFile{asked.laboratory_id}));
  if (const auto refusal = RefusalOfLaboratory(laboratory.view))
    return decision::RejectionStatus(*refusal, kDomain);
  v1::GetLaboratoryResponse answer;
  *answer.mutable_laboratory() = LaboratoryOn(laboratory.view, asked.as_of_date);
  answer.set_position(laboratory.head.value);
  return answer;
}

absl::StatusOr<v1::DiffCatalogueEditionsResponse> Answer(const EventStore& store,
                                                         const EditionsAsked& asked) {
  ASSIGN_OR_RETURN(const eventstore::Position head, store.Head());
  ASSIGN_OR_RETURN(const EditionEntries from, LoadEdition(store, asked.from_edition_id, head));
  ASSIGN_OR_RETURN(const EditionEntries to, LoadEdition(store, asked.to_edition_id, head));
  const EditionDiff diff = Diff(from, to);
  const std::set<std::string> removed(diff.removed_ids.begin(), diff.removed_ids.end());
  ASSIGN_OR_RETURN(const auto products,
                   decision::Load(store, ProductFiles(removed), {.up_to = head}));
  v1::DiffCatalogueEditionsResponse answer;
  for (const std::string& id : diff.added_ids) {
    v1::CatalogueChange& change = *answer.add_additions();
    change = ChangeOf(id, to.entries.at(id));
    change.set_to_level(to.entries.at(id).level);
  }
  for (const std::string& id : diff.removed_ids) {
    *answer.add_removals() = RemovalOf(products.view.Of(id), from.entries.at(id));
  }
  for (const std::string& id : diff.changed_ids) {
    v1::CatalogueChange& change = *answer.add_changes();
    change = ChangeOf(id, to.entries.at(id));
    change.set_from_level(from.entries.at(id).level);
    change.set_to_level(to.entries.at(id).level);
  }
  answer.set_unchanged_count(static_cast<std::uint32_t>(diff.unchanged_count));
  answer.set_position(head.value);
  return answer;
}

}  // namespace debut::certification

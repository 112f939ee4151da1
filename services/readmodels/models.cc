#include "services/readmodels/models.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "base/status_macros.h"
#include "projection/rocksdb_row_store.h"
#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/catalogue_projector.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/evidence_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/names_projector.h"
#include "services/readmodels/products_projector.h"

namespace debut::readmodels {
namespace {

using projection::Projection;

absl::StatusOr<std::unique_ptr<projection::RowStore>> OpenRows(const std::string& directory) {
  auto rows = projection::OpenRocksdbRowStore(directory);
  if (rows.status().code() != absl::StatusCode::kDataLoss) return rows;
  const std::string aside = directory + ".damaged";
  spdlog::error("{}; put aside as {}", rows.status().ToString(), aside);
  std::error_code error;
  std::filesystem::remove_all(aside, error);
  std::filesystem::rename(directory, aside, error);
  if (error) {
    return absl::UnavailableError(
        fmt::format("read models: cannot put {} aside: {}", directory, error.message()));
  }
  return projection::OpenRocksdbRowStore(directory);
}

template <typename P>
absl::Status OpenInto(std::unique_ptr<Projection>& projection, const eventstore::EventStore& log,
                      projection::RowStore& rows) {
  ASSIGN_OR_RETURN(projection, Projection::Open(log, rows, std::make_unique<P>()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Models>> Models::Open(const eventstore::EventStore& log,
                                                     const std::string& directory) {
  ASSIGN_OR_RETURN(auto rows, OpenRows(directory));
  auto models = std::unique_ptr<Models>(new Models(std::move(rows)));
  projection::RowStore& store = *models->rows_;
  RETURN_IF_ERROR(OpenInto<BudgetsProjector>(models->budgets_, log, store));
  RETURN_IF_ERROR(OpenInto<CapsProjector>(models->caps_, log, store));
  RETURN_IF_ERROR(OpenInto<CatalogueProjector>(models->catalogue_, log, store));
  RETURN_IF_ERROR(OpenInto<ClaimsProjector>(models->claims_, log, store));
  RETURN_IF_ERROR(OpenInto<EvidenceProjector>(models->evidence_, log, store));
  RETURN_IF_ERROR(OpenInto<LimitsProjector>(models->limits_, log, store));
  RETURN_IF_ERROR(OpenInto<NamesProjector>(models->names_, log, store));
  RETURN_IF_ERROR(OpenInto<ProductsProjector>(models->products_, log, store));
  return models;
}

std::vector<Projection*> Models::all() const {
  return {budgets_.get(),  caps_.get(),   catalogue_.get(), claims_.get(),
          evidence_.get(), limits_.get(), names_.get(),     products_.get()};
}

absl::Status Models::Start() {
  for (Projection* projection : all()) projection->Start();
  return absl::OkStatus();
}

void Models::Stop() {
  for (Projection* projection : all()) projection->Stop();
}

}  // namespace debut::readmodels

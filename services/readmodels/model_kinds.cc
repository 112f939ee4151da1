#include "services/readmodels/model_kinds.h"

#include <fmt/format.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/util/json_util.h>

#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/catalogue_projector.h"
#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/evidence_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/names_projector.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/work_items.h"

namespace debut::readmodels {
namespace {

template <typename P, typename... Rows>
ModelKind KindOf(projection::Table<Rows>... tables) {
  return {std::make_unique<const P>(), {{tables.id, Rows::descriptor()}...}};
}

}  // namespace

std::vector<ModelKind> AllModelKinds() {
  std::vector<ModelKind> kinds;
  kinds.push_back(KindOf<BudgetsProjector>(kBudgets));
  kinds.push_back(KindOf<CapsProjector>(kCaps, kCapsByEnterprise));
  kinds.push_back(KindOf<CatalogueProjector>(kCatalogue));
  kinds.push_back(KindOf<ClaimsProjector>(kClaims, kRounds, kClaimsByEnterprise, kPublicClaims,
                                          kMeasureYears, kMeasureMonths, kWork));
  kinds.push_back(KindOf<EvidenceProjector>(kEvidence));
  kinds.push_back(KindOf<LimitsProjector>(kLimits, kAwardPlaces));
  kinds.push_back(KindOf<NamesProjector>(kNames, kMembers));
  kinds.push_back(KindOf<ProductsProjector>(kProducts, kProductsByEnterprise, kProductSteps,
                                            kClaimProducts, kFactCounts, kWork));
  return kinds;
}

std::string RowJson(const ModelKind& kind, const std::string& key, const std::string& bytes) {
  const auto type = key.empty() ? kind.tables.end() : kind.tables.find(key.front());
  std::string json;
  if (type != kind.tables.end()) {
    const std::unique_ptr<google::protobuf::Message> row(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type->second)->New());
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    if (row->ParseFromString(bytes) &&
        google::protobuf::util::MessageToJsonString(*row, &json, options).ok()) {
      return json;
    }
  }
  return fmt::format("{{\"unknown_row_bytes\":{}}}", bytes.size());
}

}  // namespace debut::readmodels

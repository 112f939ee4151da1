#include "services/readmodels/products_projector.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "absl/time/time.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/market/v1/market_events.pb.h"
#include "decision/fact_codec.h"
#include "services/readmodels/award_move.h"
#include "services/readmodels/fact_reading.h"
#include "services/readmodels/product_states.h"

namespace debut::readmodels {
namespace {

using decision::On;
using eventstore::SequencedEvent;

std::string ShortType(const std::string& type) { return type.substr(type.rfind('.') + 1); }

v1::ProductStep StepOf(const SequencedEvent& event, const google::protobuf::Message* fact) {
  v1::ProductStep step;
  step.set_position(event.position.value);
  step.set_recorded_time(
      absl::FormatTime(absl::RFC3339_full, event.recorded_time, absl::UTCTimeZone()));
  step.set_fact_type(ShortType(event.event.type));
  step.set_principal(event.event.principal);
  if (fact != nullptr) {
    step.set_date(LegalDateOf(*fact));
    step.set_amount_fen(AmountOf(*fact));
  }
  const std::vector<std::string> claims = TagValues(event, "claim");
  if (claims.size() == 1) step.set_claim_id(claims.front());
  return step;
}

void CountFact(const SequencedEvent& event, const google::protobuf::Message& fact,
               projection::Rows& rows) {
  constexpr std::size_t kYearCharacters = 4;
  const std::string date = LegalDateOf(fact);
  if (date.size() <= kYearCharacters) return;
  const std::string year = date.substr(0, kYearCharacters);
  rows.Update(kFactCounts, year + "/" + event.event.type, [&](v1::FactCount& count) {
    count.set_year(static_cast<std::uint32_t>(std::stoul(year)));
    count.set_fact_type(event.event.type);
    count.set_facts_count(count.facts_count() + 1);
  });
}

// A claim for products: both sides remember each other.
void LinkClaim(const SequencedEvent& event, projection::Rows& rows) {
  On<grants::v1::ClaimSubmitted>(event, [&](const grants::v1::ClaimSubmitted& fact) {
    v1::ClaimProducts products;
    for (const std::string& product_id : TagValues(event, "product")) {
      products.add_product_ids(product_id);
      rows.Update(kProducts, product_id,
                  [&](v1::ProductRow& product) { product.add_claim_ids(fact.claim_id()); });
    }
    if (products.product_ids_size() > 0) rows.Put(kClaimProducts, fact.claim_id(), products);
  });
}

void AddContract(const SequencedEvent& event, projection::Rows& rows) {
  On<market::v1::ContractSigned>(event, [&](const market::v1::ContractSigned&) {
    for (const std::string& product_id : TagValues(event, "product")) {
      rows.Update(kProducts, product_id, [](v1::ProductRow& product) {
        product.set_contracts_count(product.contracts_count() + 1);
      });
    }
  });
}

void AddMoney(const SequencedEvent& event, projection::Rows& rows) {
  const auto move = AwardMoveOf(event);
  if (!move) return;
  const auto products = rows.Find(kClaimProducts, move->claim_id);
  if (!products) return;
  for (const std::string& product_id : products->product_ids()) {
    rows.Update(kProducts, product_id, [&](v1::ProductRow& product) {
      product.set_granted_fen(product.granted_fen() + move->granted_fen);
      product.set_paid_fen(product.paid_fen() + move->paid_fen);
      product.set_recovered_fen(product.recovered_fen() + move->recovered_fen);
    });
  }
}

// The products that the event is about: by its own tags, and by the claims that it is about.
std::set<std::string> ProductsOf(const SequencedEvent& event, projection::Rows& rows) {
  const std::vector<std::string> tagged = TagValues(event, "product");
  std::set<std::string> products(tagged.begin(), tagged.end());
  for (const std::string& claim_id : TagValues(event, "claim")) {
    const auto linked = rows.Find(kClaimProducts, claim_id);
    if (linked) products.insert(linked->product_ids().begin(), linked->product_ids().end());
  }
  return products;
}

}  // namespace

std::string StepKey(const std::string& product_id, eventstore::Position position) {
  return fmt::format("{}/{:020}", product_id, position.value);
}

eventstore::Query ProductsProjector::Selects() const { return {{{.types = {}, .tags = {}}}}; }

void ProductsProjector::Apply(const SequencedEvent& event, projection::Rows& rows) const {
  const auto fact = FactIn(event);
  if (fact != nullptr) CountFact(event, *fact, rows);
  LinkClaim(event, rows);
  const std::set<std::string> products = ProductsOf(event, rows);
  if (products.empty()) return;
  const v1::ProductStep step = StepOf(event, fact.get());
  for (const std::string& product_id : products) {
    rows.Put(kProductSteps, StepKey(product_id, event.position), step);
  }
  ApplyToProduct(event, rows);
  AddContract(event, rows);
  AddMoney(event, rows);
}

}  // namespace debut::readmodels

#include "services/readmodels/product_states.h"

#include <optional>

#include "debut/certification/v1/certification_events.pb.h"
#include "decision/fact_codec.h"
#include "services/readmodels/fact_reading.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/work_items.h"

namespace debut::readmodels {
namespace {

namespace cert = certification::v1;
using decision::On;
using eventstore::SequencedEvent;

constexpr char kProductKind[] = "product";

std::string NextAssessmentStep(const v1::ProductRow& product, const char* decision) {
  if (product.experts_count() == 0) return "AssignExpert";
  if (product.scores_count() < product.experts_count()) return "SubmitExpertScore";
  return decision;
}

std::string NextStep(const v1::ProductRow& product) {
  if (!product.reassessment_id().empty()) {
    return NextAssessmentStep(product, "ChangeProductLevel");
  }
  switch (product.state()) {
    case cert::PRODUCT_STATE_SUBMITTED:
      return NextAssessmentStep(product, "CertifyProduct");
    case cert::PRODUCT_STATE_CERTIFIED:
      return "PublishCatalogueEdition";
    default:
      return "";
  }
}

std::optional<v1::WorkItem> WorkOf(const v1::ProductRow& product) {
  const std::string step = NextStep(product);
  if (step.empty()) return std::nullopt;
  v1::WorkItem item;
  item.set_step(step);
  item.set_since_date(product.step_date());
  item.set_subject_kind(kProductKind);
  item.set_subject_id(product.product_id());
  item.set_measure(policy::v1::MEASURE_CERTIFICATION);
  item.set_enterprise_id(product.enterprise_id());
  return item;
}

template <typename Fact, typename Change>
void OnProduct(const SequencedEvent& event, projection::Rows& rows, Change&& change) {
  On<Fact>(event, [&](const Fact& fact) {
    const v1::ProductRow before =
        rows.Find(kProducts, fact.product_id()).value_or(v1::ProductRow());
    v1::ProductRow after = before;
    after.set_product_id(fact.product_id());
    if (const std::string date = LegalDateOf(fact); !date.empty()) after.set_step_date(date);
    change(after, fact);
    rows.Put(kProducts, fact.product_id(), after);
    ReplaceWork(WorkOf(before), WorkOf(after), rows);
    if (after.enterprise_id().empty() || !before.enterprise_id().empty()) return;
    v1::IndexEntry entry;
    entry.set_id(fact.product_id());
    rows.Put(kProductsByEnterprise, after.enterprise_id() + "/" + fact.product_id(), entry);
  });
}

template <typename Fact>
void Describe(v1::ProductRow& product, const Fact& fact) {
  product.set_enterprise_id(fact.enterprise_id());
  product.set_type(fact.type());
  product.set_field(fact.field());
  if (!fact.family_id().empty()) product.set_family_id(fact.family_id());
  if (!fact.name().empty()) product.set_name(fact.name());
}

void ApplyAssessment(const SequencedEvent& event, projection::Rows& rows) {
  OnProduct<cert::ProductSubmitted>(
      event, rows, [](v1::ProductRow& product, const cert::ProductSubmitted& fact) {
        Describe(product, fact);
        product.set_state(cert::PRODUCT_STATE_SUBMITTED);
        product.set_submitted_date(fact.accepted_date());
      });
  OnProduct<cert::ExpertAssigned>(event, rows,
                                  [](v1::ProductRow& product, const cert::ExpertAssigned&) {
                                    product.set_experts_count(product.experts_count() + 1);
                                  });
  OnProduct<cert::ExpertRecused>(event, rows,
                                 [](v1::ProductRow& product, const cert::ExpertRecused&) {
                                   if (product.experts_count() > 0)
                                     product.set_experts_count(product.experts_count() - 1);
                                 });
  OnProduct<cert::ExpertScoreSubmitted>(
      event, rows, [](v1::ProductRow& product, const cert::ExpertScoreSubmitted&) {
        product.set_scores_count(product.scores_count() + 1);
      });
  OnProduct<cert::ReassessmentOpened>(
      event, rows, [](v1::ProductRow& product, const cert::ReassessmentOpened& fact) {
        product.set_reassessment_id(fact.reassessment_id());
        product.set_experts_count(0);
        product.set_scores_count(0);
      });
  OnProduct<cert::ReassessmentClosed>(event, rows,
                                      [](v1::ProductRow& product, const cert::ReassessmentClosed&) {
                                        product.clear_reassessment_id();
                                      });
  OnProduct<cert::ProductRefused>(event, rows,
                                  [](v1::ProductRow& product, const cert::ProductRefused&) {
                                    product.set_state(cert::PRODUCT_STATE_REFUSED);
                                  });
}

void ApplyCatalogue(const SequencedEvent& event, projection::Rows& rows) {
  OnProduct<cert::ProductCertified>(
      event, rows, [](v1::ProductRow& product, const cert::ProductCertified& fact) {
        Describe(product, fact);
        product.set_state(cert::PRODUCT_STATE_CERTIFIED);
        product.set_level(fact.level());
        product.set_certified_date(fact.certified_date());
      });
  OnProduct<cert::ProductLevelChanged>(
      event, rows, [](v1::ProductRow& product, const cert::ProductLevelChanged& fact) {
        product.set_level(fact.level());
        product.clear_reassessment_id();
      });
  OnProduct<cert::ProductListed>(event, rows,
                                 [](v1::ProductRow& product, const cert::ProductListed& fact) {
                                   Describe(product, fact);
                                   product.set_state(cert::PRODUCT_STATE_LISTED);
                                   if (product.listed_date().empty())
                                     product.set_listed_date(fact.listed_date());
                                 });
  OnProduct<cert::ProductDelisted>(event, rows,
                                   [](v1::ProductRow& product, const cert::ProductDelisted& fact) {
                                     product.set_state(cert::PRODUCT_STATE_DELISTED);
                                     product.set_delisted_date(fact.effective_date());
                                   });
}

}  // namespace

void ApplyToProduct(const SequencedEvent& event, projection::Rows& rows) {
  ApplyAssessment(event, rows);
  ApplyCatalogue(event, rows);
}

}  // namespace debut::readmodels
